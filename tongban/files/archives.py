"""压缩包格式 (OFD, DOCX, XLSX): no bombs, no passwords, no macros."""

import io
import zipfile

from tongban.files import refusals

MEMBERS = 5_000
UNPACKED = 200 * 1024**2
RATIO = 200  # honest office documents stay far below
_MACROS = ("vbaproject.bin", ".js", ".vbs", ".exe", ".dll")


def check(data: bytes, name: str) -> None:
    """Refuse an archive that is harmful; only the directory is read, nothing is unpacked."""
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MEMBERS or total > UNPACKED or total > RATIO * len(data):
        raise refusals.Swollen(name)
    if any(member.flag_bits & 1 for member in members):
        raise refusals.Encrypted(name)
    if any(member.filename.lower().endswith(_MACROS) for member in members):
        raise refusals.Active(name)
