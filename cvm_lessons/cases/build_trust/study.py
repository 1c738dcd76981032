"""The exhibitors that one run of the case is about: their answers, their scores, what they did."""

from dataclasses import dataclass

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, translate
from cvm_lessons.datasets import load, truth
from cvm_lessons.trust import (
    OCCASIONAL,
    RELATIONAL,
    SCALES,
    came_next,
    earlier_participations,
    relational_group,
    score_scales,
    trust_scores,
)

__all__ = ["ALL", "CUSTOMERS", "SATISFACTION", "TrustStudy", "check_answers", "open_study"]

ALL, FIRST_TIMERS = "all", "first-timers"
CUSTOMERS = (ALL, FIRST_TIMERS, OCCASIONAL, RELATIONAL)
SATISFACTION = ("sat_overall", "sat_expectation", "sat_ideal")
FEWEST = 100  # answers of the customers for whom the plan is made: below it slopes are noise
FEWEST_IN_GROUP = 50  # answers in either group that are compared
SPEND = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


@dataclass(frozen=True, eq=False)
class TrustStudy:
    """What one run of the case is about.

    Attributes
    ----------
    sector, customers, edition, seed
        The parameters in force.
    answers : DataFrame
        Answers of all exhibitors within sector and edition: items, scores, relationship, earlier, came_next.
    chosen : DataFrame
        Those of the customers for whom the plan is made.
    exhibitors : DataFrame
        Everybody who exhibited within sector and edition: group, answered, margin (yuan), year.
    later : DataFrame
        Answers of such customers in all editions of the sector that were followed by another.
    """

    sector: str
    customers: str
    edition: str | int
    seed: int
    answers: pd.DataFrame
    chosen: pd.DataFrame
    exhibitors: pd.DataFrame
    later: pd.DataFrame

    @property
    def deciding(self) -> pd.DataFrame:
        """The exhibitors of the latest edition for whom the plan is made."""
        rows = _of(self.exhibitors, self.customers)
        return rows[rows["year"] == rows["year"].max()]

    @property
    def share(self) -> float:
        """Share of those who answered that came to the next edition."""
        return float(self.later["came_next"].mean())

    @property
    def margin(self) -> float:
        """Yuan of contribution that one of these exhibitors brings in one edition, on average."""
        return float(self.deciding["margin"].mean())


def open_study(
    sector: str = ALL, *, customers: str = ALL, edition: str | int = ALL, seed: int = 1
) -> TrustStudy:
    """Return the answers that fit, or refuse if they are too few.

    Parameters
    ----------
    sector : str, default "all"
        One of Larkport's six shows, or all.
    customers : {"all", "first-timers", "occasional", "relational"}
        For whom the plan is made. First-timers have no earlier participation on file, occasional exhibitors
        fewer than two.
    edition : str or int, default "all"
        Year of an edition that was held, or all.
    seed : int, default 1
        Seed of the resamples.

    Returns
    -------
    TrustStudy
        With 100 answers of these customers or more, and 50 in either group.

    Raises
    ------
    ParameterError
        If the sector or the customers are not known, or no such edition was held.
    DataError
        If too few answers fit.
    """
    check_choice("sector", sector, [ALL, *load("editions")["sector"].unique()])
    check_choice("customers", customers, CUSTOMERS)
    everybody, rows = _all_answers(), _all_exhibitors()
    if sector != ALL:
        everybody, rows = everybody[everybody["sector"] == sector], rows[rows["sector"] == sector]
    held = sorted(rows["year"].unique())
    if edition != ALL and edition not in held:
        words = "edition={year}: no such show was held in that year. Held in {years}; edition=all takes all."
        raise ParameterError(
            translate(words, year=edition, years=translate(", ").join(str(year) for year in held))
        )
    answers = everybody if edition == ALL else everybody[everybody["year"] == edition]
    rows = rows if edition == ALL else rows[rows["year"] == edition]
    chosen, later = _of(answers, customers), _of(everybody, customers).dropna(subset=["came_next"])
    groups = answers["relationship"].value_counts().reindex([OCCASIONAL, RELATIONAL], fill_value=0)
    if len(chosen) < FEWEST or groups.min() < FEWEST_IN_GROUP:
        raise DataError(_too_few(len(chosen), groups, sector, customers, edition))
    return TrustStudy(sector, customers, edition, seed, answers, chosen, rows, later)


def check_answers(*, sector: str, customers: str, edition: str | int, seed: int, **_others: object) -> None:
    """Refuse parameters that leave the case without answers; the runner asks before a kernel starts.

    Parameters
    ----------
    sector, customers : str
        As for `open_study`.
    edition : str or int
        Year of an edition that was held, or all.
    seed : int
        Seed of the resamples.
    **_others : object
        The parameters that choose no answers.

    Raises
    ------
    ParameterError
        If no such edition was held.
    DataError
        If too few answers fit.
    """
    open_study(sector, customers=customers, edition=edition, seed=seed)


def _of(rows: pd.DataFrame, customers: str) -> pd.DataFrame:
    """Return the rows of the customers named."""
    if customers == FIRST_TIMERS:
        return rows[rows["earlier"] == 0]
    return rows if customers == ALL else rows[rows["relationship"] == customers]


def _histories() -> pd.DataFrame:
    rows = load("participations")
    rows = rows.assign(earlier=earlier_participations(rows), came_next=came_next(rows))
    return rows.assign(relationship=relational_group(rows["earlier"]))


def _all_answers() -> pd.DataFrame:
    asked = load("surveys")
    asked = asked[asked["role"] == "exhibitor"].merge(load("relationship"), on="response_id")
    asked = asked.merge(load("satisfaction"), on="response_id")
    history = _histories()[["customer_id", "edition_id", "earlier", "came_next", "relationship"]]
    items = asked.merge(history, on=["customer_id", "edition_id"])
    scores = score_scales(items).assign(
        trust=trust_scores(items)["trust"], satisfaction=items[list(SATISFACTION)].mean(axis=1)
    )
    scores["loyalty"] = scores[[name for name in SCALES if name.startswith("loyal_")]].mean(axis=1)
    return items.join(scores)


def _all_exhibitors() -> pd.DataFrame:
    customers = load("organisations")
    customers = customers.loc[customers["role"] == "exhibitor", ["customer_id"]]
    rows = _histories().merge(customers, on="customer_id")
    rows = rows[rows["took_part"]]
    asked = load("surveys")[["customer_id", "edition_id", "response_id"]]
    rate = float(truth("spending")["margin_rate"]["value"])
    margin = rate * rows[SPEND].sum(axis=1) - rows["cost_to_serve"]
    rows = rows.assign(margin=margin).merge(asked, on=["customer_id", "edition_id"], how="left")
    return rows.assign(answered=rows["response_id"].notna())


def _too_few(found: int, groups: pd.Series, sector: str, customers: str, edition: str | int) -> str:
    return str(
        translate(
            "{found} answers fit sector={sector}, customers={customers}, edition={edition}, among occasional "
            "exhibitors {occasional}, among relational ones {relational}. The case needs {fewest}, and "
            "{each} in either group. Widen: edition=all or sector=all or customers=all.",
            found=found,
            sector=sector,
            customers=customers,
            edition=edition,
            occasional=int(groups[OCCASIONAL]),
            relational=int(groups[RELATIONAL]),
            fewest=FEWEST,
            each=FEWEST_IN_GROUP,
        )
    )
