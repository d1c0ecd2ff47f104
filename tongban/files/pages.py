"""页面图片: a PDF as pictures of its pages, with the text of each.

Drawn once, when the file is taken in, by a process of its own: a hostile file takes no other work with it.
"""

import base64
import io
import json
import resource
import subprocess
import sys
from dataclasses import dataclass

from tongban.files import refusals

WIDTH, HEIGHT = 1240, 3508  # pixels: A4 at 150 to the inch, and at most twice as high
MOST = 40
MEMORY, SECONDS = 2 * 1024**3, 30


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a PNG, and the words on it."""

    picture: bytes
    text: str


def drawn(data: bytes, name: str) -> list[Page]:
    """The pages of a PDF, the first of them if they are very many; refused when it cannot be drawn."""
    command = [sys.executable, "-m", "tongban.files.pages"]
    try:
        made = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS * 2, check=True)
    except subprocess.SubprocessError as error:
        raise refusals.Broken(name) from error
    return [Page(base64.b64decode(picture), text) for picture, text in json.loads(made.stdout)]


def _draw(data: bytes) -> list[tuple[str, str]]:
    import pypdfium2  # noqa: PLC0415 loaded where it may fail

    made = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(min(len(document), MOST)):
            page = document[number]
            width, height = page.get_size()
            bitmap = page.render(scale=min(WIDTH / width, HEIGHT / height))
            out = io.BytesIO()
            bitmap.to_pil().convert("P", palette=1, colors=64).save(out, "PNG", optimize=True)
            text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\0", "")
            made.append((base64.b64encode(out.getvalue()).decode(), text))
    return made


if __name__ == "__main__":
    if sys.platform == "linux":  # others do not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(_draw(sys.stdin.buffer.read()), sys.stdout)
