"""The models against the numbers of their papers, from the papers' data."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
    calibration_holdout,
    customer_summary,
)

REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


def test_bg_nbd_of_cdnow_has_the_parameters_of_the_paper(cdnow):
    model = BetaGeoModel().fit(cdnow)
    assert model.params.to_numpy() == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=1e-3)
    assert model.loglik_ == pytest.approx(-9582.43, abs=0.01)
    assert model.converged_


def test_bg_nbd_of_cdnow_predicts_as_the_authors_spreadsheet(cdnow):
    model = BetaGeoModel().fit(cdnow)
    weeks = np.array([0.1429, 1.0, 3.0, 31.8571, 32.0, 78.0])
    published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    assert model.expected_purchases_new(weeks) == pytest.approx(published, abs=5e-4)
    assert model.expected_purchases(cdnow.loc[[1]], 39).item() == pytest.approx(1.226, abs=1e-3)


def test_pareto_nbd_of_cdnow_has_the_likelihood_of_the_paper(cdnow):
    model = ParetoNBDModel().fit(cdnow)
    # The likelihood is flat along s and beta: programs agree on its value.
    assert model.loglik_ == pytest.approx(-9594.976, abs=3e-3)
    assert model.params[["r", "alpha", "s"]].to_numpy() == pytest.approx([0.553, 10.578, 0.606], abs=5e-3)


def test_pareto_nbd_expects_what_the_btyd_walkthrough_prints():
    model = ParetoNBDModel.from_params(r=0.55, alpha=10.56, s=0.61, beta=11.64)
    published = [0.0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159]
    assert model.expected_purchases_new(np.arange(8)) == pytest.approx(published, abs=1e-8)


def test_bg_bb_of_the_donors_has_the_parameters_and_counts_of_the_paper(donors):
    model = BetaGeoBetaBinomModel().fit(donors, donors["weights"])
    assert model.params.to_numpy() == pytest.approx([1.204, 0.750, 0.657, 2.783], abs=1e-3)
    assert model.loglik_ == pytest.approx(-33225.58, abs=0.01)
    counts = model.expected_counts(donors, 6, donors["weights"])["expected"]
    assert counts[[0, 6]].to_numpy() == pytest.approx([3454.9, 1253.1], abs=0.05)
    assert counts.sum() == pytest.approx(11104)


def test_bg_bb_predicts_as_the_btyd_walkthrough():
    model = BetaGeoBetaBinomModel.from_params(alpha=1.203528, beta=0.749726, gamma=0.6567808, delta=2.783796)
    assert model.expected_purchases_new(10) == pytest.approx(3.179805, abs=2e-6)
    nobody = pd.DataFrame({"frequency": [0], "recency": [0], "T": [6]})
    assert model.expected_purchases(nobody, 10).item() == pytest.approx(0.1302169, abs=1e-7)


def test_gamma_gamma_of_cdnow_has_the_parameters_of_the_note(cdnow_spend):
    model = GammaGammaModel().fit(cdnow_spend)
    assert model.params.to_numpy() == pytest.approx([6.25, 3.74, 15.44], abs=0.01)
    assert model.n_ == 946


@pytest.mark.parametrize(("survivors", "published"), [(REGULAR, [0.704, 1.182]), (HIGH_END, [0.668, 3.806])])
def test_sbg_has_the_parameters_of_the_paper(survivors, published):
    table = pd.DataFrame({"period": range(8), "survivors": survivors})
    assert ShiftedBetaGeoModel().fit(table).params.to_numpy() == pytest.approx(published, abs=1e-3)


def test_sbg_projects_the_cohort_that_it_has_not_seen():
    table = pd.DataFrame({"period": range(8), "survivors": REGULAR})
    later = 100 * ShiftedBetaGeoModel().fit(table).survival(12)[8:]
    assert later == pytest.approx([22.0, 20.4, 19.1, 18.0, 17.0], abs=0.06)


def test_mbg_nbd_of_cdnow_fits_a_little_better_than_bg_nbd(cdnow):
    model = ModifiedBetaGeoModel().fit(cdnow)
    assert model.converged_
    assert model.loglik_ > BetaGeoModel().fit(cdnow).loglik_


def test_the_log_of_cdnow_becomes_the_summary_of_the_paper(cdnow_log, cdnow, cdnow_spend):
    summary = customer_summary(cdnow_log, amount="amount", end="1997-09-30", unit="W")
    assert (summary["frequency"].to_numpy() == cdnow["frequency"].to_numpy()).all()
    for column in ("recency", "T"):
        assert summary[column].to_numpy() == pytest.approx(cdnow[column].to_numpy(), abs=0.005)
    assert summary["monetary_value"].to_numpy() == pytest.approx(
        cdnow_spend["monetary_value"].to_numpy(), abs=0.0051
    )


def test_the_holdout_of_cdnow_is_what_was_bought_in_the_last_39_weeks(cdnow_log, cdnow):
    held = calibration_holdout(cdnow_log, "1997-09-30", unit="W")
    later = cdnow_log[cdnow_log["date"] > "1997-09-30"].drop_duplicates(["customer_id", "date"])
    assert held["frequency_holdout"].sum() == len(later)
    assert held["duration_holdout"].unique() == pytest.approx([39.0])
    assert len(held) == len(cdnow)
