"""Programs that some tests need beside Python: found, or named with the remedy; required where CI=true."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("workbook", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("workbook")

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "bubblewrap": ("bwrap",),
    "node": ("node",),
}
REMEDY = "needs {name}: call  make system"


def find_program(name: str) -> str:
    """Return the path of a program, or skip the test; fail instead where CI=true."""
    found = next((path for candidate in PROGRAMS[name] if (path := shutil.which(candidate))), None)
    if found:
        return found
    remedy = REMEDY.format(name=name)
    if os.environ.get("CI") == "true":
        pytest.fail(remedy)
    pytest.skip(remedy)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium."""
    return find_program("chromium")


def pytest_terminal_summary(terminalreporter):
    """List at the end what was not run for want of a program."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    lacking = sorted(reason for reason in reasons if "make system" in reason)
    for reason in lacking:
        terminalreporter.write_line(f"not run, {reason.removeprefix('Skipped: ')}", yellow=True)
