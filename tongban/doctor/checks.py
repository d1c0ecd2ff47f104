"""What is looked at, one function each: a finding says how it stands and what to do."""

import datetime as dt
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tongban.catalogue.models import Item
from tongban.clock import queries as clock
from tongban.journal import queries as journal
from tongban.papers import typeset

PATIENCE = dt.timedelta(minutes=5)
ASSETS = ["ui/tokens.css", "npm/tabler/css/tabler.min.css", "npm/htmx/htmx.min.js", "npm/font/index.css"]
RARE = "䶮㛃〔2026〕"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands: ok, warn or bad."""

    level: str
    sentence: str
    remedy: str = ""


def ok(sentence: str) -> Finding:
    """All is well."""
    return Finding("ok", sentence)


def tried(check: Callable[[], Finding]) -> Finding:
    """A check that fails is itself a finding."""
    try:
        return check()
    except Exception as failure:  # whatever it is, the operator must see it
        return Finding(
            "bad", f"检查没有完成（{type(failure).__name__}：{failure}）", "先排除这个错误，再检查一次。"
        )


def database() -> Finding:
    """PostgreSQL answers, is young enough and reads Chinese."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, cardinality(show_trgm('政务'))")
        [(version, grams)] = cursor.fetchall()
    if version < 150_000:
        return Finding("bad", f"PostgreSQL {version // 10_000}太旧", "请升级到15或者更高版本。")
    if grams == 0:
        return Finding("bad", "数据库的区域设置看不懂汉字，检索会找不到事项", "请用C.UTF-8重建数据库。")
    return ok(f"PostgreSQL {version // 10_000}，汉字检索可用")


def tables() -> Finding:
    """Every migration is applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Finding("bad", f"有{len(plan)}个数据库变更没有执行", "请运行：tongban manage migrate")
    return ok("表结构是最新的")


def worker() -> Finding:
    """Somebody does the jobs."""
    with connection.cursor() as cursor:
        alive = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
        cursor.execute(alive, [timezone.now() - PATIENCE])
        workers = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL"
        )
        waiting = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        failed = cursor.fetchone()[0]
    state = f"{workers}个后台进程，{waiting}个任务在等，{failed}个失败"
    if workers == 0:
        return Finding("warn", state, "后台任务没有人做。请运行 tongban run，或者单独启动后台进程。")
    return Finding("warn", state, "请查看后台日志，改正后重试失败的任务。") if failed else ok(state)


def fonts() -> Finding:
    """Papers can be set in Chinese, rare characters too."""
    missing = typeset.missing_glyphs("云溪市政务服务网" + RARE)
    if missing:
        return Finding("bad", f"字库缺少{''.join(sorted(missing))}", "请运行：make setup")
    return ok("文书字库齐全，生僻字可用")


def assets() -> Finding:
    """Style sheets and scripts are in their places."""
    missing = [name for name in ASSETS if finders.find(name) is None]
    if missing:
        return Finding("bad", f"缺少网页文件{'、'.join(missing)}", "请运行：make setup")
    return ok("样式和脚本齐全")


def calendar() -> Finding:
    """This year's working days are official; the next year's may not be yet."""
    today = timezone.localdate()
    known = clock.calendar(settings.SITE["region"])
    years = [year for year in (today.year, today.year + 1) if known.provisional(year)]
    if today.year in years:
        return Finding(
            "bad",
            f"{today.year}年的放假通知还没有导入，期限都是暂定的",
            "请运行：tongban calendar import FILE",
        )
    if years:
        return Finding(
            "warn",
            f"{years[0]}年的放假通知还没有导入，跨年的期限是暂定的",
            "通知公布后导入：tongban calendar import FILE",
        )
    return ok(f"{today.year}年和{today.year + 1}年的放假通知都已导入")


def chain() -> Finding:
    """The journal is whole."""
    faults = journal.faults()
    lines, chains = journal.size()
    if faults:
        return Finding(
            "bad", f"日志有{len(faults)}处问题", "请运行：tongban journal verify，按提示的位置核查。"
        )
    return ok(f"{chains}条链共{lines}行，完好")


def files() -> Finding:
    """Uploads can be kept, and secrets are nobody else's."""
    root = settings.FILES_ROOT
    root.mkdir(parents=True, exist_ok=True)
    if not os.access(root, os.W_OK):
        return Finding("bad", "文件目录不能写入", "请检查目录的所有者和权限。")
    secrets = settings.VAR / "secrets"
    loose = [p.name for p in secrets.glob("*") if p.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if loose:
        return Finding("bad", f"密钥文件{'、'.join(loose)}别人也能读", f"请运行：chmod 600 {secrets}/*")
    return ok("文件目录可写，密钥只有本用户能读")


def items() -> Finding:
    """There is something to apply for."""
    active = Item.objects.filter(state="active").count()
    if active == 0:
        return Finding("warn", "还没有事项", "请导入事项：tongban items import FILE --profile P")
    return ok(f"{active}个事项在用")


ALL: list[tuple[str, Callable[[], Finding]]] = [
    ("数据库", database),
    ("表结构", tables),
    ("后台任务", worker),
    ("字库", fonts),
    ("网页文件", assets),
    ("工作日历", calendar),
    ("日志", chain),
    ("文件和密钥", files),
    ("事项", items),
]
