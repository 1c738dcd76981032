"""The value engine against lifetimes, PyMC-Marketing, Polars and DuckDB: same data, one run, medians.

Run it from the project's folder:  python -m benchmarks.value_engine
(parts: --only a,b,c,d,e,f; a part that is left out keeps its last numbers, --only "" writes the page alone).
"""

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import value_engine_data as data
from benchmarks.peers.environments import interpreter
from benchmarks.value_engine_page import render

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "build" / "benchmarks"
RESULTS = Path(__file__).with_name("value_engine.json")
PAGE = Path(__file__).with_name("VALUE_ENGINE.md")
PROCESSES, IMPORTS = 5, 7
SIMULATED = 100_000
MOST_FOR_DASK = 1_000_000  # on one machine it only shows what dividing costs
SUMMARIES = {
    "ours": ("ours", "summary"),
    "ours, from the file": ("ours", "summary_of_file"),
    "ours, Dask": ("ours", "summary_of_dask"),
    "lifetimes": ("lifetimes", "summary"),
    "PyMC-Marketing": ("pymc", "summary"),
    "Polars": ("polars", "summary"),
    "DuckDB": ("duckdb", "summary"),
    "DuckDB, from the file": ("duckdb", "summary_of_file"),
}
FITTERS = {"ours": "ours", "lifetimes": "lifetimes", "PyMC-Marketing": "pymc"}
LINEAR = {"summary_in_weeks": data.purchases, "bg_nbd": data.customers, "lifetime_value": data.customers}
IMPORTED = {
    "cvm_lessons.equity": ("ours", "import cvm_lessons.equity"),
    "cvm_lessons.equity, and a model of it": ("ours", "from cvm_lessons.equity import BetaGeoModel"),
    "pandas": ("ours", "import pandas"),
    "lifetimes": ("lifetimes", "import lifetimes"),
    "PyMC-Marketing": ("pymc", "import pymc_marketing.clv"),
    "Polars": ("polars", "import polars"),
}
CLOCKED = "import time; c, w = time.process_time(), time.perf_counter()\n{}\n"
CLOCKED += "print(time.process_time() - c, time.perf_counter() - w)"
# One thread for linear algebra, so that no library pays for waiting threads; what else they use is counted.
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Run:
    """One task of one library on one file."""

    part: str
    size: int
    library: str
    peer: str
    task: str
    file: Callable[[], Path]
    again: bool = False

    @property
    def compiles(self) -> bool:
        """Whether it compiles for half a minute before its first call: then one process must do."""
        return self.again and self.peer == "pymc"


def plan(folder: Path, sizes: dict[str, list[int]]) -> Iterator[Run]:
    """Yield what is measured by running a task; imports are measured apart."""
    for size in sizes["a"]:
        for library, (peer, task) in SUMMARIES.items():
            if task == "summary_of_dask" and size > MOST_FOR_DASK:
                continue
            yield Run("a", size, library, peer, task, lambda size=size: data.transactions(folder, size))
    for size in sizes["b"]:
        for library, peer in FITTERS.items():
            yield Run(
                "b", size, library, peer, "bg_nbd", lambda size=size: _customers(folder, size), again=True
            )
    for library, peer in FITTERS.items():
        yield Run("c", 11_104, library, peer, "bg_bb", lambda: data.donors(folder), again=True)
    for task in ("pareto_nbd", "gamma_gamma"):
        for library, peer in FITTERS.items():
            yield Run("d", data.OF_CDNOW, library, peer, task, lambda: data.cdnow(folder), again=True)
    for size in sizes["e"]:
        for task, file in LINEAR.items():
            yield Run("e", size, "ours", "ours", task, lambda size=size, file=file: file(folder, size))


def _customers(folder: Path, size: int) -> Path:
    return data.cdnow(folder) if size == data.OF_CDNOW else data.customers(folder, size)


def measure(run: Run, environments: Path) -> dict[str, Any]:
    """Run a task in a process of its own and return what it used."""
    command = [interpreter(run.peer, environments), "-W", "ignore", "-m", f"benchmarks.peers.with_{run.peer}"]
    command += [run.task, str(run.file()), "again" if run.again else "once"]
    load = os.getloadavg()[0]
    return {**json.loads(_output(command)), "load": load}


def row_of(run: Run, used: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what all processes of a task used."""
    row: dict[str, Any] = {"part": run.part, "task": run.task, "size": run.size, "library": run.library}
    for clock in ("cpu", "wall"):
        # Of calls in one process the first is told apart: it compiles.
        row[clock] = [call for each in used for call in (each[clock][1:] if run.again else each[clock])]
    if run.again:
        row["first"] = used[0]["cpu"][0]
    row["extra"] = [each["extra"] for each in used]
    row["load"] = max(each["load"] for each in used)
    return {**row, "result": used[0]["result"], "versions": used[0]["versions"]}


def imports(environments: Path) -> Iterator[dict[str, Any]]:
    """Yield how long a fresh interpreter takes to import each library."""
    for library, (peer, statement) in IMPORTED.items():
        command = [interpreter(peer, environments), "-W", "ignore", "-c", CLOCKED.format(statement)]
        _output(command)  # reads the files into the cache of the disk
        load = os.getloadavg()[0]
        times = [tuple(map(float, _output(command).split())) for _ in range(IMPORTS)]
        cpu, wall = map(list, zip(*times, strict=True))
        yield {"part": "f", "task": "import", "library": library, "cpu": cpu, "wall": wall, "load": load}


def _output(command: list[str]) -> str:
    with TemporaryDirectory() as compiled:
        # What an earlier process compiled is not found: the first call shows what it costs.
        own = {**os.environ, **THREADS, "PYTENSOR_FLAGS": f"base_compiledir={compiled}"}
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with code {done.returncode}:\n{done.stderr}")
    return done.stdout.strip().splitlines()[-1]


def _machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cores": os.cpu_count(), "memory": round(memory), "python": platform.python_version()}


def main() -> None:
    """Measure the parts that are asked for, keep the numbers and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="a,b,c,d,e,f", help="parts to measure, such as a,b")
    parser.add_argument("--environments", type=Path, default=CACHE / "environments")
    parser.add_argument("--data", type=Path, default=CACHE / "data", help="where the drawn files are kept")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000], help="part a")
    parser.add_argument(
        "--customers", type=int, nargs="+", default=[10**k for k in range(4, 8)], help="part e"
    )
    parser.add_argument("--to", type=Path, default=RESULTS, help="file of the numbers, the page beside it")
    asked = parser.parse_args()
    sizes = {"a": asked.rows, "b": [data.OF_CDNOW, SIMULATED], "e": asked.customers}
    for part in filter(None, asked.only.split(",")):
        rows = []
        for row in _measured(part, asked.data, asked.environments, sizes):
            middle = sorted(row["cpu"])[len(row["cpu"]) // 2]
            print(part, row["task"], row.get("size", ""), row["library"], f"{middle:.4g} s", flush=True)
            rows.append(row)
        _keep(part, rows, asked.to)
    _write_page(asked.to)


def _measured(
    part: str, folder: Path, environments: Path, sizes: dict[str, list[int]]
) -> Iterator[dict[str, Any]]:
    if part == "f":
        yield from imports(environments)
    runs = [run for run in plan(folder, sizes) if run.part == part]
    used: dict[Run, list[dict[str, Any]]] = {run: [] for run in runs}
    # In turn, so that a slow minute of the machine falls on all libraries.
    for turn in range(PROCESSES):
        for run in runs:
            if turn == 0 or not run.compiles:
                used[run].append(measure(run, environments))
    for run in runs:
        yield row_of(run, used[run])


def _keep(part: str, rows: list[dict[str, Any]], results: Path) -> None:
    """Put the rows of a part in the place of its last ones."""
    kept = json.loads(results.read_text(encoding="utf-8"))["runs"] if results.exists() else []
    runs = [row for row in kept if row["part"] != part] + rows
    runs.sort(key=lambda row: row["part"])
    text = json.dumps({"machine": _machine(), "runs": runs}, indent=1) + "\n"
    results.write_text(text, encoding="utf-8", newline="\n")


def _write_page(results: Path) -> None:
    page = PAGE if results == RESULTS else results.with_suffix(".md")
    text = render(json.loads(results.read_text(encoding="utf-8")))
    page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
