"""Reading files."""

import hashlib

from django.utils.translation import gettext as _

from tongban.core import errors
from tongban.files import storage
from tongban.files.models import File


class Damaged(errors.Problem):
    """文件受损: the bytes on disk are gone or are not those that were stored."""

    status = 500


def content(file: File) -> bytes:
    """The bytes, proved by their digest."""
    try:
        data = storage.path(file.sha256).read_bytes()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Damaged(_("文件“%s”在存储中缺失或者被改动，没有打开。请联系系统管理员从备份恢复。") % file.name)
    return data
