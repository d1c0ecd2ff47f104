"""Signing in by login name, phone or document number."""

from tongban.identity import queries
from tongban.identity.models import Account

SEALED = ("person__id_number", "person__phone", "person__address")


class LoginBackend:
    """Django's authentication interface over `queries.account_for`."""

    def authenticate(self, request, username: str = "", password: str = "") -> Account | None:
        """The account, or None; takes the same time whether or not the name is known."""
        account = queries.account_for(username) if username else None
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session; its identifiers stay sealed until a page asks for one."""
        found = Account.objects.select_related("person", "officer").defer(*SEALED)
        return found.filter(pk=user_id, is_active=True).first()
