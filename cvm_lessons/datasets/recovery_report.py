"""The page that shows what is found again of the truth: ``datasets/RECOVERY.md``."""

from typing import Any

import pandas as pd

from cvm_lessons.datasets.recovery import SCALE, limit_of

__all__ = ["recovery_page"]

HEAD = """\
<!-- Written by `cvm data recover --write`: do not edit. -->
# What estimators find again

Every table here is drawn from the parameters in [truth.yaml](truth.yaml). This page holds estimates against
them: {claims} quantities, each estimated in {seeds} worlds (seeds 0 to {last}, scale {scale:g}) with plain
estimators that owe nothing to the lessons.

- **mean** and **sd**: of the {seeds} estimates. **bias** = mean − truth.
- **z**: the bias in standard errors of the mean, after the slack that the last column explains. Above
  {limit:.1f} a claim counts as broken; chance alone does that once in 10,000.
- **coverage**: share of the 95 % intervals (estimate ± 1.96 standard errors) that hold the truth. With
  {seeds} seeds anything from 80 % to 100 % is what chance gives.

{broken} of the {claims} claims are broken.
"""
COLUMNS = """\
| quantity | truth | mean | sd | bias | z | coverage | slack |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"""


def recovery_page(results: pd.DataFrame, *, seeds: int, broken: int) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    results : DataFrame
        What `recover` returned.
    seeds : int
        How many worlds.
    broken : int
        How many claims are broken.

    Returns
    -------
    str
        A table per area of the truth.
    """
    head = HEAD.format(
        claims=len(results),
        seeds=seeds,
        last=seeds - 1,
        scale=SCALE,
        limit=limit_of(seeds),
        broken=broken or "None",
    )
    tables = [
        f"## {area}\n\n{COLUMNS}\n" + "\n".join(_line(row) for row in rows.itertuples())
        for area, rows in results.groupby("area", sort=False)
    ]
    return "\n\n".join([head.rstrip(), *tables]) + "\n"


def _line(row: Any) -> str:
    slack = f"{row.slack:.3g}: {row.why}" if row.slack else ""
    cells = [
        row.what,
        *(f"{number:.4g}" for number in (row.truth, row.mean, row.sd)),
        f"{row.bias:.2g}",
        f"{row.z:.1f}",
        f"{row.coverage:.0%}",
        slack,
    ]
    return f"| {' | '.join(cells)} |"
