"""What `tongban supervision` says."""

from django.utils import timezone

from tongban.supervision import detecting, sweeping
from tongban.supervision.signs import SIGNS


def sweep() -> int:
    """One pass, and what it did."""
    done = sweeping.sweep(timezone.now())
    if done.busy:
        print("另一轮巡查正在进行，这一轮没有重复登记预警。")
    print(f"新增预警{done.yellow}件、超期{done.red}件、环节超期{done.stages}件。")
    print(f"自动催办{done.urged}件；督办升级{done.escalated}次，销号{done.ended}件。")
    return 0


def detect() -> int:
    """One search, and what it found."""
    found = detecting.detect(timezone.now())
    for key, count in found.items():
        if count:
            print(f"{SIGNS[key].words}：{count}条")
    print(f"新发现疑点{sum(found.values())}条，等待人工核查。")
    return 0
