"""The page of benchmarks says what its numbers say: nothing on it is written by hand."""

import importlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "value_engine.json"
MACHINE = {"cores": 2, "memory": 24, "python": "3.11.7"}


@pytest.fixture(autouse=True)
def found(monkeypatch):
    """Let the tests import the benchmarks, which are no part of the package."""
    monkeypatch.syspath_prepend(ROOT)


@pytest.fixture
def page():
    return importlib.import_module("benchmarks.value_engine_page")


@pytest.fixture
def stopwatch():
    return importlib.import_module("benchmarks.peers.stopwatch")


def run(part, task, size, library, *, cpu, extra=100.0, result=None):
    """Return what one library is supposed to have used."""
    row = {"part": part, "task": task, "size": size, "library": library, "cpu": [99.0, cpu, 0.0]}
    return {**row, "wall": [cpu], "extra": [extra], "first": cpu, "load": 0.5, "result": result or {}}


def invented(ours):
    """Return a run in which lifetimes takes 10 s, Polars 2 s, and ours as long as is said."""
    used = {"ours": {"cpu": ours}, "Polars": {"cpu": 2.0}, "lifetimes": {"cpu": 10.0, "extra": 400.0}}
    return {
        "machine": MACHINE,
        "runs": [run("a", "summary", 10_000_000, library, **cost) for library, cost in used.items()],
    }


@pytest.mark.parametrize(
    ("ours", "verdicts"),
    [
        (0.9, ["met", "met", "met"]),
        (1.1, ["**not met**", "met", "met"]),
        (3, ["**not met**", "met", "**not met**"]),
    ],
)
def test_a_bar_is_met_by_the_medians_and_not_by_words(page, ours, verdicts):
    lines = page.render(invented(ours)).splitlines()
    told = [
        line.split(" | ")[-1].rstrip(" |") for line in lines if line.startswith("| summary of 10 million")
    ]
    assert told == verdicts
    ratio = f"| 10,000,000 | lifetimes | 10.00 | 10.00 | 400 | {10 / ours:.1f} | 4.0 |"
    assert ratio in lines


def test_what_was_not_measured_is_said(page):
    bars = page.bars(invented(1.0))
    assert [bar.met for bar in bars] == [True] * 3 + [False] * (len(bars) - 3)
    assert page.render(invented(1.0)).count("| not measured |") == len(bars) - 3


def test_parameters_off_the_papers_miss_their_bar(page):
    letters = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.436}
    results = {"machine": MACHINE, "runs": [run("b", "bg_nbd", 2357, "ours", cpu=0.004, result=letters)]}
    (bar,) = [bar for bar in page.bars(results) if "BG/NBD of CDNOW" in bar.text]
    assert bar.value == pytest.approx(0.01)
    assert not bar.met


def test_the_stopwatch_counts_work_memory_and_calls(stopwatch, monkeypatch, capsys):
    task = stopwatch.Task(int, lambda size: b"x" * size, lambda found: {"bytes": len(found)})
    monkeypatch.setattr(stopwatch.sys, "argv", ["script", "task", str(50 * 2**20), "again"])
    monkeypatch.setattr(stopwatch, "ENOUGH_SECONDS", 0)
    stopwatch.main({"task": task}, ["pytest"])
    told = json.loads(capsys.readouterr().out)
    assert told["extra"] >= 50
    assert len(told["cpu"]) == len(told["wall"]) > stopwatch.LEAST_CALLS
    assert told["result"] == {"bytes": 50 * 2**20}
    assert told["versions"] == {"pytest": pytest.__version__}


@pytest.fixture
def results():
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def test_the_page_is_what_the_numbers_give(page, results):
    assert (ROOT / "benchmarks" / "VALUE_ENGINE.md").read_text(encoding="utf-8") == page.render(results)


def test_no_bar_that_was_measured_is_missed(page, results):
    assert [bar.text for bar in page.bars(results) if bar.value is not None and not bar.met] == []


def test_all_libraries_gave_the_same_summary(results):
    given = {}
    for row in results["runs"]:
        if row["part"] == "a":
            given.setdefault(row["size"], []).append(row["result"])
    assert given
    for sums in given.values():
        assert all(each == pytest.approx(sums[0], rel=1e-9) for each in sums)


def test_all_libraries_gave_the_same_parameters(results):
    given = {}
    for row in results["runs"]:
        if row["part"] in "bcd":
            given.setdefault((row["task"], row["size"]), []).append(row["result"])
    assert given
    for parameters in given.values():
        assert all(each == pytest.approx(parameters[0], rel=5e-3) for each in parameters)


def test_medians_rest_on_five_measurements_or_more(results):
    assert [row for row in results["runs"] if min(len(row["cpu"]), len(row["wall"])) < 5] == []
