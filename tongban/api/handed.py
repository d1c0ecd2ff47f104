"""What a caller hands in: files that he uploaded himself."""

import uuid

from tongban.core import errors
from tongban.files.models import File
from tongban.identity.rules import Applicant


def owned(ids: dict[str, list[uuid.UUID]], by: Applicant) -> dict[str, list[File]]:
    """The files of these numbers, each uploaded by the caller himself."""
    wanted = {file for given in ids.values() for file in given}
    found = {f.pk: f for f in File.objects.filter(pk__in=wanted, uploaded_by=by.author.key)}
    if missing := wanted - set(found):
        faults = [("files", f"没有编号为{file}的文件，请先上传") for file in sorted(missing)]
        raise errors.Invalid("有的文件编号不对，没有办理任何业务。", faults)
    return {key: [found[file] for file in given] for key, given in ids.items()}
