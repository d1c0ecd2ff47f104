"""Signing in by login name, phone or document number."""

from django.db.models import Case, OuterRef, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from tongban.identity import queries
from tongban.identity.models import Account
from tongban.notices import queries as notices

RECIPIENT = Concat(  # "person:<uuid>" or "officer:<id>": of an account one of them is there
    Case(When(person=None, then=Value("officer:")), default=Value("person:"), output_field=TextField()),
    Coalesce(Cast("person_id", TextField()), Cast("officer_id", TextField())),
)
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
        """The account of a session and how much it has not read; identifiers stay sealed until asked for."""
        found = Account.objects.select_related("person", "officer").defer(*SEALED)
        found = found.annotate(key=RECIPIENT).annotate(unread=notices.unread_of(OuterRef("key")))
        return found.filter(pk=user_id, is_active=True).first()
