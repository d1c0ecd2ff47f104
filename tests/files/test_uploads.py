"""What is sent beyond the limit does not reach the disk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LIMIT, CHUNK = 1024**2, 64 * 1024


@pytest.fixture
def received(settings):
    """How much of an upload of that size is kept."""
    settings.FILE_SIZE_LIMIT, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = LIMIT, 0

    def kept(size: int) -> int:
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("大.pdf", bytes(size))})
        length = len(request.FILES["file"].read())
        request.close()
        return length

    return kept


@pytest.mark.parametrize("size", [0, 1, CHUNK, LIMIT - 1, LIMIT, LIMIT + 1])
def test_upload_within_the_limit_is_whole(received, size):
    assert received(size) == size


@pytest.mark.parametrize("size", [2 * LIMIT, 5 * LIMIT])
def test_upload_beyond_the_limit_is_cut(received, size):
    assert LIMIT < received(size) <= LIMIT + 2 * CHUNK
