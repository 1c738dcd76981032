import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import PartialLeastSquaresPathModel, bootstrap_pls, compare_pls_groups

PATHS = {"SAT": ["QUAL"], "LOY": ["SAT", "QUAL"]}
BLOCKS = {name: [f"{name[0].lower()}{i}" for i in range(1, 5)] for name in ("QUAL", "SAT", "LOY")}


def simulate(n: int, seed: int, slope: float = 0.6, noise: float = 0.6) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    quality = rng.normal(size=n)
    satisfaction = slope * quality + 0.8 * rng.normal(size=n)
    loyalty = 0.5 * satisfaction + 0.1 * quality + 0.8 * rng.normal(size=n)
    scores = {"q": quality, "s": satisfaction, "l": loyalty}
    items = {
        f"{key}{i}": 6 + score + noise * rng.normal(size=n)
        for key, score in scores.items()
        for i in range(1, 5)
    }
    return pd.DataFrame(items).clip(1, 10)


def model(**options) -> PartialLeastSquaresPathModel:
    return PartialLeastSquaresPathModel(PATHS, BLOCKS, **options)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"scheme": "path", "scaled": False},
        {"scheme": "factorial", "modes": {"QUAL": "B"}},
    ],
)
def test_each_resample_is_what_the_model_fitted_to_its_rows_gives(options):
    rows = simulate(120, 1)
    scale = None if "modes" in options else (1, 10)  # a formative item may have a negative weight
    result = bootstrap_pls(model(**options), rows, n_boot=100, rng=3, scale=scale)
    chosen = np.random.default_rng(3).integers(120, size=(100, 120))
    for number in (0, 57, 99):
        refit = model(**options).fit(rows.iloc[chosen[number]])
        draw = result.table.assign(draw=result.draws.iloc[number].to_numpy()).set_index("quantity")["draw"]
        assert draw["path"].to_numpy() == pytest.approx(refit.paths_["estimate"].to_numpy(), abs=1e-9)
        assert draw["total_effect"].to_numpy() == pytest.approx(refit.effects_["total"].to_numpy(), abs=1e-9)
        assert draw["weight"].to_numpy() == pytest.approx(refit.outer_model_["weight"].to_numpy(), abs=1e-9)
        assert draw["loading"].to_numpy() == pytest.approx(refit.outer_model_["loading"].to_numpy(), abs=1e-9)
        assert draw["r_squared"].to_numpy() == pytest.approx(refit.r_squared_.to_numpy(), abs=1e-9)
        if scale is not None:
            assert draw["index"].to_numpy() == pytest.approx(refit.index().to_numpy(), abs=1e-9)


def test_the_table_holds_the_estimates_of_the_fit_and_their_intervals():
    rows = simulate(200, 2)
    fitted = model().fit(rows)
    result = bootstrap_pls(fitted, rows, n_boot=300, scale=(1, 10))
    path = result.interval("path", "LOY", "SAT")
    assert path.estimate == pytest.approx(
        fitted.paths_.set_index(["origin", "target"]).loc[("SAT", "LOY"), "estimate"]
    )
    assert result.interval("index", "SAT").estimate == pytest.approx(fitted.index()["SAT"])
    assert result.interval("loading", "SAT", "s1").low < fitted.outer_model_.loc["s1", "loading"]
    assert repr(result) == "PlsBootstrap of 35 estimates: 300 resamples, n 200"
    table = result.to_frame()
    assert (table["low"] <= table["estimate"]).all()
    assert (table["estimate"] <= table["high"]).all()
    assert len(result.of("index")) == 3


def test_the_error_of_an_index_is_near_that_of_a_mean():
    rows = simulate(400, 3)
    result = bootstrap_pls(model(), rows, n_boot=1000, scale=(1, 10)).of("index").set_index("target")
    scores = model().fit(rows).index_scores(rows)
    for construct in scores:
        expected = scores[construct].std() / np.sqrt(400)
        assert result.loc[construct, "standard_error"] == pytest.approx(expected, rel=0.1)


def test_a_construct_keeps_its_sign_in_all_resamples():
    # Quality hardly matters here, so that the sign of its correlations changes from resample to resample.
    rows = simulate(100, 4, slope=0.0)
    draws = bootstrap_pls(model(scheme="factorial"), rows, n_boot=300)
    loadings = draws.draws.loc[:, (draws.table["quantity"] == "loading").to_numpy()]
    assert (loadings.mean() > 0).all()


def test_doubled_rows_add_nothing_when_customers_are_resampled():
    rows = simulate(120, 5).assign(customer_id=range(120))
    doubled = pd.concat([rows, rows], ignore_index=True)
    once = bootstrap_pls(model(), rows, n_boot=200).interval("path", "SAT", "QUAL")
    twice = bootstrap_pls(model(), doubled, n_boot=200, cluster="customer_id").interval("path", "SAT", "QUAL")
    assert twice.n == 120
    assert (twice.low, twice.high) == pytest.approx((once.low, once.high), abs=1e-9)


@pytest.mark.long
def test_intervals_hold_the_path_between_scores_as_often_as_they_claim():
    # PLS estimates the path between weighted sums of items: its value in a very large sample.
    truth = (
        model()
        .fit(simulate(200_000, 999))
        .paths_.set_index(["origin", "target"])
        .loc[("QUAL", "SAT"), "estimate"]
    )
    results = [bootstrap_pls(model(), simulate(250, seed), n_boot=500) for seed in range(40)]
    assert sum(result.interval("path", "SAT", "QUAL").covers(truth) for result in results) >= 34


def two_groups(n: int, seed: int, slopes: tuple[float, float]) -> pd.DataFrame:
    parts = [
        simulate(n, seed * 2 + side, slope).assign(role=name)
        for side, (slope, name) in enumerate(zip(slopes, ("new", "old"), strict=True))
    ]
    return pd.concat(parts, ignore_index=True).sample(frac=1, random_state=seed)


@pytest.mark.parametrize("method", ["permutation", "bootstrap"])
def test_each_group_has_the_paths_of_its_own_fit(method):
    rows = two_groups(150, 1, (0.2, 0.9))
    table = compare_pls_groups(model(), rows, "role", method=method, n_draws=200)
    for name in ("new", "old"):
        alone = model().fit(rows[rows["role"] == name])
        paths = table[table["quantity"] == "path"]
        assert paths[name].to_numpy() == pytest.approx(alone.paths_["estimate"].to_numpy(), abs=1e-9)
    assert table["difference"].to_numpy() == pytest.approx((table["old"] - table["new"]).to_numpy())
    row = table.set_index(["quantity", "origin", "target"]).loc[("path", "QUAL", "SAT")]
    assert row["p"] < 0.01 if method == "permutation" else row["low"] > 0


def test_equal_groups_are_seldom_told_apart():
    told = [
        compare_pls_groups(model(), two_groups(100, seed, (0.5, 0.5)), "role", n_draws=200).loc[0, "p"] < 0.05
        for seed in range(12)
    ]
    assert sum(told) <= 2


@pytest.mark.long
@pytest.mark.parametrize("method", ["permutation", "bootstrap"])
def test_equal_groups_are_told_apart_as_rarely_as_claimed(method):
    told = 0
    for seed in range(40):
        rows = two_groups(120, seed + 100, (0.5, 0.5))
        row = compare_pls_groups(model(), rows, "role", method=method, n_draws=300).iloc[0]
        told += row["p"] < 0.05 if method == "permutation" else not row["low"] <= 0 <= row["high"]
    assert told <= 7  # both methods reject in about 7 of 100 over 400 seeds


def test_permuted_groups_keep_their_sizes_and_rows():
    rows = two_groups(60, 3, (0.5, 0.5)).iloc[:100]
    table = compare_pls_groups(model(), rows, "role", n_draws=100)
    assert table["p"].between(1 / 101, 1).all()


def test_progress_is_told_after_each_batch():
    calls: list[tuple[int, int]] = []
    bootstrap_pls(model(), simulate(60, 0), n_boot=150, progress=lambda *done: calls.append(done))
    compare_pls_groups(
        model(), two_groups(60, 0, (0.5, 0.5)), "role", n_draws=120, progress=lambda *d: calls.append(d)
    )
    assert calls[0] == (150, 150)
    assert calls[-1] == (120, 120)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_boot": 20}, "n_boot=20 is not a whole number from 100 up"),
        ({"level": 95}, "level=95 is not a share"),
        ({"scale": (5, 5)}, r"scale=\(5, 5\) does not rise"),
        ({"rng": "seed"}, "rng='seed' is neither"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        bootstrap_pls(model(), simulate(60, 0), **arguments)


def test_bad_rows_and_questions_are_named():
    rows = simulate(60, 0)
    with pytest.raises(DataError, match="column 's1' is missing"):
        bootstrap_pls(model(), rows.drop(columns="s1"))
    with pytest.raises(DataError, match="column 's1' does not vary in a resample"):
        bootstrap_pls(model(), rows.assign(s1=(rows.index == 0) * 1.0))
    weak = PartialLeastSquaresPathModel({"SAT": ["QUAL"]}, BLOCKS | {"LOY": []}, max_iter=2)
    with pytest.raises(ParameterError, match="LOY"):
        bootstrap_pls(weak, rows)
    with pytest.raises(DataError, match="did not settle in 3 steps in .* of 100 resamples: raise max_iter"):
        bootstrap_pls(model(max_iter=3, tolerance=1e-5, scheme="path"), simulate(30, 8), n_boot=100)
    result = bootstrap_pls(model(), rows, n_boot=100)
    with pytest.raises(ParameterError, match="index"):
        result.of("index")
    with pytest.raises(ParameterError, match="no path from 'LOY' to 'SAT'; there are QUAL → SAT"):
        result.interval("path", "SAT", "LOY")


def test_bad_groups_are_named():
    rows = two_groups(60, 0, (0.5, 0.5))
    with pytest.raises(DataError, match="column 'role' holds 1 values: a comparison needs two"):
        compare_pls_groups(model(), rows[rows["role"] == "new"], "role")
    with pytest.raises(ParameterError, match="permutation"):
        compare_pls_groups(model(), rows, "role", method="permute")
    with pytest.raises(ParameterError, match="n_draws=5 is not a whole number from 100 up"):
        compare_pls_groups(model(), rows, "role", n_draws=5)
