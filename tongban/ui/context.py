"""What every page knows (页面公共信息): modes the visitor chose, the site, navigation, who is signed in."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from tongban.core import text
from tongban.ui import navigation

MODES = {"mode": ("normal", "elder"), "contrast": ("normal", "high")}


def modes(request: HttpRequest) -> dict:
    """Elder mode, contrast and language: from cookies, so that no script and no account is needed."""
    chosen = {name: request.COOKIES.get(f"tb_{name}", "") for name in MODES}
    return {name: chosen[name] if chosen[name] in values else values[0] for name, values in MODES.items()} | {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }


def frame(request: HttpRequest) -> dict:
    """What the layout needs without asking session or database: enough for the page of an error."""
    return modes(request) | {
        "site": settings.SITE,
        "here": request.get_full_path(),
        "navigation": navigation.portal(),
        "tabs": navigation.tabs(),
        "footer": navigation.footer(),
        "sign_in_url": settings.LOGIN_URL,
        "signed_in": None,
    }


def page(request: HttpRequest) -> dict:
    """The context processor that the template settings name."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return frame(request)
    holder = account.person if account.person_id else account.officer
    name = text.mask_name(holder.name) if account.person_id else holder.name
    unread = getattr(account, "unread", 0)  # not counted in the request that signs in
    return frame(request) | {
        "signed_in": {"name": name, "officer": account.officer_id is not None, "unread": unread or 0}
    }
