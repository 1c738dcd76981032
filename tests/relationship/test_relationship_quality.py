"""Relationship quality as a factor of second order."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.relationship_quality import RelationshipQuality, quality_and_outcome

FACETS = {"satisfaction": ["s1", "s2", "s3"], "trust": ["t1", "t2", "t3"], "commitment": ["c1", "c2", "c3"]}
TRUTH = {"satisfaction": 0.8, "trust": 0.9, "commitment": 0.7}


def draw(seed: int, n: int = 1500) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    quality = rng.normal(size=n)
    columns = {}
    for facet, items in FACETS.items():
        factor = TRUTH[facet] * quality + (1 - TRUTH[facet] ** 2) ** 0.5 * rng.normal(size=n)
        for item in items:
            columns[item] = 4 + 0.8 * factor + 0.6 * rng.normal(size=n)
    return pd.DataFrame(columns)


def test_the_loadings_are_recovered():
    fit = RelationshipQuality(FACETS).fit(draw(1))
    assert fit.loadings_.to_dict() == pytest.approx(TRUTH, abs=0.06)
    assert fit.reliability_["composite"].tolist() == pytest.approx([0.842] * 3, abs=0.03)
    assert fit.reliability_["average_variance"].tolist() == pytest.approx([0.64] * 3, abs=0.05)
    assert fit.fit_.rmsea.estimate < 0.03


def test_three_facets_are_just_identified_so_loadings_follow_from_correlations():
    fit = RelationshipQuality(FACETS).fit(draw(2))
    r = fit.correlations_
    first = (r.iloc[0, 1] * r.iloc[0, 2] / r.iloc[1, 2]) ** 0.5
    assert fit.loadings_["satisfaction"] == pytest.approx(first, abs=1e-3)


def test_two_facets_share_one_loading():
    two = {name: FACETS[name] for name in ("satisfaction", "trust")}
    fit = RelationshipQuality(two).fit(draw(3))
    assert fit.loadings_.iloc[0] == fit.loadings_.iloc[1]
    assert fit.loadings_.iloc[0] ** 2 == pytest.approx(0.72, abs=0.06)


def test_scores_are_percentages_weighted_by_the_loadings():
    answers = draw(4).clip(1, 7)
    fit = RelationshipQuality(FACETS).fit(answers)
    scores = fit.score(answers, ends={"satisfaction": (1, 7)})
    assert scores["trust"].iloc[0] == pytest.approx(100 * (answers[FACETS["trust"]].iloc[0].mean() - 1) / 6)
    assert fit.weights_.sum() == pytest.approx(1)
    assert scores["quality"].between(0, 100).all()
    assert "satisfaction 0." in repr(fit)


def test_quality_explains_what_the_facets_share():
    answers = draw(5).clip(1, 7)
    scores = RelationshipQuality(FACETS).fit(answers).score(answers, ends={"satisfaction": (1, 7)})
    outcome = scores["quality"] / 10 + np.random.default_rng(6).normal(size=len(scores))
    table = quality_and_outcome(scores, outcome)
    assert table.loc["quality", "low"] < 1 < table.loc["quality", "high"]
    assert table["r_squared"].drop(["quality", "all facets"]).max() < table.loc["quality", "r_squared"]


@pytest.mark.long
def test_over_forty_samples_the_mean_loading_is_true():
    loadings = pd.DataFrame(
        [RelationshipQuality(FACETS).fit(draw(seed, 600)).loadings_ for seed in range(40)]
    )
    assert loadings.mean().to_dict() == pytest.approx(TRUTH, abs=0.02)


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="1 facet: relationship quality needs two"):
        RelationshipQuality({"trust": FACETS["trust"]}).fit(draw(1))
    with pytest.raises(ParameterError, match="not fitted"):
        RelationshipQuality(FACETS).score(draw(1))
    with pytest.raises(DataError, match="is missing"):
        RelationshipQuality(FACETS).fit(draw(1).drop(columns="t2"))
    opposed = draw(1).assign(**{name: lambda rows, name=name: 8 - rows[name] for name in FACETS["trust"]})
    with pytest.raises(DataError, match="the two facets correlate -0"):
        RelationshipQuality({name: FACETS[name] for name in ("satisfaction", "trust")}).fit(opposed)
    with pytest.raises(DataError, match="outcome has other row labels"):
        quality_and_outcome(pd.DataFrame({"quality": [1.0, 2]}), pd.Series([1, 2], index=[3, 4]))
