import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.measurement import fit_linear, shapley_importance
from cvm_lessons.value import (
    ATTRIBUTE_LABELS,
    EXHIBITOR_ATTRIBUTES,
    VISITOR_ATTRIBUTES,
    attribute_correlations,
    attribute_label,
    stated_importance,
    value_drivers,
)

WEIGHTS = {"sales": 0.5, "image": 0.3, "price": 0.1}
NAMES = list(WEIGHTS)


def survey(n: int = 400, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    ratings = np.clip(np.rint(rng.normal(6.5, 1.2, size=(n, 1)) + rng.normal(0, 1, size=(n, 3))), 1, 10)
    frame = pd.DataFrame(ratings, columns=[f"perf_{name}" for name in NAMES])
    frame["value_overall"] = ratings @ np.array(list(WEIGHTS.values())) + rng.normal(0, 0.8, size=n)
    stated = np.clip(np.rint(rng.normal([8, 7, 9], 0.5, size=(n, 3))), 1, 10)
    frame[[f"imp_{name}" for name in NAMES]] = stated
    return frame.assign(customer_id=np.arange(n) // 2)


def test_stated_importance_by_hand():
    surveys = pd.DataFrame({"imp_sales": [9, 10, 8], "imp_price": [10, 10, 9]})
    table = stated_importance(surveys, ["sales", "price"])
    assert table["stated"].tolist() == pytest.approx([9, 29 / 3])
    assert table["stated_sd"].tolist() == pytest.approx([1, 1 / np.sqrt(3)])
    assert table["stated_rank"].to_dict() == {"sales": 2, "price": 1}


def test_correlations_are_those_of_the_ratings():
    surveys = survey()
    table = attribute_correlations(surveys, NAMES)
    assert table.loc["sales", "image"] == pytest.approx(surveys["perf_sales"].corr(surveys["perf_image"]))
    assert list(table.index) == list(table.columns) == NAMES


def test_drivers_hold_the_measures_they_name():
    surveys = survey()
    drivers = value_drivers(surveys, attributes=NAMES, n_boot=100)
    predictors = [f"perf_{name}" for name in NAMES]
    fit = fit_linear(surveys, "value_overall", predictors, cluster="customer_id").to_frame()
    importance = shapley_importance(surveys, "value_overall", predictors)
    assert drivers["performance"].tolist() == surveys[predictors].mean().tolist()
    assert drivers["derived"].tolist() == pytest.approx(importance.tolist())
    assert drivers["derived_share"].sum() == pytest.approx(1)
    for column, source in (
        ("coefficient", "coefficient"),
        ("coefficient_low", "low"),
        ("coefficient_high", "high"),
    ):
        assert drivers[column].tolist() == pytest.approx(fit.loc[predictors, source].tolist())
    assert drivers["stated_rank"].to_dict() == {"sales": 2, "image": 3, "price": 1}
    assert drivers["derived_rank"].to_dict() == {"sales": 1, "image": 2, "price": 3}
    assert drivers["rank_gap"].to_dict() == {"sales": 1, "image": 1, "price": -2}


def test_intervals_of_derived_importance_hold_the_estimate_and_widen_with_clusters():
    surveys = pd.concat([survey(200)] * 3).assign(customer_id=lambda rows: rows.index)
    clustered = value_drivers(surveys, attributes=NAMES, n_boot=300)
    naive = value_drivers(surveys, attributes=NAMES, n_boot=300, cluster=None)
    for table in (clustered, naive):
        assert (table["derived_low"] < table["derived"]).all()
        assert (table["derived"] < table["derived_high"]).all()
    widths = [(table["derived_high"] - table["derived_low"]).mean() for table in (clustered, naive)]
    assert widths[0] / widths[1] == pytest.approx(np.sqrt(3), rel=0.15)


def test_the_same_seed_gives_the_same_table():
    surveys = survey(100)
    one, two = (value_drivers(surveys, attributes=NAMES, n_boot=100, rng=4) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


@pytest.mark.long
def test_coefficient_intervals_cover_the_weights_on_forty_seeds():
    covered = []
    for seed in range(40):
        drivers = value_drivers(survey(400, seed), attributes=NAMES, n_boot=100)
        low, high = drivers["coefficient_low"].to_numpy(), drivers["coefficient_high"].to_numpy()
        weights = np.array(list(WEIGHTS.values()))
        covered += list((low <= weights) & (weights <= high))
    assert np.mean(covered) == pytest.approx(0.95, abs=0.045)


def test_every_attribute_has_a_label_in_both_languages():
    for attribute in {*EXHIBITOR_ATTRIBUTES, *VISITOR_ATTRIBUTES}:
        english = attribute_label(f"perf_{attribute}")
        assert english == attribute_label(attribute) == ATTRIBUTE_LABELS[attribute]
        with language("zh"):
            assert attribute_label(attribute) != english
    assert attribute_label("free_wifi") == "free_wifi"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"perf_sales": 11}, "column 'perf_sales', row 0: 11 is not a number from 1 to 10"),
        ({"perf_sales": np.nan}, "column 'perf_sales', row 0: nan is not a value"),
        ({"imp_image": 0}, "column 'imp_image', row 0: 0 is not a number from 1 to 10"),
        ({"value_overall": 5}, "column 'value_overall' is 5 in every row"),
        ({"perf_sales": 5}, "column 'perf_sales' is 5 in every row"),
    ],
)
def test_bad_answers_are_named(change, message):
    with pytest.raises(DataError, match=message):
        value_drivers(survey(50).assign(**change), attributes=NAMES)


def test_bad_arguments_are_named():
    surveys = survey(50)
    with pytest.raises(DataError, match=r"column 'perf_sale' is missing. Did you mean 'perf_sales'\?"):
        value_drivers(surveys, attributes=["sale", "image"])
    with pytest.raises(ParameterError, match="attributes='sales' is not a list of one name or more"):
        stated_importance(surveys, "sales")
    with pytest.raises(ParameterError, match="method='shap' is not one of its values"):
        value_drivers(surveys, attributes=NAMES, method="shap")
    with pytest.raises(DataError, match="column 'customer_id' is missing"):
        value_drivers(surveys.drop(columns="customer_id"), attributes=NAMES)
    with pytest.raises(DataError, match="column 'perf_image' is 5 in every row: it has no correlation"):
        attribute_correlations(surveys.assign(perf_image=5), NAMES)
