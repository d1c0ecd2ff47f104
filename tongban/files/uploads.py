"""上传的上限: what is sent beyond the size limit of a file is dropped as it comes, off the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Passes on a little more than a file may have, so that it is seen to be too large."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Nothing of what lies beyond."""
        return raw_data if start <= settings.FILE_SIZE_LIMIT else None

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
