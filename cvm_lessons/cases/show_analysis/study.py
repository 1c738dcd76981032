"""The show that one run of the case is about, its earlier editions, and the learner's own stands."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, number_columns, translate
from cvm_lessons.datasets import load, truth
from cvm_lessons.datasets.own_files import read_text_table
from cvm_lessons.relationship import FUNNEL_COUNTS

__all__ = ["SIZES", "Study", "check_answers", "open_study"]

SIZES = ("small", "medium", "large")
# A mean contribution of fewer exhibitors of one size is that of two or three firms.
FEWEST_OF_A_SIZE = 8
STAND = "stand"
OWN_HEADINGS = {
    "展位": STAND,
    "目标观众": "target",
    "停留": "attracted",
    "交谈": "contacted",
    "线索": "leads",
}


@dataclass(frozen=True, eq=False)
class Study:
    """What one run of the case is about.

    Attributes
    ----------
    sector, edition, group, seed
        The parameters in force; `group` is the size of exhibitors that one proposal singles out.
    before, earlier : int
        Years of the two editions held before.
    rows : DataFrame
        Everybody invited to the show up to the edition, with size and contribution.
    journey : float
        Yuan that a visiting company spends on its visit: an assumption.
    stands : DataFrame or None
        Counts at stands from the learner's own file.
    """

    sector: str
    edition: int
    group: str
    seed: int
    before: int
    earlier: int
    rows: pd.DataFrame
    journey: float
    stands: pd.DataFrame | None

    @cached_property
    def exhibitors(self) -> pd.DataFrame:
        """The invitations of exhibitors, all editions up to this one."""
        return self.rows[self.rows["customer_id"].str.startswith("E")]

    @cached_property
    def came(self) -> pd.DataFrame:
        """The exhibitors of the edition."""
        return self.exhibitors[(self.exhibitors["year"] == self.edition) & self.exhibitors["took_part"]]

    @cached_property
    def visitors(self) -> pd.DataFrame:
        """The visiting companies invited to the edition, whether or not they came."""
        return self.rows[self.rows["customer_id"].str.startswith("V") & (self.rows["year"] == self.edition)]

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """The exhibitors of the edition by size: number, mean fee for space and mean contribution."""
        means = self.came.groupby("size").agg(
            exhibitors=("customer_id", "size"),
            space=("spend_space", "mean"),
            contribution=("contribution", "mean"),
        )
        return means.loc[list(SIZES)]


def open_study(
    sector: str,
    *,
    edition: int = 2025,
    group: str = "small",
    journey: float = 800,
    own_file: str = "",
    seed: int = 1,
) -> Study:
    """Return the show, or refuse if it cannot be analysed.

    Parameters
    ----------
    sector : str
        One of Larkport's six shows.
    edition : int, default 2025
        Year of an edition that was held, with two held before it.
    group : {"small", "medium", "large"}, default "small"
        Size of the exhibitors that one of the proposals singles out.
    journey : float, default 800
        Yuan that a visiting company spends on its visit.
    own_file : str, optional
        CSV file of counts at stands: stand, target, attracted, contacted, leads.
    seed : int, default 1
        Seed of the draws behind the intervals.

    Returns
    -------
    Study
        With at least eight exhibitors of each size.

    Raises
    ------
    ParameterError
        If the sector or the group is not known, or the edition was not held or has no two before it.
    DataError
        If a size has too few exhibitors, or the own file cannot be used.
    """
    check_choice("sector", sector, load("editions")["sector"].unique())
    check_choice("group", group, SIZES)
    earlier, before = _held_before(sector, edition)
    rows = load("participations")
    rows = rows[(rows["sector"] == sector) & (rows["year"] <= edition)]
    size = load("organisations").set_index("customer_id")["size"].astype(str)
    spend = rows.filter(like="spend_").sum(axis=1)
    rate = float(truth("spending")["margin_rate"]["value"])
    rows = rows.assign(
        size=rows["customer_id"].map(size), contribution=rate * spend - rows["cost_to_serve"]
    ).reset_index(drop=True)
    study = Study(sector, edition, group, seed, before, earlier, rows, journey, _own_stands(own_file))
    _check_sizes(study)
    return study


def check_answers(
    *, sector: str, edition: int, group: str, own_file: str, seed: int, **_others: object
) -> None:
    """Refuse parameters that leave the case without a show; the runner asks before a kernel starts.

    Parameters
    ----------
    sector : str
        One of Larkport's six shows.
    edition : int
        Year of the edition.
    group : str
        Size of the exhibitors that one of the proposals singles out.
    own_file : str
        Path of a file of counts at stands; empty for none.
    seed : int
        Seed of the draws.
    **_others : object
        The parameters that choose no data.

    Raises
    ------
    ParameterError
        If the edition was not held, or has no two before it.
    DataError
        If a size has too few exhibitors, or the own file cannot be used.
    """
    open_study(sector, edition=edition, group=group, own_file=own_file, seed=seed)


def _held_before(sector: str, edition: int) -> tuple[int, int]:
    editions = load("editions")
    held = sorted(editions.loc[(editions["sector"] == sector) & editions["held"], "year"].tolist())
    usable = held[2:]
    if edition not in usable:
        raise ParameterError(
            translate(
                "edition={year}: the case needs an edition of the {sector} show that was held, with two "
                "before it. There are {years}.",
                year=edition,
                sector=translate(sector),
                years=translate(", ").join(map(str, usable)),
            )
        )
    place = held.index(edition)
    return held[place - 2], held[place - 1]


def _check_sizes(study: Study) -> None:
    counts = study.came["size"].value_counts().reindex(list(SIZES), fill_value=0)
    if counts.min() < FEWEST_OF_A_SIZE:
        raise DataError(
            translate(
                "sector={sector}, edition={year}: {count} {size} exhibitors came. The case needs {needed} of "
                "each size, else their mean is that of two or three firms. Take a later edition.",
                sector=study.sector,
                year=study.edition,
                count=int(counts.min()),
                size=translate(str(counts.idxmin())),
                needed=FEWEST_OF_A_SIZE,
            )
        )


def _own_stands(own_file: str) -> pd.DataFrame | None:
    if not own_file:
        return None
    table = read_text_table(own_file).rename(columns=OWN_HEADINGS).reset_index(drop=True)
    if missing := [name for name in (STAND, *FUNNEL_COUNTS) if name not in table]:
        raise DataError(
            translate(
                "own_file: column {name!r} is missing. A line a stand is needed: {columns}.",
                name=missing[0],
                columns=translate(", ").join((STAND, *FUNNEL_COUNTS)),
            )
        )
    counts = table[list(FUNNEL_COUNTS)].apply(pd.to_numeric, errors="coerce")
    if (bad := counts.isna()).any(axis=None):
        line = int(bad.any(axis=1).idxmax())
        name = str(bad.columns[bad.loc[line]][0])
        raise DataError(
            translate(
                "own_file, stand {stand!r}: {name} is {value!r}, no number. Count again, or leave the stand "
                "out.",
                stand=table[STAND][line],
                name=name,
                value=table[name][line],
            )
        )
    counts = number_columns(counts, FUNNEL_COUNTS, low=1)
    for whole, part in pairwise(FUNNEL_COUNTS):
        if (bad := counts[part] > counts[whole]).any():
            raise DataError.at(table, part, bad, f"at most {whole}")
    return counts.assign(stand=table[STAND])
