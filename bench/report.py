"""What is printed, and what is kept in bench/results/."""

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from bench import load, world
from bench.measures import Measure
from tongban.launch import paths

RESULTS = Path(__file__).parent / "results"
SHOWN = "measure statements ours limit ratio target p50 p95 p99 p99@70% errors"
SLOWEST = 150.0  # milliseconds, 99 of 100 at 70 % of the peak
BRISK = 0.5  # seconds for ten thousand explanations without their days
QUICK = 30.0  # milliseconds, 95 of 100 searches among a hundred thousand items
FOUND = 0.95  # of the probes, among the first three
SECOND = 1000.0  # milliseconds, to publish an item


@dataclass
class Result:
    """One measure: answers and transactions a second of each round, and times in milliseconds."""

    name: str
    statements: int
    ours: list[float]
    limits: list[float]
    target: float
    p50: float
    p95: float
    p99: float
    p99_at_70: float
    errors: list[str]
    faults: list[str]

    @property
    def ratio(self) -> float:
        """The median of what the rounds say."""
        return statistics.median(ours / limit for ours, limit in zip(self.ours, self.limits, strict=True))

    @property
    def misses(self) -> list[str]:
        """What is not as it should be."""
        low, slow = self.ratio < self.target, not self.p99_at_70 < SLOWEST
        said = {
            f"ratio {self.ratio:.2f} where {self.target:.2f} is wanted": low,
            f"p99 at 70 % of the peak {self.p99_at_70:.0f} ms where {SLOWEST:.0f} is wanted": slow,
            f"{len(self.errors)} errors, first {self.errors[:1]}": bool(self.errors),
            **dict.fromkeys(self.faults, True),
        }
        return [f"{self.name}: {sentence}" for sentence, true in said.items() if true]

    def row(self) -> list[str]:
        """Its line of the table."""
        times = [f"{ms:.1f}" for ms in (self.p50, self.p95, self.p99, self.p99_at_70)]
        rates = [f"{statistics.median(rates):.0f}" for rates in (self.ours, self.limits)]
        shares = [f"{self.ratio:.2f}", f"{self.target:.2f}"]
        return [self.name, str(self.statements), *rates, *shares, *times, str(len(self.errors))]


def result(
    measure: Measure,
    rounds: Iterable[tuple[load.Sample, float]],
    paced: load.Sample,
    faults: list[str],
) -> Result:
    """What the rounds of a measure come to."""
    samples, limits = zip(*rounds, strict=True)
    taken = [latency for sample in samples for latency in sample.latencies]
    p50, p95, p99 = (load.percentile(taken, share) for share in (0.5, 0.95, 0.99))
    return Result(
        measure.name,
        measure.statements,
        [sample.rate for sample in samples],
        list(limits),
        measure.target,
        p50,
        p95,
        p99,
        load.percentile(paced.latencies, 0.99),
        [error for sample in (*samples, paced) for error in sample.errors],
        faults,
    )


def machine() -> dict:
    """On what it was measured."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=paths.ROOT, capture_output=True, text=True
    )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    return {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "commit": asked.stdout.strip(),
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgres": postgres,
        "cases": world.CASES,
        "items": world.ITEMS,
    }


def table(results: list[Result]) -> str:
    """Rates a second, times in milliseconds."""
    rows = [SHOWN.split(), *(one.row() for one in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def beside(others: dict) -> list[str]:
    """What was measured beside the three, a line each."""
    search, clock, publishing = others["search"], others["clock"], others["publishing"]
    shares = [f"{kind} {hits}/{size}" for kind, (hits, size) in search["found"].items()]
    times = f"p50 {search['p50']:.1f} ms, p95 {search['p95']:.1f} ms"
    rates = f"{search['rate']:.0f} a second one by one, the statements alone {search['limit']:.0f}"
    bare = others.get("bare")
    lines = [f"guide: {bare['ratio']:.2f} of the bare web server with the same look-up"] if bare else []
    return [
        *lines,
        f"\nsearch among {search['entries']:,} items: {times}; {rates} (ratio {search['ratio']:.2f})",
        f"found in the first three: {share_found(search):.1%} ({', '.join(shares)})"
        if shares
        else "found in the first three: not measured, the real list is not beside the project (TONGBAN_DATA)",
        f"publishing: p50 {publishing['p50']:.0f} ms, p95 {publishing['p95']:.0f} ms",
        explained(clock),
        recomputed(others["recomputing"]),
        swept(others["sweep"]),
    ]


def explained(clock: dict) -> str:
    """The clock in a line."""
    short = (
        f"{clock['short']:.2f} s without their days (ratio {clock['ratio']:.1f} to plain additions of days)"
    )
    return f"clock: {clock['explanations']:,} explanations in {short}, {clock['long']:.2f} s with them"


def recomputed(one: dict) -> str:
    """What follows a change of the calendar, in a line."""
    ratio = one["first"] / one["plain"]
    told = (
        f"{one['first']:.1f} s for {one['cases']:,} cases, of which {one['moved']:,} move (ratio {ratio:.0f})"
    )
    return f"recomputing beside a plain update of the same rows: {told}, again {one['again']:.1f} s"


def swept(sweep: dict) -> str:
    """The passes of the sweep, a line each."""
    lines = [
        f"  {name}: {one['seconds']:.2f} s for {one['raised']:,} alarms (ratio {one['ratio']:.1f})"
        for name, one in sweep["passes"].items()
    ]
    head = f"sweep of {sweep['open']:,} open cases beside a plain count of them ({sweep['count']:.2f} s)"
    return "\n".join([head, *lines, f"  who was not answered in time: ratio {sweep['unanswered']:.1f}"])


def share_found(search: dict) -> float:
    """Of all probes."""
    hits, sizes = zip(*search["found"].values(), strict=True)
    return sum(hits) / sum(sizes)


def missed_beside(others: dict) -> list[str]:
    """What of it is not as it should be."""
    search, publishing, short = others["search"], others["publishing"], others["clock"]["short"]
    said = {
        f"clock: {short:.2f} s where {BRISK} is wanted": short > BRISK,
        f"search: p95 {search['p95']:.0f} ms where {QUICK:.0f} is wanted": search["p95"] > QUICK,
        f"search: found less than {FOUND:.0%}": bool(search["found"]) and share_found(search) < FOUND,
        f"publishing: p95 {publishing['p95']:.0f} ms where {SECOND:.0f} is wanted": publishing["p95"]
        > SECOND,
    }
    return [sentence for sentence, true in said.items() if true]


def keep(facts: dict, results: list[Result], beside: dict) -> Path:
    """Write everything down."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{facts['at'][:19].replace(':', '')}.json"
    told = [asdict(one) | {"ratio": one.ratio} for one in results]
    file.write_text(json.dumps({"machine": facts, "measures": told, "beside": beside}, indent=2) + "\n")
    return file
