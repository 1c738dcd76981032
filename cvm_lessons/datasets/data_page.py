"""The README of the data folder, written from the schema and the tables themselves."""

from collections.abc import Mapping
from pathlib import Path

from cvm_lessons.datasets.dictionary import LICENCE
from cvm_lessons.datasets.facts import Facts
from cvm_lessons.datasets.schema import TableSchema, schema_of
from cvm_lessons.world import read_truth

__all__ = ["readme"]

HEAD = """\
<!-- Written by `cvm data build` from cvm_lessons/datasets/tables/: do not edit. -->
# The tables of the CVM Workbook

Every table here is drawn by `cvm_lessons.world` from the parameters in [truth.yaml](truth.yaml).
Larkport Expo, its customers and its rivals are fictional, and so are the six firms around it; a name that
resembles a firm's or a person's does so by chance. [RECOVERY.md](RECOVERY.md) shows that plain estimators
find the parameters again.
Licence: {licence}, do what you like.

```python
from cvm_lessons import describe, hidden, load, truth

load("surveys")      # a typed, checked frame
describe("surveys")  # this page's entry on it
truth("value")       # what generated it: look after you have estimated
hidden("lifecycle")  # what no CRM shows, to score yourself against
```

`open_crm()` of `cvm_lessons.datasets` opens all tables as a DuckDB database with keys and views, and
`cvm data sql "SELECT ..."` asks it. [datapackage.json](datapackage.json) describes the files to programs.

Seed {seed}, scale {scale:g}. `cvm data check` draws the world again and compares every value with these
files; `cvm data build --seed 1 --scale 0.1 --to folder` makes another world with the same behaviour.
A scale of 100 is drawn and written in parts: it needs disk, not memory. `cvm data look` draws the main
distributions on one sheet.
Money is in yuan unless the unit says otherwise. An empty field is a missing value; its column says why.

| table | one row per | rows | file |
| --- | --- | ---: | --- |
"""


def readme(facts: Mapping[str, Facts], files: Mapping[str, Path], seed: int, scale: float) -> str:
    """Return the README of a folder of tables.

    Parameters
    ----------
    facts : mapping of str to Facts
        Rows and missing values of all tables by name.
    files : mapping of str to Path
        The file of each.
    seed : int
        Seed they were drawn with.
    scale : float
        Scale they were drawn at.

    Returns
    -------
    str
        Markdown: an overview, each table with its columns, units, keys and traps, the areas of the truth.
    """
    overview = [
        f"| [{name}](#{name}) | {schema_of(name).grain.removeprefix('one row per ')} "
        f"| {known.rows:,} | {files[name].name} |"
        for name, known in facts.items()
    ]
    parts = [
        HEAD.format(licence=LICENCE, seed=seed, scale=scale) + "\n".join(overview),
        *(_section(schema_of(name), known) for name, known in facts.items()),
        _truth_section(),
    ]
    return "\n\n".join(parts) + "\n"


def _section(schema: TableSchema, facts: Facts) -> str:
    refers = [f"`{column}` → `{table}`" for column, table in schema.refers.items()]
    keys = [f"Key: {', '.join(f'`{column}`' for column in schema.key)}."]
    keys += [f"Refers: {', '.join(refers)}."] if refers else []
    keys += [f"Unique: {', '.join(f'`{column}`' for column in schema.unique)}."] if schema.unique else []
    rows = [
        f"| `{c.name}` | {c.type} | {c.unit} | {c.allowed} "
        f"| {_missing(facts.share_missing(c.name), c.missing)} | {c.about} |"
        for c in schema.columns
    ]
    table = [
        "| column | type | unit | allowed | missing | meaning |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
    ]
    traps = [f"- {trap}" for trap in schema.traps]
    lines = [
        f"## {schema.name}",
        "",
        f"{schema.about} {facts.rows:,} rows. {' '.join(keys)}",
        "",
        *table,
        "",
        "Traps:",
        "",
        *traps,
    ]
    return "\n".join(lines)


def _missing(share: float, reason: str) -> str:
    return f"{share:.0%}: {reason}" if share else ""


def _truth_section() -> str:
    rows = [
        f"| `{area}` | {', '.join(f'`{name}`' for name in parameters)} |"
        for area, parameters in read_truth().items()
    ]
    return "\n".join(["## truth.yaml", "", "| area | parameters |", "| --- | --- |", *rows])
