"""The exhibitors' survey that one run of a case is about: its answers, and those they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, current_language, translate
from cvm_lessons.datasets import load, read_ratings
from cvm_lessons.value import EXHIBITOR_ATTRIBUTES, with_rebooking

__all__ = ["ALL", "RATING", "Study", "list_projects", "open_survey"]

ALL = "all"
# Fewer answers for each weight that is estimated, and its interval says nothing.
ANSWERS_PER_ATTRIBUTE = 10
RATING = "perf_"
SPEND = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


@dataclass(frozen=True, eq=False)
class Study:
    """What one run of the case is about.

    Attributes
    ----------
    sector, country_group, edition, seed
        The parameters in force.
    answers : DataFrame
        The ratings to analyse: Larkport's survey, or the learner's own file.
    attributes : tuple of str
        What is rated.
    cluster : str or None
        Column that says which answers come from one customer.
    survey : DataFrame
        Larkport's answers within the filters, with rebooked_on_site.
    exhibitors : DataFrame
        Everybody who exhibited within the filters: customer_id, year, spend, cost_to_serve,
        rebooked_on_site and answered.
    """

    sector: str
    country_group: str
    edition: str | int
    seed: int
    answers: pd.DataFrame
    attributes: tuple[str, ...]
    cluster: str | None
    survey: pd.DataFrame
    exhibitors: pd.DataFrame

    @property
    def own(self) -> bool:
        """Whether the ratings come from the learner's own file."""
        return self.cluster is None

    @property
    def year(self) -> int:
        """The latest edition within the filters."""
        return int(self.exhibitors["year"].max())

    @property
    def deciding(self) -> pd.DataFrame:
        """The exhibitors of the latest edition: those who decide about the next."""
        return self.exhibitors[self.exhibitors["year"] == self.year]


def open_survey(
    sector: str,
    *,
    outcome: str,
    modules: Sequence[str] = (),
    country_group: str = ALL,
    edition: str | int = ALL,
    own_file: str = "",
    seed: int = 1,
) -> Study:
    """Return the answers that fit, or refuse if they are too few to weigh the attributes.

    Parameters
    ----------
    sector : str
        One of Larkport's six shows.
    outcome : str
        The judgement that the ratings explain: a column of the survey, and of the learner's own file.
    modules : sequence of str
        Tables with more answers of the same survey, such as satisfaction.
    country_group : str, default "all"
        Group of countries, or all.
    edition : str or int, default "all"
        Year of an edition that was held, or all.
    own_file : str, optional
        CSV file with the outcome and perf_* columns, to be analysed instead of Larkport's answers.
        Rebooking, exhibitors and projects stay Larkport's.
    seed : int, default 1
        Seed of the resamples.

    Returns
    -------
    Study
        With at least ten answers for each attribute.

    Raises
    ------
    ParameterError
        If the sector or the group is not known, or the edition was not held.
    DataError
        If too few answers fit, with the filters that would do; or the own file cannot be used.
    """
    check_choice("sector", sector, load("editions")["sector"].unique())
    if country_group != ALL:
        check_choice("country_group", country_group, load("surveys")["country_group"].unique())
    _check_held(sector, edition)
    survey = _select(_exhibitor_answers(modules), sector, country_group, edition)
    needed = ANSWERS_PER_ATTRIBUTE * len(EXHIBITOR_ATTRIBUTES)
    if len(survey) < needed:
        raise DataError(_too_few(len(survey), needed, sector, country_group, edition))
    chosen: Any = {"sector": sector, "country_group": country_group, "edition": edition, "seed": seed}
    exhibitors = _select(_exhibitors(), sector, country_group, edition)
    keys = pd.MultiIndex.from_frame(survey[["customer_id", "year"]])
    answered = pd.MultiIndex.from_frame(exhibitors[["customer_id", "year"]]).isin(keys)
    larkport: dict[str, Any] = {"survey": survey, "exhibitors": exhibitors.assign(answered=answered)}
    if own_file:
        answers, attributes = _own_answers(own_file, outcome)
        return Study(**chosen, answers=answers, attributes=attributes, cluster=None, **larkport)
    return Study(**chosen, answers=survey, attributes=EXHIBITOR_ATTRIBUTES, cluster="customer_id", **larkport)


def list_projects(study: Study) -> pd.DataFrame:
    """Return the projects that raise an attribute of the study.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    DataFrame
        The table improvements with `label`, the project's name in the language in force.
    """
    projects = load("improvements")
    name = "name_zh" if current_language() == "zh" else "name"
    projects = projects.assign(label=projects[name])
    return projects[projects["attribute"].isin(study.attributes)].reset_index(drop=True)


def _exhibitor_answers(modules: Sequence[str] = ()) -> pd.DataFrame:
    surveys = load("surveys")
    for module in modules:
        surveys = surveys.merge(load(module), on="response_id")
    return with_rebooking(surveys[surveys["role"] == "exhibitor"], load("participations"))


def _exhibitors() -> pd.DataFrame:
    customers = load("organisations")
    customers = customers.loc[customers["role"] == "exhibitor", ["customer_id", "country_group"]]
    rows = load("participations").merge(customers, on="customer_id")
    rows = rows[rows["took_part"]]
    return rows.assign(spend=rows[SPEND].sum(axis=1), rebooked_on_site=rows["rebooked_on_site"].astype(int))


def _select(rows: pd.DataFrame, sector: str, country_group: str, edition: str | int) -> pd.DataFrame:
    fits = rows["sector"] == sector
    if country_group != ALL:
        fits &= rows["country_group"] == country_group
    if edition != ALL:
        fits &= rows["year"] == edition
    return rows[fits].reset_index(drop=True)


def _check_held(sector: str, edition: str | int) -> None:
    editions = load("editions")
    held = editions.loc[(editions["sector"] == sector) & editions["held"], "year"].tolist()
    if edition != ALL and edition not in held:
        raise ParameterError(
            translate(
                "edition={year}: the {sector} show was not held in that year. "
                "It was held in {years}; edition=all takes them together.",
                year=edition,
                sector=translate(sector),
                years=translate(", ").join(map(str, held)),
            )
        )


def _too_few(found: int, needed: int, sector: str, country_group: str, edition: str | int) -> str:
    """Return the refusal, with each wider filter and how many answers it would give."""
    answers = _exhibitor_answers()
    wider = [
        ("country_group=all", (sector, ALL, edition), country_group != ALL),
        ("edition=all", (sector, country_group, ALL), edition != ALL),
        ("country_group=all, edition=all", (sector, ALL, ALL), ALL not in (country_group, edition)),
    ]
    counts = {name: len(_select(answers, *filters)) for name, filters, changes in wider if changes}
    enough = [
        translate("{filters} ({count} answers)", filters=name, count=count)
        for name, count in counts.items()
        if count >= needed
    ]
    return str(
        translate(
            "{found} answers fit sector={sector}, country_group={country_group}, edition={edition}. The case "
            "needs {needed}: {each} for each attribute, else the weights are noise. Widen: {enough}.",
            found=found,
            sector=sector,
            country_group=country_group,
            edition=edition,
            needed=needed,
            each=ANSWERS_PER_ATTRIBUTE,
            enough=translate("; or ").join(enough),
        )
    )


def _own_answers(own_file: str, outcome: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    ratings = read_ratings(own_file, value=outcome)
    attributes = tuple(name.removeprefix(RATING) for name in ratings if name.startswith(RATING))
    needed = ANSWERS_PER_ATTRIBUTE * len(attributes)
    if len(ratings) < needed:
        raise DataError(
            translate(
                "own_file has {found} answers for {count} attributes. The case needs {needed}: {each} for "
                "each. Gather more, or leave attributes out.",
                found=len(ratings),
                count=len(attributes),
                needed=needed,
                each=ANSWERS_PER_ATTRIBUTE,
            )
        )
    if not set(attributes) & set(EXHIBITOR_ATTRIBUTES):
        raise DataError(
            translate(
                "own_file rates {found}, and no project of Larkport's raises any of these. Name at least one "
                "column {known}.",
                found=translate(", ").join(attributes),
                known=translate(", ").join(RATING + name for name in EXHIBITOR_ATTRIBUTES),
            )
        )
    return ratings.reset_index(drop=True), attributes
