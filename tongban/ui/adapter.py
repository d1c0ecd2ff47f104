"""How allauth is bent to this house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongban.identity import limits, passwords
from tongban.identity.models import Account


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by proving who one is, never by the open sign-up form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "账号或密码不对，什么都没有改动。请核对后再试一次；连续5次不对，要等5分钟。"
        ),
        "too_many_login_attempts": _(
            "试错的次数太多，为了保护账号，请等5分钟再试。着急的，可以带身份证到任一综合窗口办理。"
        ),
    }

    def authenticate(self, request: HttpRequest, **credentials: str) -> Account | None:
        """As everywhere in the house; the library itself would count attempts in each process apart."""
        login, password = credentials["username"], credentials["password"]
        address = self.get_client_ip(request)
        try:
            return passwords.account_of(login, password, address=address, at=timezone.now())
        except limits.TooOften:
            raise self.validation_error("too_many_login_attempts") from None

    def add_message(self, *args, **kwargs) -> None:
        """The library says nothing of its own: our pages do."""

    def is_open_for_signup(self, request) -> bool:
        """No."""
        return False
