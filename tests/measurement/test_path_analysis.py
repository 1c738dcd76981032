import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear, path_model
from cvm_lessons.measurement._bootstrap_ends import bca_ends
from cvm_lessons.measurement._cross_products import CrossProducts
from cvm_lessons.measurement._recursive import RecursiveSystem, path_coefficients, total_effects

EQUATIONS = {"trust": ["quality"], "commitment": ["trust", "quality"], "loyalty": ["commitment", "quality"]}
# By hand: 0.5 · 0.6 + 0.2 = 0.5 to commitment; 0.5 · 0.4 + 0.1 = 0.3 to loyalty.
TRUE = {("quality", "trust"): 0.5, ("trust", "commitment"): 0.6, ("quality", "commitment"): 0.2}
TRUE |= {("commitment", "loyalty"): 0.4, ("quality", "loyalty"): 0.1}


def simulate(n: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame({"quality": rng.normal(size=n)})
    for outcome, predictors in EQUATIONS.items():
        means = sum(TRUE[name, outcome] * rows[name] for name in predictors)
        rows[outcome] = means + rng.normal(scale=0.8, size=n)
    return rows


def exact(sample_with) -> pd.DataFrame:
    """Rows whose regressions give TRUE without error: the covariances of the system itself."""
    names = ["quality", *EQUATIONS]
    coefficients = np.zeros((4, 4))
    for (origin, target), value in TRUE.items():
        coefficients[names.index(target), names.index(origin)] = value
    reduced = np.linalg.inv(np.eye(4) - coefficients)
    return sample_with(reduced @ np.diag([1.0, 0.5, 0.5, 0.5]) @ reduced.T, names)


def test_effects_of_exact_covariances_are_those_worked_by_hand(sample_with):
    fit = path_model(exact(sample_with), EQUATIONS, n_boot=100)
    assert fit.effect("quality", "loyalty", "direct").estimate == pytest.approx(0.1, abs=1e-12)
    assert fit.effect("quality", "loyalty", "indirect").estimate == pytest.approx(0.2, abs=1e-12)
    assert fit.effect("quality", "loyalty").estimate == pytest.approx(0.3, abs=1e-12)
    assert fit.effect("trust", "loyalty").estimate == pytest.approx(0.24, abs=1e-12)
    assert fit.r_squared["trust"] == pytest.approx(0.25 / 0.75, abs=1e-12)
    assert repr(fit).startswith("PathModel of 5 paths, n 200; R²: trust 0.33, commitment")


def test_paths_are_the_regressions_with_their_errors():
    rows = simulate(300, 1)
    fit = path_model(rows, EQUATIONS, n_boot=100)
    table = fit_linear(rows, "commitment", ["trust", "quality"]).to_frame()
    paths = fit.paths[fit.paths["target"] == "commitment"].set_index("origin")
    for column in ("standard_error", "t", "p", "low", "high", "standardised"):
        assert paths[column].to_numpy() == pytest.approx(table.loc[["trust", "quality"], column].to_numpy())
    assert paths["estimate"].to_numpy() == pytest.approx(
        table.loc[["trust", "quality"], "coefficient"].to_numpy()
    )


def test_standardised_effects_do_not_depend_on_units():
    rows = simulate(300, 2)
    one, other = (
        path_model(frame, EQUATIONS, n_boot=100).to_frame() for frame in (rows, rows * [10, 0.5, 3, 100])
    )
    assert one["standardised"].to_numpy() == pytest.approx(other["standardised"].to_numpy())
    direct = one[one["kind"].eq("direct") & one["origin"].eq("quality") & one["target"].eq("trust")].iloc[0]
    assert direct["standardised"] == pytest.approx(rows["quality"].corr(rows["trust"]))


@given(values=st.lists(st.floats(-2, 2), min_size=6, max_size=6))
def test_total_effects_are_the_sum_over_all_ways(values):
    a, b, c, d, e, f = values
    coefficients = np.zeros((4, 4))
    coefficients[1, 0], coefficients[2, [0, 1]], coefficients[3, [0, 1, 2]] = a, [b, c], [d, e, f]
    total = total_effects(coefficients)
    assert total[3, 0] == pytest.approx(d + a * e + b * f + a * c * f, abs=1e-9)
    assert total[2, 0] == pytest.approx(b + a * c, abs=1e-9)


@given(seed=st.integers(0, 10_000))
def test_covariances_give_the_coefficients_of_the_rows(seed):
    rows = pd.DataFrame(np.random.default_rng(seed).normal(size=(30, 3)), columns=list("abc"))
    system = RecursiveSystem.of({"c": ["a", "b"]})
    got = path_coefficients(system, rows[list(system.names)].cov().to_numpy())[2, :2]
    design = np.column_stack([np.ones(30), rows[["a", "b"]]])
    assert got == pytest.approx(np.linalg.lstsq(design, rows["c"], rcond=None)[0][1:], abs=1e-9)


def test_moments_of_resamples_are_those_of_the_rows_drawn():
    rows = simulate(40, 3) + 1e4  # a large mean must not drown the variance
    products = CrossProducts.of(rows)
    drawn = np.random.default_rng(5).integers(40, size=(7, 40))
    got = products.resample(lambda m: m.covariances.reshape(len(m.n), -1), 7, np.random.default_rng(5))
    expected = [np.cov(rows.to_numpy()[chosen].T, ddof=0).ravel() for chosen in drawn]
    assert got == pytest.approx(np.array(expected), abs=1e-9)
    means = products.leave_out(lambda m: m.means)
    assert means[3] == pytest.approx(rows.drop(index=3).mean().to_numpy())


def test_batches_do_not_change_what_is_drawn(monkeypatch):
    products, calls = CrossProducts.of(simulate(50, 4)), []
    whole = products.resample(lambda m: m.means, 30, np.random.default_rng(1))
    monkeypatch.setattr("cvm_lessons.measurement._cross_products.WEIGHTS_AT_ONCE", 50 * 8)
    parts = products.resample(
        lambda m: m.means, 30, np.random.default_rng(1), lambda *done: calls.append(done)
    )
    assert (whole == parts).all()
    assert calls == [(8, 30), (16, 30), (24, 30), (30, 30)]


def test_bca_ends_agree_with_scipy():
    values = np.random.default_rng(6).exponential(size=60)
    result = stats.bootstrap(
        (values,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(1), vectorized=True
    )
    left_out = np.array([[np.delete(values, place).mean()] for place in range(60)])
    draws = result.bootstrap_distribution[:, None]
    low, high = bca_ends(np.array([values.mean()]), draws, left_out, 0.95)
    assert (low[0], high[0]) == pytest.approx(tuple(result.confidence_interval), rel=1e-9)


def test_bootstrap_errors_of_a_slope_are_near_those_of_theory():
    rows = simulate(400, 7)
    fit = path_model(rows, EQUATIONS, n_boot=2000)
    direct = fit.effects[fit.effects["kind"] == "direct"].set_index(["origin", "target"])["standard_error"]
    for row in fit.paths.itertuples():
        assert direct[row.origin, row.target] == pytest.approx(row.standard_error, rel=0.12)


def test_doubled_rows_add_nothing_when_customers_are_resampled():
    rows = simulate(150, 8).assign(customer_id=range(150))
    doubled = pd.concat([rows, rows], ignore_index=True)
    once = path_model(rows, EQUATIONS).effect("quality", "loyalty")
    twice = path_model(doubled, EQUATIONS, cluster="customer_id").effect("quality", "loyalty")
    assert twice.n == 150
    assert twice.high - twice.low == pytest.approx(once.high - once.low, rel=1e-6)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_hold_the_truth(method):
    fits = [path_model(simulate(300, seed), EQUATIONS, method=method, n_boot=300) for seed in range(8)]
    assert sum(fit.effect("quality", "loyalty", "indirect").covers(0.2) for fit in fits) >= 7


@pytest.mark.long
@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_hold_the_truth_as_often_as_they_claim(method):
    fits = [path_model(simulate(300, seed), EQUATIONS, method=method, n_boot=1000) for seed in range(40)]
    assert sum(fit.effect("quality", "loyalty", "indirect").covers(0.2) for fit in fits) >= 34


@pytest.mark.parametrize(
    ("equations", "message"),
    [
        ({}, "equations is empty"),
        ({"trust": []}, r"equations\['trust'\] is empty"),
        ({"trust": "quality"}, r"equations\['trust'\]='quality' is one name: write \['quality'\]"),
        ({"trust": ["trust"]}, "names 'trust' itself"),
        ({"trust": ["quality", "quality"]}, "names 'quality' twice"),
        (
            {"trust": ["loyalty"], "commitment": ["trust"], "loyalty": ["commitment"]},
            "the paths go in a circle: loyalty → trust → commitment → loyalty",
        ),
    ],
)
def test_bad_equations_are_named(equations, message):
    with pytest.raises(ParameterError, match=message):
        path_model(simulate(50, 0), equations)


def test_bad_rows_are_named():
    rows = simulate(60, 0)
    with pytest.raises(DataError, match=r"column 'trsut' is missing. Did you mean 'trust'\?"):
        path_model(rows, {"loyalty": ["trsut"]})
    with pytest.raises(DataError, match="column 'trust', row 3: nan is not a value"):
        path_model(rows.assign(trust=rows["trust"].where(rows.index != 3)), EQUATIONS)
    with pytest.raises(DataError, match="column 'twin' is an exact linear combination of 'trust'"):
        path_model(rows.assign(twin=2 * rows["trust"]), {"loyalty": ["trust", "twin"]})
    rare = rows.assign(rare=(rows.index == 0).astype(float))
    with pytest.raises(DataError, match="column 'rare' does not vary in a resample: there are too few rows"):
        path_model(rare, {"loyalty": ["trust", "rare"]})


def test_bad_arguments_are_named():
    rows = simulate(60, 0)
    with pytest.raises(ParameterError, match="method 'bcs' is not known|method='bcs'"):
        path_model(rows, EQUATIONS, method="bcs")
    with pytest.raises(ParameterError, match="n_boot=50 is not a whole number from 100 up"):
        path_model(rows, EQUATIONS, n_boot=50)
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        path_model(rows, EQUATIONS, level=95)
    fit = path_model(rows, EQUATIONS, n_boot=100)
    with pytest.raises(
        ParameterError, match="no path leads from 'loyalty' to 'trust'; linked are quality → trust"
    ):
        fit.effect("loyalty", "trust")
    with pytest.raises(ParameterError, match="kind"):
        fit.effect("quality", "trust", "totl")
