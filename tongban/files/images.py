"""图片: of sane size, decodable, without the place and device that a camera wrote into them."""

import io
from collections.abc import Iterator

from PIL import Image

from tongban.files import refusals

PIXELS = 80_000_000
_ORIENTATION = 0x0112
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"pHYs",
    b"sBIT",
}
_JPEG_DROPPED = {0xE1, 0xED, 0xFE}  # Exif and XMP, IPTC, comments
_START_OF_SCAN = 0xDA


def cleaned(data: bytes, name: str, kind: str) -> bytes:
    """The picture without traces; refused when it would swell if shown, or cannot be shown."""
    try:
        width, height = _open(data, kind).size
        if width * height <= PIXELS:
            clean = untraced(data, kind)
            _decode(_open(clean, kind))
            return clean
    except Image.DecompressionBombError as error:
        raise refusals.Swollen(name) from error
    except Exception as error:  # a hostile file makes Pillow fail in any way
        raise refusals.Broken(name) from error
    raise refusals.Swollen(name)


def untraced(data: bytes, kind: str) -> bytes:
    """The same picture, bit for bit, without what tells where and with what it was taken."""
    return b"".join(_jpeg(data) if kind == "jpg" else _png(data))


def _open(data: bytes, kind: str) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=["JPEG" if kind == "jpg" else "PNG"])


def _decode(image: Image.Image) -> None:
    """Find breaks without unpacking it all: JPEG at an eighth of its size, PNG by its check sums."""
    if image.format == "PNG":
        image.verify()
    else:
        image.draft("L", (image.width // 8, image.height // 8))
        image.load()


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    turned = Image.open(io.BytesIO(data)).getexif().get(_ORIENTATION)
    if turned in range(2, 9):
        kept = Image.Exif()
        kept[_ORIENTATION] = turned
        body = kept.tobytes()
        yield b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != _START_OF_SCAN:
        if data[at + 1] == 0xFF:  # filling between segments
            at += 1
            continue
        size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in _JPEG_DROPPED:
            yield data[at : at + size]
        at += size
    yield data[at:]


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at < len(data):
        size = 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _PNG_KEPT:
            yield data[at : at + size]
        at += size
