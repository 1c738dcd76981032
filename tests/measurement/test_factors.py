import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import assigned_factors, factor_loadings, parallel_analysis

# Lawley and Maxwell (1971): marks of 220 boys in six subjects; the two-factor solution is printed in Johnson
# and Wichern, Applied Multivariate Statistical Analysis.
SUBJECTS = ["Gaelic", "English", "History", "Arithmetic", "Algebra", "Geometry"]
MARKS = [
    [1.000, 0.439, 0.410, 0.288, 0.329, 0.248],
    [0.439, 1.000, 0.351, 0.354, 0.320, 0.329],
    [0.410, 0.351, 1.000, 0.164, 0.190, 0.181],
    [0.288, 0.354, 0.164, 1.000, 0.595, 0.470],
    [0.329, 0.320, 0.190, 0.595, 1.000, 0.464],
    [0.248, 0.329, 0.181, 0.470, 0.464, 1.000],
]


def blocks(n: int, sizes: list[int], loading: float, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    factors = np.repeat(rng.normal(size=(n, len(sizes))), sizes, axis=1)
    values = loading * factors + np.sqrt(1 - loading**2) * rng.normal(size=factors.shape)
    return pd.DataFrame(values, columns=[f"i{j}" for j in range(sum(sizes))])


def test_communalities_agree_with_lawley_and_maxwell(sample_with):
    loadings = factor_loadings(sample_with(MARKS, SUBJECTS, n=220), 2)
    communalities = (loadings**2).sum(axis=1)
    assert communalities.to_numpy() == pytest.approx([0.490, 0.406, 0.356, 0.623, 0.569, 0.372], abs=1e-3)
    # Languages and history on one factor, mathematics on the other.
    assert loadings.idxmax(axis=1).tolist() == ["F1"] * 3 + ["F2"] * 3


def test_loadings_reproduce_the_correlations_between_items(sample_with):
    loadings = factor_loadings(sample_with(MARKS, SUBJECTS, n=220), 2).to_numpy()
    residual = (loadings @ loadings.T - MARKS)[~np.eye(6, dtype=bool)]
    assert np.abs(residual).max() < 0.035


def test_known_loadings_are_recovered_block_by_block():
    loadings = factor_loadings(blocks(4000, [3, 3, 3], 0.8), 3)
    expected = np.kron(np.eye(3), np.full((3, 1), 0.8))
    assert np.abs(loadings.to_numpy() - expected).max() < 0.05
    assert list(loadings.columns) == ["F1", "F2", "F3"]


def test_signs_and_order_do_not_depend_on_the_draw_or_the_direction():
    items = blocks(2000, [3, 3], 0.8)
    one, two = factor_loadings(items, 2), factor_loadings(-items, 2)
    pd.testing.assert_frame_equal(one, two)
    assert (one.sum() > 0).all()


def test_items_belong_to_the_only_factor_they_load_on():
    loadings = pd.DataFrame(
        {"F1": [0.8, -0.7, 0.6, 0.2], "F2": [0.1, 0.2, 0.55, 0.3]}, index=["a", "b", "c", "d"]
    )
    table = assigned_factors(loadings)
    assert table["factor"].tolist() == ["F1", "F1", None, None]
    assert table["loading"].tolist() == [0.8, -0.7, 0.6, 0.3]
    assert assigned_factors(loadings, cut=0.58)["factor"].tolist() == ["F1", "F1", "F1", None]
    with pytest.raises(ParameterError, match="cut=5 is not a number from 0 to 1"):
        assigned_factors(loadings, cut=5)
    with pytest.raises(DataError, match="column 'F1', row b: nan is not a value"):
        assigned_factors(loadings.assign(F1=[0.8, np.nan, 0.6, 0.2]))


def test_parallel_analysis_finds_the_number_of_factors():
    table = parallel_analysis(blocks(400, [3, 3, 3], 0.7))
    assert int(table["keep"].sum()) == 3
    assert table["eigenvalue"].sum() == pytest.approx(9)
    assert table.index.tolist() == list(range(1, 10))


def test_parallel_analysis_seldom_finds_factors_in_noise():
    rng = np.random.default_rng(8)
    found = [
        parallel_analysis(pd.DataFrame(rng.normal(size=(100, 6))), n_draws=100)["keep"].any()
        for _ in range(60)
    ]
    assert np.mean(found) < 0.15


def test_parallel_analysis_stops_at_the_first_eigenvalue_below_noise(sample_with):
    table = parallel_analysis(sample_with(MARKS, SUBJECTS, n=220))
    assert table["keep"].tolist() == [True, False, False, False, False, False]
    assert table["eigenvalue"].head(2).to_numpy() == pytest.approx(np.linalg.eigvalsh(MARKS)[::-1][:2])


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (blocks(6, [3, 3], 0.8), "6 respondents for 6 items: more respondents than items"),
        (blocks(50, [3, 3], 0.8).assign(i2=1), "column 'i2' is 1 in every row"),
        (blocks(50, [3, 3], 0.8).assign(i2="high"), "column 'i2', row 0: high is not a number"),
    ],
)
def test_bad_items_are_named(items, message):
    with pytest.raises(DataError, match=message):
        factor_loadings(items, 2)
    with pytest.raises(DataError, match=message):
        parallel_analysis(items)


def test_one_item_has_no_factors_to_count():
    with pytest.raises(DataError, match="factors need two or more items, not 1"):
        parallel_analysis(pd.DataFrame({"i1": [1, 2, 3]}))


def test_bad_arguments_are_named():
    items = blocks(50, [3, 3], 0.8)
    with pytest.raises(ParameterError, match="n_factors=6 is not a whole number from 1 to 5"):
        factor_loadings(items, 6)
    with pytest.raises(ParameterError, match="n_draws=5 is not a whole number from 20 up"):
        parallel_analysis(items, n_draws=5)
    with pytest.raises(ParameterError, match="quantile=2 is not a number from 0 to 1"):
        parallel_analysis(items, quantile=2)
