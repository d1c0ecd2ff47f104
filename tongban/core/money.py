"""Money is an integer of 分 (fen)."""

from decimal import ROUND_HALF_UP, Decimal


def fen(yuan: str | int | Decimal) -> int:
    """元 as written to whole 分."""
    return int((Decimal(str(yuan)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def yuan(amount: int) -> str:
    """4000 → 40, 4050 → 40.50, -1 → -0.01."""
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole}" + (f".{rest:02d}" if rest else "")
