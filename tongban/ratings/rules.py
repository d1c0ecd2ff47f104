"""What a rating must say."""

from collections.abc import Sequence

from tongban.ratings import codes


def faults(grade: int | None, indicators: Sequence[str], comment: str) -> list[tuple[str, str]]:
    """(field, sentence) of everything that is wrong."""
    if grade not in codes.GRADES:
        return [("grade", "请选择满意程度")]
    found = []
    if unknown := [code for code in indicators if code not in codes.INDICATORS[grade]]:
        found.append(("indicators", f"“{unknown[0]}”不是“{codes.GRADES[grade]}”的评价内容，请重新选择"))
    if grade < 3 and not indicators and not comment.strip():
        found.append(("comment", "请选一项原因，或者写几句话，我们据此核实整改"))
    if len(comment) > 500:
        found.append(("comment", "最多写500个字"))
    return found
