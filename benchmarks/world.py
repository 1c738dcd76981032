"""How long it takes to draw the world, and how much memory, at scale 1, 10 and 100.

Run it from the project's folder:  python -m benchmarks.world
"""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Usage, measure

PAGE = Path(__file__).with_name("WORLD.md")
HEAD = """\
<!-- Written by `python -m benchmarks.world`: do not edit. -->
# Drawing the world

`cvm data build --scale S --processes {processes}` in a process of its own: every table drawn, checked against
its schema and written, on {cores} cores. Peak memory counts all processes, shared pages once. The ratio is
processor time per unit of scale against scale {first:g}; linear cost keeps it at 1, fixed tables and start-up
make it fall.

| scale | rows | written, MB | CPU, s | wall, s | peak memory, MB | CPU per scale, ratio |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def build(scale: float, processes: int) -> tuple[Usage, int, float]:
    """Build a world in a fresh folder; return what it used, its rows and its size in MB."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from cvm_lessons.workbook.cli import main; main()", "data", "build"]
        command += ["--scale", f"{scale:g}", "--to", folder, "--processes", str(processes)]
        usage = measure(command)
        return usage, _rows(Path(folder)), sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6


def _rows(folder: Path) -> int:
    from pyarrow import parquet

    long = sum(parquet.read_metadata(file).num_rows for file in folder.glob("*.parquet"))
    return long + sum(file.read_bytes().count(b"\n") - 1 for file in folder.glob("*.csv"))


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", type=float, nargs="+", default=[1, 10, 100])
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    lines, first = [], 0.0
    for scale in asked.scales:
        usage, rows, size = build(scale, asked.processes)
        first = first or usage.cpu / scale
        lines.append(
            f"| {scale:g} | {rows:,} | {size:,.1f} | {usage.cpu:.1f} | {usage.wall:.1f} | {usage.peak:,.0f} "
            f"| {usage.cpu / scale / first:.2f} |"
        )
        print(lines[-1], flush=True)
    head = HEAD.format(processes=asked.processes, cores=os.cpu_count(), first=asked.scales[0])
    PAGE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
