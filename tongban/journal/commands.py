"""tongban journal verify [CHAIN] | map: check the chains; list every verb and who reacts."""

from tongban.journal import news, queries

WORDS = {
    "altered": "内容被改动",
    "removed": "缺少这一行",
    "unlinked": "与前一行不衔接",
    "reordered": "次序被调换",
    "head": "链尾与末行不符",
    "headless": "链尾被删除",
}


def needs_database(_argv: list[str]) -> bool:
    """Yes."""
    return True


def run(argv: list[str]) -> int:
    """Exit status 0: all is well; 1: faults were found and named; 2: wrong words."""
    match argv:
        case ["verify", *chain] if len(chain) <= 1:
            return verify(chain[0] if chain else None)
        case ["map"]:
            return draw_map()
    print(__doc__)
    return 2


def verify(chain: str | None) -> int:
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
