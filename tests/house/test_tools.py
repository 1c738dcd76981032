"""The house rules that tools can check: format, lint, types, floors, docstrings."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TOOLS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_tree_passes(name):
    program, *options = TOOLS[name]
    done = subprocess.run([BIN / program, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_docstrings_are_numpydoc():
    files = sorted(str(path) for path in (ROOT / "cvm_lessons").rglob("*.py"))
    command = [sys.executable, "-m", "numpydoc", "lint", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
