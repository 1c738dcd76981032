"""The case against the truth: what trust grew from, what friendship does, why exhibitors came."""

import pandas as pd

from cvm_lessons.cases.build_trust.evidence import Friends
from cvm_lessons.cases.build_trust.money import Coming
from cvm_lessons.cases.build_trust.study import TrustStudy
from cvm_lessons.cases.prose import Prose
from cvm_lessons.core import Table, format_number, show_table, translate
from cvm_lessons.datasets import truth
from cvm_lessons.measurement import against_truth
from cvm_lessons.trust import commitment_outcomes

__all__ = ["against_answers", "say_truth", "show_truth"]

CAUSES = ("communication", "shared_values", "opportunism", "satisfaction")
LABELS = {
    "communication": "communication → trust, SD",
    "shared_values": "shared values → trust, SD",
    "opportunism": "opportunism → trust, SD",
    "satisfaction": "satisfaction → trust, SD",
    "friendship": "friendship → trust, SD",
    "friends_content": "friendship → satisfaction, SD",
    "coming": "trust → coming, satisfaction held, log-odds",
}
ENDS = ["estimate", "low", "high"]


def against_answers(study: TrustStudy, friends: Friends, coming: Coming) -> pd.DataFrame:
    """Return what the case estimated beside what made the answers.

    Parameters
    ----------
    study : TrustStudy
        The answers of the customers of the plan.
    friends : Friends
        What `meet_friends` returns.
    coming : Coming
        What `see_coming` returns.

    Returns
    -------
    DataFrame
        As `cvm_lessons.measurement.against_truth`: direct effects on trust, of friendship on satisfaction,
        and of trust on coming to the next edition.
    """
    made = truth("relationship")["causes"]["value"]["trust"]
    fitted = commitment_outcomes(
        study.chosen, ["trust"], components=list(CAUSES), controls=["country_group"]
    ).set_index("cause")[ENDS]
    # Of first-timers satisfaction alone is held, and no score adjusts its own tie: then the raw one.
    ties = friends.ties[friends.ties["method"].isin(["raw", "adjusted"])]
    ties = ties.drop_duplicates("outcome", keep="last").set_index("outcome")[ENDS]
    held = coming.beside
    found = fitted.to_dict("index") | {
        "friendship": ties.loc["trust"].to_dict(),
        "friends_content": ties.loc["satisfaction"].to_dict(),
        "coming": {"estimate": held.estimate, "low": held.low, "high": held.high},
    }
    # No arrow of the file leads from friendship to satisfaction, and none from trust to taking part:
    # who comes follows an exhibitor's general attitude, truth("participation")["attitude_correlation"].
    true = {name: made[name] for name in (*CAUSES, "friendship")} | {"friends_content": 0.0, "coming": 0.0}
    return against_truth(pd.DataFrame.from_dict(found, orient="index"), true)


def show_truth(against: pd.DataFrame) -> Table:
    """Return estimates beside the truth.

    Parameters
    ----------
    against : DataFrame
        What `against_answers` returns.

    Returns
    -------
    Table
        One row an effect.
    """
    frame = against[["truth", "estimate", "low", "high", "covered"]].rename(index=LABELS)
    return show_table(frame.rename_axis("effect"), 2)


def say_truth(against: pd.DataFrame) -> Prose:
    """Say what the truth makes of the three sentences.

    Parameters
    ----------
    against : DataFrame
        What `against_answers` returns.

    Returns
    -------
    Prose
        How many intervals cover, friendship, and why exhibitors come.
    """
    return Prose(
        translate(
            "{covered} of {total} intervals hold the truth. Friendship does nothing to satisfaction in the "
            "file (you found {tie} SD): satisfied exhibitors make friends. And who comes again hangs "
            "on an exhibitor's general attitude, which shows in its trust as well; trust itself brings "
            "nobody, and you estimated {coming}.",
            covered=int(against["covered"].sum()),
            total=len(against),
            tie=format_number(against.loc["friends_content", "estimate"], 2),
            coming=format_number(against.loc["coming", "estimate"], 2),
        )
    )
