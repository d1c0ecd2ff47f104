"""Chinese text: width, masks, n-grams."""

import re
import unicodedata


def tidy(text: str | None) -> str:
    """Fold width and white space of text that people typed; full-width punctuation between 汉字 stays."""
    folded = unicodedata.normalize("NFC", text or "")
    folded = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "ｚ" and c.isalnum() else c for c in folded)
    return re.sub(r"\s+", " ", folded).strip()


def key(text: str) -> str:
    """The same words written differently come out the same: for comparing and searching."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def grams(text: str, size: int = 2) -> list[str]:
    """The distinct n-grams of `key(text)`, in order."""
    plain = key(text)
    return list(dict.fromkeys(plain[i : i + size] for i in range(len(plain) - size + 1)))


def inert(words: str) -> str:
    """A spreadsheet must not take a text for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def revived(words: str) -> str:
    """What `inert` was given."""
    return words[1:] if words[:1] == "'" and inert(words[1:]) == words else words


def mask_name(name: str) -> str:
    """林小安 → 林*安, 张三 → 张*; names of firms are public and stay."""
    if len(name) < 2 or len(name) > 8:
        return name
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def mask_id(number: str) -> str:
    """990100199001010012 → 9901**********0012."""
    return number[:4] + "*" * max(0, len(number) - 8) + number[-4:] if len(number) > 8 else "****"


def mask_phone(number: str) -> str:
    """13900000026 → 139****0026."""
    return number[:3] + "*" * max(0, len(number) - 7) + number[-4:] if len(number) > 7 else "****"
