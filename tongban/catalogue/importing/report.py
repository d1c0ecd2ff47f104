"""What became of every row of an import."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tongban.catalogue import codes
from tongban.core import errors, text

WARNINGS = {
    "credit_code_check": "实施主体代码的校验位不符，按原样保留",
    "limit_not_understood": "时限未能识别，原文保留",
    "mixed_units": "法定时限与承诺时限单位不同，不能比较",
    "promised_longer": "承诺时限长于法定时限，未采用，原文保留",
    "markup": "文字中有“<”，按普通文字保存",
    "stray_characters": "文字中有无法保存的控制字符，已去除",
    "unknown_word": "词语不在代码表或对照表中，原文保留",
    "not_understood": "内容未能识别，原文保留",
    "level_differs": "行使层级与事项编码所载不一致，以来源所写为准",
    "agency_names": "同一实施主体代码有不同名称，以先有的为准",
    "region_added": "行政区划不在区划表中，已按来源登记",
    "other_source": "原由另一来源发布，现以本次内容为新版本",
    "not_active": "事项已暂停或取消，没有改动",
}
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on one row: a warning by its name, or the reason of a refusal."""

    row: int
    code: str
    column: str
    words: str


@dataclass(slots=True)
class Report:
    """The figures of one import."""

    file: str
    profile: str
    dry_run: bool = False
    strict: bool = False
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    held: int = 0
    agencies: int = 0
    new_agencies: int = 0
    new_regions: int = 0
    by_kind: Counter = field(default_factory=Counter)
    by_length: Counter = field(default_factory=Counter)
    warnings: dict[str, list[Note]] = field(default_factory=dict)
    refused: list[Note] = field(default_factory=list)
    ignored: tuple[str, ...] = ()

    @property
    def loaded(self) -> bool:
        """Was anything written, or would it be?"""
        return not (self.strict and self.refused)

    @property
    def refused_rows(self) -> int:
        """How many rows were refused."""
        return len({note.row for note in self.refused})

    def warn(self, name: str, row: int, code: str, column: str, words: str) -> None:
        """Add a warning to those of its name."""
        self.warnings.setdefault(name, []).append(Note(row, code, column, words))

    def lines(self) -> list[str]:
        """As printed."""
        mode = "（试运行，没有写入任何内容）" if self.dry_run else ""
        counts = [f"{codes.KINDS.get(kind, kind)}{size}" for kind, size in self.by_kind.most_common()]
        lengths = [f"{length}位{size}" for length, size in sorted(self.by_length.items())]
        told = [
            f"导入{self.file}，配置{self.profile}{mode}",
            f"共{self.rows}行：新增{self.new}，变更{self.changed}，未变{self.unchanged}",
            f"拒收{self.refused_rows}行，保持停用{self.held}个",
            f"类型：{'、'.join(counts) or '无'}",
            f"编码长度：{'、'.join(lengths) or '无'}",
            f"实施主体{self.agencies}个（新登记{self.new_agencies}个），新登记行政区划{self.new_regions}个",
        ]
        if self.ignored:
            told.append(f"按配置略去的字段：{'、'.join(self.ignored)}")
        told += self._warning_lines() + self._refusal_lines()
        if not self.loaded:
            told.append("有行被拒收，按严格方式没有导入任何一行，数据库保持原样。改正上列各行后请重新导入。")
        return told

    def _warning_lines(self) -> list[str]:
        told = []
        for name, notes in sorted(self.warnings.items()):
            told.append(f"提醒 {name}：{WARNINGS[name]}，{len(notes)}处")
            told += [f"  第{n.row}行 {n.code} {n.column}：{n.words[:80]}" for n in notes[:EXAMPLES]]
            if len(notes) > EXAMPLES:
                told.append(f"  其余{len(notes) - EXAMPLES}处见保存的报告（--report）")
        return told

    def _refusal_lines(self) -> list[str]:
        return [f"拒收 第{n.row}行 {n.code} {n.column}：{n.words}" for n in self.refused]

    def save(self, path: Path) -> None:
        """All of it, as JSON or, by row, as CSV."""
        try:
            if path.suffix.lower() == ".csv":
                self._save_csv(path)
            else:
                path.write_text(json.dumps(self.as_data(), ensure_ascii=False, indent=2) + "\n", "utf-8")
        except OSError as fault:
            raise errors.Problem(f"导入已完成，但报告没有写到“{path}”：{fault.strerror}。") from fault

    def as_data(self) -> dict:
        """As JSON."""
        figures = ("file", "profile", "dry_run", "strict", "rows", "new", "changed", "unchanged", "held")
        more = ("refused_rows", "agencies", "new_agencies", "new_regions", "loaded", "ignored")
        return {name: getattr(self, name) for name in (*figures, *more)} | {
            "by_kind": dict(self.by_kind),
            "by_code_length": {str(length): size for length, size in self.by_length.items()},
            "warnings": {name: [_told(n) for n in notes] for name, notes in sorted(self.warnings.items())},
            "refused": [_told(note) for note in self.refused],
        }

    def _save_csv(self, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["结果", "行", "编码", "列", "内容"])
            for name, notes in [("拒收", self.refused), *sorted(self.warnings.items())]:
                writer.writerows(
                    [name, n.row, *(text.inert(words) for words in (n.code, n.column, n.words))]
                    for n in notes
                )


def _told(note: Note) -> dict:
    return {"row": note.row, "code": note.code, "column": note.column, "words": note.words}
