"""Tiers of profit by mixture."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.mixture import GaussianMixture

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.segments import TierMixture, tier_table, tiers_by_share


def profits(seed=1):
    """Return three tiers, far apart on a logarithm, and the tier of each."""
    rng = np.random.default_rng(seed)
    true = np.repeat([1, 2, 3], [40, 200, 500])
    values = np.exp(rng.normal(np.array([9.0, 6.0, 3.0])[true - 1], 0.5))
    return pd.DataFrame({"profit": values, "true": true})


def test_three_tiers_are_found_with_their_sizes_and_centres():
    customers = profits()
    mixture = TierMixture(max_tiers=5, scale="log").fit(customers)
    assert mixture.n_tiers_ == 3
    assert mixture.bic_.index.tolist() == [1, 2, 3, 4, 5]
    assert np.log(mixture.tiers_["centre"]).tolist() == pytest.approx([9, 6, 3], abs=0.2)
    assert mixture.tiers_["weight"].tolist() == pytest.approx([40 / 740, 200 / 740, 500 / 740], abs=0.01)
    tiered = mixture.assign(customers)
    assert (tiered["tier"].astype(int) == customers["true"]).mean() > 0.99
    assert tiered["certainty"].between(1 / 3, 1).all()


def test_one_cloud_is_one_tier():
    values = np.random.default_rng(2).normal(100, 10, 500)
    assert TierMixture(max_tiers=3, scale="plain").fit(pd.DataFrame({"profit": values})).n_tiers_ == 1


def clouds(kind):
    """Return profits that are hard to part, and how many tiers made them."""
    rng = np.random.default_rng(1)
    many, few = np.exp(rng.normal(5, 0.5, 1000)), np.exp(rng.normal(8, 0.5, 50))
    return {
        "one skew cloud": (np.exp(rng.normal(5, 1, 2000)), 1),
        "losses, many and few": (np.concatenate([rng.normal(-50, 20, 200), many, few]), 3),
        "wide and narrow": (np.append(np.exp(rng.normal(4, 1.2, 1500)), np.exp(rng.normal(8, 0.2, 100))), 2),
    }[kind]


@pytest.mark.parametrize("kind", ["one skew cloud", "losses, many and few", "wide and narrow"])
def test_tiers_that_stand_apart_are_counted_not_the_normals_that_draw_the_curve(kind):
    values, true = clouds(kind)
    mixture = TierMixture().fit(pd.DataFrame({"profit": values}))
    assert mixture.n_tiers_ == true
    assert mixture.bic_.idxmin() > true  # which bends many normals into one skew cloud
    assert (mixture.icl_ >= mixture.bic_ - 1e-6).all()
    by_bic = TierMixture(criterion="bic").fit(pd.DataFrame({"profit": values}))
    assert by_bic.n_tiers_ == mixture.bic_.idxmin()


def test_the_fits_are_scikit_learns():
    customers = profits()
    mixture = TierMixture(max_tiers=3, scale="log").fit(customers)
    scaled = np.log(customers[["profit"]].to_numpy())
    theirs = GaussianMixture(3, covariance_type="tied", n_init=5, random_state=1).fit(scaled)
    assert mixture.bic_[3] == pytest.approx(theirs.bic(scaled), abs=0.1)
    chances = theirs.predict_proba(scaled)
    entropy = -(chances * np.log(np.clip(chances, 1e-300, 1))).sum()
    assert mixture.icl_[3] == pytest.approx(theirs.bic(scaled) + 2 * entropy, abs=0.5)


def test_who_brings_more_never_stands_lower_and_losses_have_a_place():
    customers = pd.concat([profits(), pd.DataFrame({"profit": -np.exp(np.linspace(4, 6, 60))})])
    tiered = TierMixture(n_tiers=4).fit(customers).assign(customers)
    codes = tiered.sort_values("profit", ascending=False)["tier"].cat.codes
    assert codes.is_monotonic_increasing
    table = tier_table(tiered)
    assert table["profit_each"].is_monotonic_decreasing
    assert table["profit_each"].iloc[-1] < 0


def test_the_unit_of_money_does_not_matter():
    yuan = profits()
    cents = yuan.assign(profit=100 * yuan["profit"])
    first, second = (TierMixture(max_tiers=4).fit(frame).assign(frame)["tier"] for frame in (yuan, cents))
    assert first.tolist() == second.tolist()


def test_it_is_an_estimator_with_a_seed():
    first = clone(TierMixture(n_tiers=3, rng=5)).fit(profits())
    assert first.tiers_.equals(TierMixture(n_tiers=3, rng=5).fit(profits()).tiers_)


def test_tiers_by_rule_are_here_too():
    assert tiers_by_share(profits())["tier"].value_counts()["platinum"] == 37


def test_bad_input_is_named():
    customers = profits()
    with pytest.raises(DataError, match="column 'profit', row 0: -1 is not above 0"):
        TierMixture(scale="log", n_tiers=1).fit(pd.DataFrame({"profit": [-1, 2, 3]}))
    with pytest.raises(DataError, match="1 unlike values: too few for 6 tiers"):
        TierMixture().fit(pd.DataFrame({"profit": [0, 0]}))
    with pytest.raises(DataError, match="column 'profit' is missing"):
        TierMixture().fit(pd.DataFrame({"利润": [1]}))
    with pytest.raises(ParameterError, match="scale='root'"):
        TierMixture(scale="root").fit(customers)
    with pytest.raises(ParameterError, match="criterion='aic'"):
        TierMixture(criterion="aic").fit(customers)
    with pytest.raises(ParameterError, match="tier=5 is no name of a column"):
        TierMixture(n_tiers=2).fit(customers).assign(customers, tier=5)
    with pytest.raises(ParameterError, match="max_tiers=0"):
        TierMixture(max_tiers=0).fit(customers)
    with pytest.raises(ParameterError, match="not fitted"):
        TierMixture().assign(customers)
