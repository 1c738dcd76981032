"""From the numbers of a run to the page: tables, ratios, and whether each bar is met."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

__all__ = ["PAPER", "Bar", "bars", "render"]

PAPER = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "bg_bb": {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783},
}
TITLES = {
    "bg_nbd": "BG/NBD",
    "bg_bb": "BG/BB",
    "pareto_nbd": "Pareto/NBD",
    "gamma_gamma": "Gamma-gamma",
}
LARGEST, MILLION, CDNOW, SIMULATED = 10_000_000, 1_000_000, 2357, 100_000
HEAD = """\
<!-- Written by `python -m benchmarks.value_engine`: do not edit. -->
# The value engine against its peers

{cores} cores, {memory} GB, Python {python}; load of the machine while measured: {load:.1f} at most. Every
library reads the same files and runs in a process of its own, with one thread for linear algebra; other
threads are its own affair, and all of them count. Medians, of processor seconds of the task alone: after the
import and, unless said otherwise, after the data are read. *Extra memory* is the peak above what the process
held before (2²⁰ bytes). Ratios are to ours: above 1 the peer needs more.

{versions}

## What was asked

| bar | at most | measured | |
| --- | ---: | ---: | --- |
"""
SUMMARY_HEAD = """
## Customer summary

`customer_summary` and what the others call it: repeat purchases by day, recency, age and mean value of each
customer, from purchases with whole-number ids in the order of their days; median of {n} processes, the first
call of each. What is read *from the file* is read within the task. Dask has two threads as workers, where all
fits into memory: it shows what dividing costs. The sums of all columns agree among the rows of a size.

| transactions | library | CPU, s | wall, s | extra memory, MB | CPU ratio | memory ratio |
| ---: | --- | ---: | ---: | ---: | ---: | ---: |
"""
FIT_HEAD = """
## Fits

Five processes each, in turn (PyMC-Marketing: one). The first call is told apart, because PyMC-Marketing
compiles in it; the median is of all others, at least five in a process, on the same data. PyMC-Marketing
finds the mode under flat priors, which is the same estimate; it takes no weights, so that it sees every
donor. 2,357 customers of CDNOW and 11,104 donors (22 patterns with weights) are published; {simulated:,}
customers are simulated from the BG/NBD of CDNOW, by day.

| model | customers | library | CPU, ms | first call, ms | ratio | parameters |
| --- | ---: | --- | ---: | ---: | ---: | --- |
"""
LINEAR_HEAD = """
## Cost by number of customers

Customers as of CDNOW, two purchases each in the mean, by day; ours only, processor seconds per million
customers. The fit keeps every customer; value is that of the whole future of each customer, discounted.
The ratio is that of the total to the total of the smallest base.

| customers | summary | BG/NBD fit | value of each | total | ratio |
| ---: | ---: | ---: | ---: | ---: | ---: |
"""
IMPORT_HEAD = """
## Import

Fresh interpreters, median of {n}, files in the cache of the disk.

| library | CPU, s | wall, s |
| --- | ---: | ---: |
"""


@dataclass(frozen=True)
class Bar:
    """What was asked, its limit and the number that came out (None where it was not measured)."""

    text: str
    limit: float
    value: float | None
    form: str = "{:.2f}"

    @property
    def met(self) -> bool:
        """Whether it was measured and is within the limit."""
        return self.value is not None and self.value <= self.limit


class Results:
    """Looks up medians by task, size and library."""

    def __init__(self, results: dict[str, Any]) -> None:
        self.rows = {
            (row["part"], row["task"], row.get("size"), row["library"]): row for row in results["runs"]
        }

    def of_part(self, part: str) -> list[dict[str, Any]]:
        """The rows of a part, in the order of measuring."""
        return [row for row in self.rows.values() if row["part"] == part]

    def median(self, clock: str, part: str, task: str, size: int | None, library: str) -> float | None:
        """The median of one measure; None where it was not measured."""
        row = self.rows.get((part, task, size, library))
        return None if row is None else median(row[clock])


def bars(results: dict[str, Any]) -> list[Bar]:
    """Return the bars with what was measured."""
    look = Results(results)

    def summary(clock: str, library: str) -> float | None:
        return look.median(clock, "a", "summary", LARGEST, library)

    def fit(size: int, library: str) -> float | None:
        return look.median("cpu", "b", "bg_nbd", size, library)

    ten = "summary of 10 million transactions"
    donors = look.median("cpu", "c", "bg_bb", 11_104, "ours")
    return [
        Bar(
            f"{ten}: share of lifetimes' time",
            0.1,
            _ratio(summary("cpu", "ours"), summary("cpu", "lifetimes")),
            "{:.3f}",
        ),
        Bar(
            f"{ten}: share of lifetimes' extra memory",
            1 / 3,
            _ratio(summary("extra", "ours"), summary("extra", "lifetimes")),
        ),
        Bar(f"{ten}: share of Polars' time", 1.0, _ratio(summary("cpu", "ours"), summary("cpu", "Polars"))),
        Bar(
            "BG/NBD fit of 2,357 customers: share of lifetimes' time",
            0.05,
            _ratio(fit(CDNOW, "ours"), fit(CDNOW, "lifetimes")),
            "{:.3f}",
        ),
        Bar(
            "BG/NBD fit of 100,000 customers: share of lifetimes' time",
            0.1,
            _ratio(fit(SIMULATED, "ours"), fit(SIMULATED, "lifetimes")),
            "{:.3f}",
        ),
        Bar(
            "BG/NBD of CDNOW: largest distance from the paper's parameters",
            0.001,
            _distance(look, "b", "bg_nbd", CDNOW),
            "{:.4f}",
        ),
        Bar("BG/BB of 11,104 donors, ms", 20, None if donors is None else 1000 * donors, "{:.1f}"),
        Bar(
            "BG/BB of the donors: largest distance from the paper's parameters",
            0.001,
            _distance(look, "c", "bg_bb", 11_104),
            "{:.4f}",
        ),
        Bar(
            "cost per customer of 10 million against 100,000",
            1.25,
            _ratio(_total(look, LARGEST), _total(look, SIMULATED)),
        ),
        Bar(
            "import of cvm_lessons.equity, s",
            0.15,
            look.median("cpu", "f", "import", None, "cvm_lessons.equity"),
            "{:.3f}",
        ),
    ]


def render(results: dict[str, Any]) -> str:
    """Return the page of a run."""
    look = Results(results)
    load = max((row["load"] for row in results["runs"]), default=0.0)
    text = HEAD.format(**results["machine"], load=load, versions=_versions(results))
    for bar in bars(results):
        value = "–" if bar.value is None else bar.form.format(bar.value)
        verdict = "not measured" if bar.value is None else "met" if bar.met else "**not met**"
        text += f"| {bar.text} | {bar.form.format(bar.limit)} | {value} | {verdict} |\n"
    for part, section in (("a", _summaries), ("bcd", _fits), ("e", _linear), ("f", _imports)):
        if any(look.of_part(one) for one in part):
            text += section(look)
    return text


def _versions(results: dict[str, Any]) -> str:
    found: dict[str, set[str]] = {}
    for row in results["runs"]:
        for library, version in row.get("versions", {}).items():
            found.setdefault(library, set()).add(version)
    names = [f"{library} {' and '.join(sorted(numbers))}" for library, numbers in sorted(found.items())]
    return "Versions: " + ", ".join(names) + "."


def _summaries(look: Results) -> str:
    rows = look.of_part("a")
    text = SUMMARY_HEAD.format(n=len(rows[0]["cpu"]))
    for row in rows:
        ours = look.rows["a", "summary", row["size"], "ours"]
        cpu, wall, extra = (median(row[clock]) for clock in ("cpu", "wall", "extra"))
        text += f"| {row['size']:,} | {row['library']} | {cpu:.2f} | {wall:.2f} | {extra:,.0f} "
        text += f"| {cpu / median(ours['cpu']):.1f} | {extra / median(ours['extra']):.1f} |\n"
    return text


def _fits(look: Results) -> str:
    text = FIT_HEAD.format(simulated=SIMULATED)
    for row in [row for part in "bcd" for row in look.of_part(part)]:
        ours = look.rows[row["part"], row["task"], row["size"], "ours"]
        cpu = median(row["cpu"])
        named = ", ".join(f"{letter} {value:.4g}" for letter, value in row["result"].items())
        text += f"| {TITLES[row['task']]} | {row['size']:,} | {row['library']} | {1000 * cpu:,.1f} "
        text += f"| {1000 * row['first']:,.0f} | {cpu / median(ours['cpu']):,.0f} | {named} |\n"
    return text


def _linear(look: Results) -> str:
    text, first = LINEAR_HEAD, None
    for size in sorted({row["size"] for row in look.of_part("e")}):
        each = list(_costs(look, size))
        total = sum(each)
        first = first or total
        cells = " | ".join(f"{cost:.2f}" for cost in [*each, total, total / first])
        text += f"| {size:,} | {cells} |\n"
    return text


def _imports(look: Results) -> str:
    rows = look.of_part("f")
    text = IMPORT_HEAD.format(n=len(rows[0]["cpu"]))
    for row in rows:
        text += f"| {row['library']} | {median(row['cpu']):.3f} | {median(row['wall']):.3f} |\n"
    return text


def _costs(look: Results, size: int) -> Iterator[float]:
    """Yield processor seconds per million customers of summary, fit and value."""
    for task in ("summary_in_weeks", "bg_nbd", "lifetime_value"):
        yield (look.median("cpu", "e", task, size, "ours") or 0.0) / size * MILLION


def _total(look: Results, size: int) -> float | None:
    return sum(_costs(look, size)) or None


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return None if ours is None or theirs is None else ours / theirs


def _distance(look: Results, part: str, task: str, size: int) -> float | None:
    row = look.rows.get((part, task, size, "ours"))
    if row is None:
        return None
    return max(abs(row["result"][letter] - value) for letter, value in PAPER[task].items())
