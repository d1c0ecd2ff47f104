"""Words that several pages of the public share."""

from django.utils.translation import gettext as _


def unknown() -> str:
    """What stands where a source says nothing."""
    return _("暂未公布")
