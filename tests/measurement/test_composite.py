"""Composite reliability, variance extracted, omega: hand-worked and published numbers, coverage, faults."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import (
    ConfirmatoryFactorAnalysis,
    average_variance_extracted,
    composite_reliability,
    cronbach_alpha,
    omega_total,
)

ABILITIES = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
TRUST = pd.DataFrame({"trust": [0.8, 0.7, 0.6]}, index=list("abc"))


@pytest.fixture(scope="module")
def abilities(all_pupils):
    return ConfirmatoryFactorAnalysis(ABILITIES).fit_moments(*all_pupils)


def congeneric(loadings, n, seed=0):
    """Standardised items with these loadings on one factor."""
    rng, lam = np.random.default_rng(seed), np.asarray(loadings)
    values = rng.normal(size=(n, 1)) * lam + rng.normal(size=(n, len(lam))) * np.sqrt(1 - lam**2)
    return pd.DataFrame(values, columns=[f"i{j}" for j in range(len(lam))])


def test_both_by_hand():
    # (2.1)² = 4.41; errors 0.36 + 0.51 + 0.64 = 1.51; squares 0.64 + 0.49 + 0.36 = 1.49.
    assert composite_reliability(TRUST)["trust"] == pytest.approx(4.41 / 5.92)
    assert average_variance_extracted(TRUST)["trust"] == pytest.approx(1.49 / 3)


def test_units_of_the_items_agree_with_semtools(abilities):
    # semTools::reliability on HolzingerSwineford1939: its rows omega and avevar.
    spread = pd.Series(np.diag(abilities.factor_covariances_), index=list(ABILITIES))
    arguments = (abilities.loadings_, abilities.uniquenesses_, spread)
    assert composite_reliability(*arguments).tolist() == pytest.approx([0.6253, 0.8852, 0.6878], abs=5e-5)
    assert average_variance_extracted(*arguments).tolist() == pytest.approx(
        [0.3706, 0.7210, 0.4245], abs=5e-5
    )


def test_standardised_loadings_weigh_items_alike(abilities):
    loadings = abilities.standardized_loadings_
    assert composite_reliability(loadings).tolist() == pytest.approx([0.6258, 0.8850, 0.6914], abs=5e-5)
    assert average_variance_extracted(loadings).tolist() == pytest.approx([0.3710, 0.7195, 0.4298], abs=5e-5)


@given(loading=st.floats(0.05, 0.99), items=st.integers(2, 12))
def test_equal_loadings_follow_spearman_and_brown(loading, items):
    loadings = pd.DataFrame({"F": [loading] * items})
    r = loading**2
    assert composite_reliability(loadings)["F"] == pytest.approx(items * r / (1 + (items - 1) * r))
    assert average_variance_extracted(loadings)["F"] == pytest.approx(r)


@given(loadings=st.lists(st.floats(0.05, 0.99), min_size=2, max_size=8))
def test_a_sum_is_at_least_as_reliable_as_its_items_on_average(loadings):
    table = pd.DataFrame({"F": loadings})
    assert composite_reliability(table)["F"] >= average_variance_extracted(table)["F"] - 1e-12


def test_omega_is_alpha_where_items_measure_equally_well(sample_with):
    items = sample_with(np.full((4, 4), 0.5) + 0.5 * np.eye(4), "abcd")
    assert omega_total(items).estimate == pytest.approx(4 * 0.5 / 2.5, abs=1e-6)
    assert omega_total(items).estimate == pytest.approx(cronbach_alpha(items).estimate, abs=1e-6)


def test_omega_is_above_alpha_where_items_measure_unequally_well(sample_with):
    # Loadings 0.9, 0.9, 0.3: (2.1)² / (4.41 + 1.29) = 0.774, while alpha is 3/2 (1 - 3/5.7) = 0.711.
    lam = np.array([0.9, 0.9, 0.3])
    items = sample_with(np.outer(lam, lam) + np.diag(1 - lam**2), "abc")
    assert omega_total(items).estimate == pytest.approx(4.41 / 5.70, abs=1e-6)
    assert cronbach_alpha(items).estimate == pytest.approx(1.5 * (1 - 3 / 5.70))


def omega_coverage(seeds):
    truth = 2.6**2 / (2.6**2 + 4 - 1.74)
    return np.mean(
        [omega_total(congeneric([0.8, 0.7, 0.6, 0.5], 150, seed)).covers(truth) for seed in range(seeds)]
    )


def test_intervals_of_omega_cover_the_truth():
    assert omega_coverage(40) == pytest.approx(0.95, abs=0.08)


@pytest.mark.long
def test_intervals_of_omega_cover_the_truth_as_often_as_they_claim():
    assert omega_coverage(400) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(
    ("loadings", "message"),
    [
        (TRUST * 2, "column 'trust', row a: 1.6 is not a number from -1 to 1"),
        (TRUST.mul([1, -1, 1], axis=0), "factor 'trust' has loadings of both signs"),
        (TRUST.assign(joy=0.0), "factor 'joy' has no item"),
        (TRUST.assign(joy=[0, 0.5, 0]), "item 'b' loads on several factors"),
        (TRUST.assign(trust=[0.5, None, 0.5]), "column 'trust', row b: nan is not a value"),
    ],
)
@pytest.mark.parametrize("function", [composite_reliability, average_variance_extracted])
def test_bad_loadings_are_named(function, loadings, message):
    with pytest.raises(DataError, match=message):
        function(loadings)


def test_units_without_their_counterpart_are_named():
    errors, spread = pd.Series([1.0, 1, 1], index=list("abc")), pd.Series({"trust": 2.0})
    with pytest.raises(ParameterError, match="uniquenesses alone does not fix the units"):
        composite_reliability(TRUST, errors)
    with pytest.raises(ParameterError, match="variances alone does not fix the units"):
        average_variance_extracted(TRUST, variances=spread)
    with pytest.raises(DataError, match="uniquenesses has no item 'c'"):
        composite_reliability(TRUST, errors.drop("c"), spread)
    with pytest.raises(DataError, match="column 'uniquenesses', row b: -1.0 is not a number from 0 to inf"):
        composite_reliability(TRUST, errors.mask(errors.index == "b", -1.0), spread)


def test_omega_without_meaning_is_named(sample_with):
    heywood = sample_with([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]], "abc")
    with pytest.raises(DataError, match="omega has no meaning here: the uniqueness of a is -0.28"):
        omega_total(heywood)
    with pytest.raises(
        ParameterError, match="2 items have 3 variances and covariances: a factor alone needs three"
    ):
        omega_total(heywood[["a", "b"]])
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        omega_total(congeneric([0.8, 0.7, 0.6], 50), level=95)
