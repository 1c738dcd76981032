"""Run the tests in an environment of its own: on pandas 2.3, or on the newest releases of everything.

The first is a gate of the long lane. The second is an alarm: it reports what a new release breaks, and never
fails the lane, because the lock decides what readers get.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANES = {"pandas23": ["pandas>=2.3,<3"], "newest": []}
# Built outputs and the house rules belong to the locked environment; the browser does not care.
TESTS = [
    "tests",
    "--ignore=tests/house",
    "--ignore=tests/journeys",
    "--deselect=tests/workbook/test_the_book.py",
]


def environment(lane: str) -> Path:
    """Make the lane's environment under build/ and return its Python."""
    folder = ROOT / "build" / "lanes" / lane
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "uv"], check=True)
    install = [python, "-m", "uv", "pip", "install", "-q", "--python", python, "--upgrade"]
    subprocess.run([*install, *LANES[lane], "-e", f"{ROOT}[dev]"], cwd=ROOT, check=True)
    return python


def main(lane: str) -> int:
    """Run the lane and return its exit code; 0 for the alarm, whatever it found."""
    python = environment(lane)
    done = subprocess.run(
        [python, "-m", "pytest", "-n", "2", "-m", "not long", *TESTS], cwd=ROOT, check=False
    )
    if lane == "newest" and done.returncode:
        print("drift: the newest releases break something; see above. The lock is not affected.")
        return 0
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LANES:
        sys.exit(f"say  other_lane.py  and one of {', '.join(LANES)}")
    sys.exit(main(sys.argv[1]))
