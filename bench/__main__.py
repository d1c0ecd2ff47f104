"""`make bench`: requests of three kinds a second, against what the database alone can do."""

import os
import statistics
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.settings")
django.setup()

from bench import beside, clocks, finding, load, measures, proof, report, site, sweeping, world  # noqa: E402 after the set-up
from bench.measures import Measure  # noqa: E402
from tongban.journal import news  # noqa: E402
from tongban.launch.progress import say, step  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
PACED = 5.0
PEAK = 0.7


def main(wanted: list[str]) -> None:
    """Measure what is named, or everything."""
    with world.standing() as url, site.running(url) as port:
        facts = report.machine()
        chosen = [one for one in measures.every() if not wanted or one.name in wanted]
        results = [measured(one, url, port) for one in chosen]
        others = {}
        for one, result in zip(chosen, results, strict=True):
            if one.name == "guide":
                with step("Measuring the bare web server"):
                    rate = beside.bare(url, one.requests)
                others["bare"] = {"rate": rate, "ratio": statistics.median(result.ours) / rate}
        with step("Publishing and clock"):
            others |= {"publishing": beside.publishing(), "clock": clocks.explaining()}
            others["recomputing"] = clocks.recomputing()
    others["sweep"] = sweeping.sweep()
    tell(facts, results, others | {"search": finding.measured()})


def measured(measure: Measure, url: str, port: int) -> report.Result:
    """Our rounds and those of the limit by turns, then ours at a steady pace."""
    with step(f"Measuring {measure.name}"):
        samples = [load.run(port, measure.requests, measure.warm_up)]
        rounds = [
            (load.run(port, measure.requests, SECONDS), measure.limit(url, SECONDS)) for _ in range(ROUNDS)
        ]
        pace = PEAK * statistics.median(sample.rate for sample, _ in rounds)
        paced = load.run(port, measure.requests, PACED, pace)
        samples += [*(sample for sample, _ in rounds), paced]
        places = [place for sample in samples for place in sample.locations]
        faults = proof.faults(places, len(news.following("cases.submit"))) if places else []
    return report.result(measure, rounds, paced, faults)


def tell(facts: dict, results: list[report.Result], others: dict) -> None:
    """The table, what is missed, and where it is kept."""
    file = report.keep(facts, results, others)
    say(f"\n{facts['cases']:,} cases, {facts['items']:,} items, {load.CONNECTIONS} connections")
    made_of = f"PostgreSQL {facts['postgres']}, commit {facts['commit']}"
    say(f"{facts['cores']} cores, load before {facts['load_before']:.1f}, {made_of}\n")
    say(report.table(results))
    for line in report.beside(others):
        say(line)
    misses = [sentence for one in results for sentence in one.misses] + report.missed_beside(others)
    say("\nNot met:" if misses else "\nAll targets are met.")
    for sentence in misses:
        say(f"  {sentence}")
    say(f"\nKept in {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
