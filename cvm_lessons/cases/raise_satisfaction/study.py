"""The answers that one run of the case is about."""

from cvm_lessons.cases.exhibitor_survey import ALL, Study, open_survey

__all__ = ["OUTCOME", "check_answers", "open_study"]

OUTCOME = "sat_overall"
MODULES = ("satisfaction", "relationship")


def open_study(
    sector: str,
    *,
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
    country_group : str, default "all"
        Group of countries, or all.
    edition : str or int, default "all"
        Year of an edition that was held, or all.
    own_file : str, optional
        CSV file with sat_overall and perf_* columns, to be analysed instead of Larkport's answers.
        Services, complaints, rebooking, budgets and projects stay Larkport's.
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
    return open_survey(
        sector,
        outcome=OUTCOME,
        modules=MODULES,
        country_group=country_group,
        edition=edition,
        own_file=own_file,
        seed=seed,
    )


def check_answers(
    *, sector: str, country_group: str, edition: str | int, own_file: str, seed: int, **_others: object
) -> None:
    """Refuse parameters that leave the case without answers; the runner asks before a kernel starts.

    Parameters
    ----------
    sector, country_group : str
        As for `open_study`.
    edition : str or int
        Year of an edition that was held, or all.
    own_file : str
        As for `open_study`.
    seed : int
        Seed of the resamples.
    **_others : object
        The parameters that choose no answers.

    Raises
    ------
    ParameterError
        If the edition was not held.
    DataError
        If too few answers fit, or the own file cannot be used.
    """
    open_study(sector, country_group=country_group, edition=edition, own_file=own_file, seed=seed)
