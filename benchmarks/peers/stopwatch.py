"""Measuring one task in this process; standard library only, because each peer's interpreter runs it."""

import ctypes
import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = ["Task", "main", "sums"]

LEAST_CALLS, MOST_CALLS, ENOUGH_SECONDS = 5, 50, 1.0
SUMMARY = ("frequency", "recency", "T", "monetary_value")


@dataclass(frozen=True)
class Task:
    """How a file is read, what is timed, and what of its result is kept to compare the libraries."""

    read: Callable[[str], Any]
    work: Callable[[Any], Any]
    keep: Callable[[Any], dict[str, float]]


def sums(summary: Any) -> dict[str, float]:
    """Return number of customers and sum of each column of a summary: equal if the summaries are."""
    return {"customers": len(summary), **{name: round(float(summary[name].sum()), 2) for name in SUMMARY}}


def main(tasks: dict[str, Task], libraries: list[str]) -> None:
    """Run ``TASK FILE (once|again)`` and print what it used as one line of JSON.

    The first call is what one who has imported the library and read the data waits for; ``again`` adds calls
    on the same data, which find everything compiled.
    """
    name, path, how = sys.argv[1:]
    task = tasks[name]
    data = task.read(path)
    _settle()
    before = _peak()
    calls, kept = [], {}
    while not calls or (how == "again" and _too_few(calls)):
        cpu, wall = _processor(), time.perf_counter()
        result = task.work(data)
        calls.append((_processor() - cpu, time.perf_counter() - wall))
        if len(calls) == 1:
            extra, kept = _peak() - before, task.keep(result)
        del result
    measured = {"cpu": [cpu for cpu, _ in calls], "wall": [wall for _, wall in calls], "extra": extra}
    versions = {library: version(library) for library in libraries}
    print(json.dumps({**measured, "result": kept, "versions": versions}))


def _too_few(calls: list[tuple[float, float]]) -> bool:
    later = [cpu for cpu, _ in calls[1:]]
    return len(later) < LEAST_CALLS or (sum(later) < ENOUGH_SECONDS and len(later) < MOST_CALLS)


def _processor() -> float:
    """Return processor seconds of this process and of the compilers that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _settle() -> None:
    """Give back what reading left over, and forget its peak (Linux)."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Return the largest resident memory since the last `_settle`, in MB (2²⁰ bytes)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
