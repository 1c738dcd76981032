"""The iceberg, and what a recovery does."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    complaint_iceberg,
    complaint_rates,
    excellent_recovery,
    recovery_change,
    recovery_effects,
    recovery_paradox,
)

TRUTH = {
    "satisfaction_before": 0.40,
    "justice_distributive": 0.40,
    "justice_procedural": 0.25,
    "justice_interactional": 0.35,
    "severity": -0.20,
    "second_failure": -1.0,
}


def test_the_iceberg_by_hand():
    frame = pd.DataFrame({"sat_overall": [9, 8, 3, 2, 4, 4], "complained": [0, 1, 1, 0, 0, 0]})
    table = complaint_iceberg(frame)["estimate"]
    assert table.to_dict() == pytest.approx(
        {"dissatisfied": 4 / 6, "complained": 1 / 6, "silent": 3 / 6, "silent of the dissatisfied": 3 / 4}
    )
    assert complaint_rates(frame)["estimate"].to_dict() == {"all": pytest.approx(2 / 6)}


def test_rates_by_group_are_shares(answers):
    table = complaint_rates(answers, "sector")
    expected = answers.groupby("sector")["complained"].mean()
    assert table["estimate"].to_dict() == pytest.approx(expected.to_dict())


def test_each_kind_of_justice_is_recovered(complaints):
    table = recovery_effects(complaints)
    assert table["estimate"].to_dict() == pytest.approx(TRUTH, abs=0.2)
    covered = [table.loc[term, "low"] <= value <= table.loc[term, "high"] for term, value in TRUTH.items()]
    assert sum(covered) >= 5


def test_the_change_is_after_less_before(complaints):
    table = recovery_change(complaints, "recovery")
    change = complaints["satisfaction_after"] - complaints["satisfaction_before"]
    assert table["estimate"].to_dict() == pytest.approx(
        change.groupby(complaints["recovery"]).mean().to_dict()
    )


def test_excellent_means_best_and_prompt():
    frame = pd.DataFrame({"recovery": ["fix and refund"] * 2 + ["fix"], "response_hours": [24, 25, 1]})
    assert excellent_recovery(frame).tolist() == [True, False, False]


def test_a_second_failure_costs_and_staying_does_not_move(complaints):
    table = recovery_paradox(complaints)
    first = table.xs("first failure", level="second")["change"]
    again = table.xs("second failure", level="second")["change"]
    assert (again < first).all()
    assert table["stayed"].between(0, 1).all()
    assert "stayed" not in recovery_paradox(complaints, stayed=None)


def test_unknown_staying_is_left_out_of_its_share_and_of_nothing_else(complaints):
    gaps = complaints.assign(
        stayed=complaints["stayed"].astype("boolean").mask(np.arange(len(complaints)) % 2 == 0)
    )
    assert recovery_paradox(gaps)["n"].tolist() == recovery_paradox(complaints)["n"].tolist()


def test_bad_input_is_named(complaints):
    with pytest.raises(DataError, match="column 'sat_overall' is never 4 or less"):
        complaint_iceberg(pd.DataFrame({"sat_overall": [9, 8], "complained": [0, 0]}))
    with pytest.raises(DataError, match="column 'complained', row 0: 3 is not 0 or 1"):
        complaint_rates(pd.DataFrame({"complained": [3]}))
    with pytest.raises(DataError, match="column 'satisfaction_after', row 0: nan is not a value"):
        recovery_effects(complaints.assign(satisfaction_after=np.nan))
    with pytest.raises(DataError, match="recovery fix: column 'change' has one row"):
        recovery_change(
            pd.DataFrame({"recovery": ["fix"], "satisfaction_before": [7], "satisfaction_after": [8]}),
            "recovery",
        )
    with pytest.raises(ParameterError, match="prompt=-1 is not"):
        excellent_recovery(complaints, prompt=-1)
    with pytest.raises(DataError, match="column 'second_failure' is missing"):
        recovery_paradox(complaints.drop(columns="second_failure"))
