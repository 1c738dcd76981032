"""Running a command in a process of its own and measuring what it and its children use."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Usage", "measure"]

EVERY = 0.3  # seconds between two looks at the memory


@dataclass(frozen=True)
class Usage:
    """Processor seconds of a command and its children, wall seconds, peak memory in MB (2²⁰ bytes)."""

    cpu: float
    wall: float
    peak: float


def measure(command: Sequence[str]) -> Usage:
    """Run a command and return what it used; memory shared by processes counts once (Linux only)."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with code {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Usage(cpu, time.monotonic() - start, peak[0])


def _watch(leader: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(EVERY):
        members = [
            pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _in_group(pid, leader)
        ]
        peak[0] = max(peak[0], sum(_proportional(pid) for pid in members) / 1024)


def _in_group(pid: int, leader: int) -> bool:
    try:
        return os.getpgid(pid) == leader
    except ProcessLookupError:
        return False


def _proportional(pid: int) -> float:
    """Kilobytes of a process, its share of shared pages only; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
