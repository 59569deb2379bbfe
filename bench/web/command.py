"""The workbench under load, on a large invented park; SQLite, or a PostgreSQL of its own.

Prints for every page the CPU time (median, in one process), the queries, the size, and the ratio
to a bare page of the same size; then 20 people at once before two workers, an import, a soak.
Bars met and missed are printed; the exit code tells errors only.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.web.crowd import PEOPLE, WORKERS, Answer, Door, crowd, p95, serving

ROOT = Path(__file__).parents[2]
ROLE = "feidi_site"
CPU_MS, QUERIES, P95_MS, IMPORT_SECONDS, IMPORT_MIB, SOAK_MIB = 30, 20, 300, 30, 64, 64
IMPORTED = 100_000
MIB = 1 << 20


def main(words: list[str]) -> int:
    """Measure and print; fail where a page or a request did."""
    parser = argparse.ArgumentParser(prog="python -m bench web", description=__doc__)
    parser.add_argument("--scale", type=float, default=1, help="of 10,000 projects and the rest")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--repeats", type=int, default=20, help="of each page")
    parser.add_argument("--soak", type=int, default=50_000, help="mixed requests; 0: none")
    parser.add_argument("--crowd", type=int, default=2_000, help="requests of the crowd; 0: none")
    told = parser.parse_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers are stopped even then
    with TemporaryDirectory(prefix="feidi-bench-") as data, database(told.database) as owner:
        errors = run(told, {**environment(data), **({"FEIDI_DATABASE": owner} if owner else {})})
    for one in errors[:20]:
        print("ERROR", one)
    return 1 if errors else 0


def environment(data: str) -> dict[str, str]:
    """Return what the site is told: demo mode, a folder of its own, nothing from outside."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FEIDI_", "DJANGO_"))}
    paths = [str(ROOT), str(ROOT / "src"), *filter(None, [kept.get("PYTHONPATH")])]
    here = {"DJANGO_SETTINGS_MODULE": "bench.web.settings", "PYTHONPATH": os.pathsep.join(paths)}
    return {**kept, **here, "FEIDI_DEMO": "1", "FEIDI_DATA": data}


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give the address of an empty database; nothing for SQLite."""
    if kind == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from workbench.postgresql import server

    with server("park") as (address,):
        yield address


def run(told: argparse.Namespace, env: dict[str, str]) -> list[str]:
    """Do all parts; return what went wrong."""
    owner = env.get("FEIDI_DATABASE", "")
    made = child(env, "build", str(told.scale), *([ROLE] if owner else []))
    if owner:  # the site runs as a role that owns nothing, so that the fences hold
        env = {**env, "FEIDI_DATABASE": owner.replace("//feidi@", f"//{ROLE}@")}
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{told.database}, scale {told.scale:g}, load {load}; made in {made['seconds']:.0f} s:")
    print(", ".join(f"{count:,} {name}" for name, count in made["size"].items()))
    errors = of_pages(child(env, "pages", str(told.repeats))["pages"])
    doors = [Door(*one) for one in child(env, "doors")["doors"]]
    if told.crowd or told.soak:
        errors += before_the_server(told, env, doors)
    return errors + of_import(child(env, "bring", str(max(round(IMPORTED * told.scale), 100))))


def child(env: dict[str, str], *words: str) -> dict[str, Any]:
    """Run one part in a process of its own."""
    command = [sys.executable, "-m", "bench.web.worker", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def of_pages(pages: list[dict[str, Any]]) -> list[str]:
    """Print what every page costs; return those that did not answer."""
    titles = (
        f"{'CPU ms':>8}{'after':>8}{'afresh':>8}{'bare':>7}{'ratio':>7}{'queries':>9}{'KiB':>8}"
    )
    print(f"\n{'page':<34}{titles}")
    sound = [page for page in pages if page["status"] == 200]
    for page in sound:
        missed = [
            *(["CPU"] if page["cpu"] > CPU_MS else []),
            *(["queries"] if page["queries"] > QUERIES else []),
        ]
        ratio = page["cpu"] / page["bare"]
        print(
            f"{page['name'][:33]:<34}{page['cpu']:>8.1f}{page['after']:>8.1f}"
            f"{page['afresh']:>8.1f}{page['bare']:>7.2f}"
            f"{ratio:>7.1f}{page['queries']:>9}{page['size'] / 1024:>8.1f}"
            + ("  MISSED: " + ", ".join(missed) if missed else "")
        )
    slow = sum(page["cpu"] > CPU_MS for page in sound)
    many = sum(page["queries"] > QUERIES for page in sound)
    print(bar(f"CPU of {len(sound)} pages", slow, 0, f"pages over {CPU_MS} ms"))
    print(bar(f"queries of {len(sound)} pages", many, 0, f"pages over {QUERIES}"))
    return [f"{page['address']}: {page['status']}" for page in pages if page["status"] != 200]


def before_the_server(
    told: argparse.Namespace, env: dict[str, str], doors: list[Door]
) -> list[str]:
    """Let the crowd in, then let it stay; print both and return every fault."""
    answers: list[Answer] = []
    with serving(env) as server:
        crowd(server.port, doors, len(doors) * WORKERS * 5)  # so that each has drawn nearly all
        if told.crowd:
            bare = [Door("bare", "/bare/40000/", doors[0].keys)]
            plain = crowd(server.port, bare, told.crowd)
            found = crowd(server.port, doors, told.crowd)
            answers += plain + found
            of_crowd(found, plain)
        if told.soak:
            before = server.resident()
            stayed = crowd(
                server.port, doors, told.soak, writes=min(50, max(told.soak // PEOPLE, 1))
            )
            grown = (server.resident() - before) / MIB
            answers += stayed
            faults = sum(bool(one.fault) for one in stayed)
            print(bar(f"soak of {len(stayed):,} requests", faults, 0, "errors"))
            print(bar(f"soak, {WORKERS} workers", grown, SOAK_MIB, "MiB more resident memory"))
    return [one.fault for one in answers if one.fault]


def of_crowd(found: list[Answer], plain: list[Answer]) -> None:
    """Print how long the crowd waited, and for which pages longest."""
    seconds = [one.seconds for one in found]
    all_, bare = p95(seconds) * 1000, p95([one.seconds for one in plain]) * 1000
    print(f"\n{PEOPLE} at once, {WORKERS} workers, nobody pauses: {len(found):,} answers")
    print(bar("95 of 100 answers", all_, P95_MS, f"ms ({all_ / bare:.1f} times a bare page)"))
    each: dict[str, list[float]] = {}
    for one in found:
        each.setdefault(one.name, []).append(one.seconds)
    slowest = sorted(((p95(some) * 1000, name) for name, some in each.items()), reverse=True)
    print("slowest: " + "; ".join(f"{name} {ms:.0f} ms" for ms, name in slowest[:6]))


def of_import(told: dict[str, Any]) -> list[str]:
    """Print how long an import took, and how far memory rose."""
    print(f"\nimport of {told['rows']:,} receipts, checked twice, through the actions")
    print(bar("import", told["seconds"], IMPORT_SECONDS, "s"))
    print(bar("import", told["growth"], IMPORT_MIB, "MiB more resident memory at most"))
    return []


def bar(what: str, value: float, most: float, unit: str) -> str:
    """Return one bar and whether it is met.

    >>> bar("import", 31.25, 30, "s")
    'MISSED  import: 31.2 s (bar 30)'
    """
    said = f"{value:.1f}".removesuffix(".0")
    return f"{'met   ' if value <= most else 'MISSED'}  {what}: {said} {unit} (bar {most:g})"
