"""What `tongban journal` says."""

from tongban.journal import news, queries

WORDS = {
    "altered": "内容被改动",
    "removed": "缺少这一行",
    "unlinked": "与前一行不衔接",
    "reordered": "次序被调换",
    "head": "链尾与末行不符",
    "headless": "链尾被删除",
}


def verify(chain: str | None = None) -> int:
    """Print each fault with its chain and place."""
    found = queries.faults(chain)
    for fault in found:
        line = f"，行号{fault.line}" if fault.line else ""
        print(f"{fault.chain} 第{fault.seq}行{line}：{WORDS[fault.what]}")
    total, chains = queries.size(chain)
    print(f"已核对{chains}条链，共{total}行，" + (f"发现{len(found)}处问题。" if found else "完好。"))
    return 1 if found else 0


def draw_map() -> int:
    """Print each verb that something reacts to."""
    for verb, jobs in sorted(news.REACTIONS.items()):
        print(f"{verb} → {', '.join(jobs)}")
    return 0
