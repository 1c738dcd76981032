"""The page of what the models find again: all studies, run and written down."""

import argparse
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from benchmarks.model_recovery import (
    calibration_studies,
    churn_studies,
    equity_studies,
    segment_studies,
    targeting_studies,
)
from benchmarks.model_recovery.study import FEWEST_COVERING, FURTHEST, SEEDS, repeat, verdicts

PAGE = Path(__file__).parents[1] / "RECOVERY_OF_MODELS.md"
STUDIES = {
    "equity": [
        (equity_studies, ["coffee_study", "spend_study", "editions_study", "club_study", "plain_study"]),
        (calibration_studies, ["departures_study"]),
    ],
    "churn": [
        (churn_studies, ["telecom_study", "plain_study", "causes_study", "recovery_study"]),
        (targeting_studies, ["warning_study", "uplift_study"]),
    ],
    "segments": [(segment_studies, ["concentration_study", "tiers_study", "migration_study"])],
}
# What has no interval and no single truth: means over the worlds.
COMPARISONS: dict[str, tuple[str, Callable[[int], dict[str, float]]]] = {
    "churn": (
        "Warning: areas under the curve. Lists of the top 30 %: true gain per customer of the list, from the "
        "hidden uplift; rank correlation with it.",
        lambda seed: targeting_studies.warning_areas(seed) | targeting_studies.uplift_worth(seed),
    ),
    "segments": (
        "Adjusted Rand index of attitude clusters against the hidden segments; money of the next year by RFM "
        "class and by fifths of the score, yuan per customer; rank correlation with it.",
        lambda seed: segment_studies.clusters_agreement(seed) | segment_studies.rfm_worth(seed),
    ),
}
HEAD = """\
<!-- Written by `python -m benchmarks.model_recovery`: do not edit. -->
# What the models find again

Each model is fitted to the visible tables of {seeds} worlds (seeds 0 to {last}) and held against what is
hidden behind them: the parameters in [truth.yaml](../datasets/truth.yaml), or what then came. Models whose
process no table follows meet customers drawn one by one from the words of their papers ("plain customers").
The tests of the longer lane run the same studies.

- **mean**: of the {seeds} estimates; the truth is a mean too where it differs between worlds.
- **bias** = mean − truth; **z**: the bias beyond what the last column explains, in its standard errors.
- **coverage**: share of the intervals of 95 % that hold the truth (Wald's, or the one that the function
  returns); **profile**: the same for the profile of the likelihood.

A quantity counts as lost where z is above {furthest:g} or less than {fewest:.0%} of the intervals cover.
{broken} of {rows} are lost.
"""
COLUMNS = """\
| model | quantity | truth | mean | bias | z | coverage | profile | known bias |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"""


def line(row: Any) -> str:
    """Return a row of the table."""
    known = f"{row.slack:.3g}: {row.why}" if row.slack else ""
    shares = ["" if pd.isna(share) else f"{share:.0%}" for share in (row.coverage, row.profile)]
    numbers = [f"{row.truth:.4g}", f"{row.mean:.4g}", f"{row.bias:.2g}", f"{row.z:.1f}"]
    return f"| {' | '.join([row.model, row.quantity, *numbers, *shares, known])} |"


def comparison(room: str, seeds: int) -> str:
    """Return what is compared in a room, as Markdown."""
    what, study = COMPARISONS[room]
    table = pd.DataFrame([study(seed) for seed in range(seeds)])
    rows = [f"| {name} | {table[name].mean():.4g} | {table[name].std():.2g} |" for name in table]
    return "\n".join([f"{what}\n\n| quantity | mean | sd |\n| --- | ---: | ---: |", *rows])


def run(job: tuple[str, str, int]) -> pd.DataFrame:
    """Return the table of one study of a room."""
    warnings.simplefilter("ignore", ConvergenceWarning)  # a fit to few customers may end at an edge
    room, name, seeds = job
    module = next(module for module, names in STUDIES[room] if name in names)
    return repeat(getattr(module, name), seeds=seeds, known=module.KNOWN)


def main() -> None:
    """Run all studies and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    seeds = asked.seeds
    sections: list[str] = []
    broken: list[str] = []
    count = 0
    jobs = [(room, name, seeds) for room, parts in STUDIES.items() for _, names in parts for name in names]
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        compared = {room: pool.submit(comparison, room, seeds) for room in COMPARISONS}
        tables = list(zip(jobs, pool.map(run, jobs), strict=True))
        compared_pages = {room: page.result() for room, page in compared.items()}
    for room in STUDIES:
        table = pd.concat([one for job, one in tables if job[0] == room])
        broken += verdicts(table)
        count += len(table)
        sections.append(f"## {room}\n\n{COLUMNS}\n" + "\n".join(line(row) for row in table.itertuples()))
        sections += [page for name, page in compared_pages.items() if name == room]
        print(room, *verdicts(table), sep="\n", flush=True)
    head = HEAD.format(
        seeds=seeds,
        last=seeds - 1,
        furthest=FURTHEST,
        fewest=FEWEST_COVERING,
        broken=len(broken) or "None",
        rows=count,
    )
    PAGE.write_text("\n\n".join([head.rstrip(), *sections]) + "\n", encoding="utf-8", newline="\n")
