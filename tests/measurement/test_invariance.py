"""Measurement invariance: lavaan's ladder, partial invariance, known differences of groups, faults named."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import MeasurementInvariance

ABILITIES = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
ALL = ("configural", "metric", "scalar", "strict")
TWO = {"F": ["a", "b", "c", "d"], "G": ["e", "f", "g", "h"]}


@pytest.fixture(scope="module")
def schools(holzinger):
    return MeasurementInvariance(ABILITIES, group="school", levels=ALL).fit_moments(holzinger)


def draw(n=800, *, groups=("north", "south"), gap=0.4, loading=("a", 1), intercept=("a", 0), seed=0):
    """Answers in groups: factors lie `gap` higher in all but the first; an item may differ in the last."""
    rng = np.random.default_rng(seed)
    frames = []
    for number, group in enumerate(groups):
        factors = rng.multivariate_normal([gap * (number > 0)] * 2, [[1, 0.5], [0.5, 1]], size=n)
        slopes, shifts = np.ones(8), np.zeros(8)
        if number == len(groups) - 1:
            slopes["abcdefgh".index(loading[0])] = loading[1]
            shifts["abcdefgh".index(intercept[0])] = intercept[1]
        answers = np.repeat(factors, 4, axis=1) * slopes + shifts + rng.normal(size=(n, 8)) * 0.7
        frames.append(pd.DataFrame(answers, columns=list("abcdefgh")).assign(country=group))
    return pd.concat(frames, ignore_index=True)


def test_the_ladder_agrees_with_lavaan(schools):
    # lavaan's tutorial on multiple groups prints these; strict from group.equal with residuals.
    table = schools.table_
    assert table["chi2"].tolist() == pytest.approx([115.851, 124.044, 164.103, 181.511], abs=5e-4)
    assert table["df"].tolist() == [48, 54, 60, 69]
    assert table["aic"].tolist()[:3] == pytest.approx([7484.4, 7480.6, 7508.6], abs=0.05)
    assert table["bic"].tolist()[:3] == pytest.approx([7706.8, 7680.8, 7686.6], abs=0.05)
    assert table["cfi"].tolist()[:3] == pytest.approx([0.923, 0.921, 0.882], abs=5e-4)
    assert table["rmsea"].tolist()[:3] == pytest.approx([0.097, 0.093, 0.107], abs=5e-4)
    assert table["srmr"].iloc[0] == pytest.approx(0.068, abs=5e-4)


def test_the_steps_agree_with_lavaan(schools):
    table = schools.table_
    assert table["chi2_change"].tolist()[1:3] == pytest.approx([8.192, 40.059], abs=5e-4)
    assert table["df_change"].tolist()[1:3] == [6, 6]
    assert table["p_change"].iloc[1] == pytest.approx(0.2244, abs=5e-5)
    assert table["p_change"].iloc[2] == pytest.approx(4.435e-7, rel=1e-3)
    assert table["cfi_change"].iloc[2] == pytest.approx(table["cfi"].iloc[2] - table["cfi"].iloc[1])


def test_latent_means_agree_with_lavaan(schools):
    means = schools.latent_means()
    assert means["group"].unique().tolist() == ["Grant-White"]
    assert means["estimate"].tolist() == pytest.approx([-0.148, 0.576, -0.177], abs=5e-4)
    assert means["standard_error"].tolist() == pytest.approx([0.122, 0.117, 0.090], abs=5e-4)
    assert means["z"].tolist() == pytest.approx([-1.211, 4.918, -1.968], abs=5e-4)


def test_partial_invariance_frees_the_two_items_that_strain(schools, holzinger):
    # The textbook repair of this example: intercepts of x3 and x7; lavaan 129.422 with 58 degrees of freedom.
    assert schools.release_tests("scalar")["item"].tolist()[:2] == ["x3", "x7"]
    partial = MeasurementInvariance(ABILITIES, group="school", free_intercepts=["x3", "x7"])
    table = partial.fit_moments(holzinger).table_
    assert table.loc["scalar", "chi2"] == pytest.approx(129.422, abs=5e-4)
    assert table.loc["scalar", "df"] == 58
    assert partial.latent_means().set_index("factor").loc["textual", "estimate"] == pytest.approx(
        0.576, abs=1e-3
    )


def test_both_ways_to_fix_the_unit_fit_the_same(schools, holzinger):
    other = MeasurementInvariance(ABILITIES, group="school", levels=ALL, standardize_latent=True)
    pd.testing.assert_frame_equal(other.fit_moments(holzinger).table_, schools.table_, rtol=1e-7)
    one, two = schools.latent_means(), other.latent_means()
    assert two["standardized"].tolist() == pytest.approx(one["standardized"].tolist(), abs=1e-6)


def test_shared_numbers_are_equal_and_others_are_not(schools):
    scalar = schools.levels_["scalar"].parameters.set_index(["group", "kind", "second"])["estimate"]
    for kind, item in [("loading", "x2"), ("intercept", "x5")]:
        assert scalar["Pasteur", kind, item] == scalar["Grant-White", kind, item]
    assert scalar["Pasteur", "uniqueness", "x2"] != scalar["Grant-White", "uniqueness", "x2"]


def test_a_score_test_foretells_the_fall_of_chi_square(schools, holzinger):
    foretold = schools.release_tests("metric").query("item == 'x5'")["index"].iloc[0]
    freed = MeasurementInvariance(ABILITIES, group="school", levels=["metric"], free_loadings=["x5"])
    fall = schools.table_.loc["metric", "chi2"] - freed.fit_moments(holzinger).table_.loc["metric", "chi2"]
    assert fall == pytest.approx(foretold, rel=0.1)


def test_answers_and_their_moments_give_the_same():
    answers = draw(200)
    moments = {
        name: (own[list("abcdefgh")].cov(), len(own), own[list("abcdefgh")].mean())
        for name, own in answers.groupby("country")
    }
    one = MeasurementInvariance(TWO).fit(answers)
    two = MeasurementInvariance(TWO).fit_moments(moments)
    pd.testing.assert_frame_equal(one.table_, two.table_, rtol=1e-7)
    assert one.groups_ == {"north": 200, "south": 200}


def test_a_loading_that_differs_is_found():
    answers = draw(loading=("c", 0.5), groups=("north", "east", "south"))
    ladder = MeasurementInvariance(TWO).fit(answers)
    assert ladder.table_.loc["metric", "p_change"] < 0.001
    first = ladder.release_tests("metric").iloc[0]
    assert (first["kind"], first["item"], first["df"]) == ("loading", "c", 2)


def test_an_intercept_that_differs_biases_means_until_it_is_freed():
    answers = draw(intercept=("b", -1.5))
    full = MeasurementInvariance(TWO).fit(answers)
    assert full.table_.loc["metric", "p_change"] > 0.001
    assert full.table_.loc["scalar", "p_change"] < 0.001
    assert full.release_tests("scalar").iloc[0]["item"] == "b"
    freed = MeasurementInvariance(TWO, free_intercepts=["b"]).fit(answers)
    assert freed.table_.loc["scalar", "p_change"] > 0.001
    biased, fair = (each.latent_means().set_index("factor").loc["F"] for each in (full, freed))
    assert biased["high"] < 0.4
    assert fair["low"] < 0.4 < fair["high"]


@pytest.mark.long
def test_means_of_factors_are_covered_as_often_as_claimed():
    covered = []
    for seed in range(40):
        answers = draw(300, seed=seed)
        means = MeasurementInvariance(TWO, levels=["scalar"]).fit(answers).latent_means()
        covered += ((means["low"] <= 0.4) & (means["high"] >= 0.4)).tolist()
    assert np.mean(covered) == pytest.approx(0.95, abs=0.06)


@pytest.mark.long
def test_steps_of_an_invariant_scale_are_refused_as_often_as_the_level_says():
    refused = []
    for seed in range(40):
        table = MeasurementInvariance(TWO).fit(draw(300, seed=seed)).table_
        refused += (table["p_change"].iloc[1:] < 0.05).tolist()
    assert np.mean(refused) <= 0.13


def test_the_ladder_introduces_itself(schools):
    text = repr(schools).splitlines()
    assert text[0] == "MeasurementInvariance(visual, textual, speed by school)"
    assert text[1].startswith("configural invariance: chi2 115.85 (48 df, p < 0.001), CFI 0.923")
    assert repr(MeasurementInvariance(TWO)) == "MeasurementInvariance(F, G by country)"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"levels": ["metrical"]}, "levels='metrical' is not one of its values. Did you mean 'metric'"),
        ({"levels": []}, "levels is empty"),
        ({"free_loadings": ["a"]}, "free_loadings names 'a', whose loading fixes the unit of 'F'"),
        ({"free_loadings": "b"}, r"free_loadings='b' is one name: write \['b'\]"),
        ({"free_intercepts": ["z"]}, "free_intercepts='z' is not one of its values"),
    ],
)
def test_a_faulty_ladder_is_named(options, message):
    with pytest.raises(ParameterError, match=message):
        MeasurementInvariance(TWO, **options).fit(draw(50))


def test_groups_that_cannot_be_compared_are_named():
    answers = draw(50)
    with pytest.raises(DataError, match="column 'country' names 1 group: two or more are needed"):
        MeasurementInvariance(TWO).fit(answers.query("country == 'north'"))
    with pytest.raises(DataError, match="group 'south': 4 rows cannot carry 8 items"):
        MeasurementInvariance(TWO).fit(answers.head(54))
    with pytest.raises(DataError, match="column 'country', row 3: nan is not a value"):
        MeasurementInvariance(TWO).fit(answers.assign(country=answers["country"].where(answers.index != 3)))
    moments = (answers[list("abcdefgh")].cov(), 50, None)
    with pytest.raises(ParameterError, match="group 'north' has no means"):
        MeasurementInvariance(TWO).fit_moments({"north": moments, "south": moments})


def test_means_need_a_level_with_equal_intercepts(schools):
    with pytest.raises(ParameterError, match="level='metric' leaves intercepts free"):
        schools.latent_means("metric")
    with pytest.raises(
        ParameterError, match="level='scaler' is not one of its values. Did you mean 'scalar'"
    ):
        schools.release_tests("scaler")


def test_one_factor_with_everything_shared_leaves_the_first_group_nothing_of_its_own():
    answers = draw(300)
    strict = MeasurementInvariance({"F": list("abcd")}, levels=ALL, standardize_latent=True).fit(answers)
    marked = MeasurementInvariance({"F": list("abcd")}, levels=ALL).fit(answers)
    assert strict.table_["df"].tolist() == [4, 7, 10, 14]
    assert strict.table_["chi2"].tolist() == pytest.approx(marked.table_["chi2"].tolist(), abs=1e-6)
