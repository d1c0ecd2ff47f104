"""How allauth is bent to this house."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by proving who one is, never by the open sign-up form."""

    def is_open_for_signup(self, request) -> bool:
        """No."""
        return False
