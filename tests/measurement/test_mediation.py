import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import compare_mediation, fit_linear, mediate, mediate_in_series, path_model

# Covariances of X, M and Y (n = 100) in the example of pingouin's mediation_analysis.
EXAMPLE = [
    [3.0403030303030323, 1.7056565656565656, 1.2043434343434352],
    [1.7056565656565656, 3.616565656565655, 2.3658585858585863],
    [1.2043434343434352, 2.3658585858585863, 4.158686868686868],
]


def simulate(n: int, seed: int, a: float = 0.5, b: float = 0.4, direct: float = 0.1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame({"trust": rng.normal(size=n), "age": rng.normal(size=n)})
    rows["commitment"] = a * rows["trust"] + 0.3 * rows["age"] + rng.normal(size=n)
    rows["habit"] = 0.3 * rows["trust"] + 0.2 * rows["commitment"] + rng.normal(size=n)
    means = b * rows["commitment"] + 0.2 * rows["habit"] + direct * rows["trust"] + 0.3 * rows["age"]
    rows["loyalty"] = means + rng.normal(size=n)
    return rows


@pytest.fixture
def example(sample_with) -> pd.DataFrame:
    return sample_with(np.array(EXAMPLE) * 99 / 100, ["X", "M", "Y"], n=100)


def test_effects_agree_with_pingouin(example):
    split = mediate(example, "X", "M", "Y", n_boot=500)
    paths = split.paths["estimate"]
    assert paths["a"] == pytest.approx(0.56102, abs=5e-6)
    assert (split.total, split.direct) == pytest.approx((0.39613, 0.0396), abs=5e-6)
    assert split.interval().estimate == pytest.approx(0.35652, abs=5e-6)
    # What pingouin prints as Y ~ M leaves X out; b of the indirect effect does not.
    assert fit_linear(example, "Y", ["M"]).coefficients["M"] == pytest.approx(0.65417, abs=5e-6)
    assert paths["a"] * paths["b"] == pytest.approx(0.35652, abs=5e-6)


def test_sobel_by_hand(example):
    table = mediate(example, "X", "M", "Y", n_boot=100)
    (a, a_error), (b, b_error) = table.paths.loc[["a", "b"], ["estimate", "standard_error"]].to_numpy()
    row = table.indirect.loc["M"]
    assert row["sobel_error"] == pytest.approx(np.sqrt(a**2 * b_error**2 + b**2 * a_error**2))
    assert row["sobel_z"] == pytest.approx(4.3279, abs=5e-5)
    assert table.share_mediated == pytest.approx(0.35652 / 0.39613, abs=2e-5)


def test_the_report_shows_both_intervals_and_what_runs_where(example):
    split = mediate(example, "X", "M", "Y", n_boot=500)
    assert repr(split).startswith("Mediation X → M → Y: indirect 0.36 [")
    assert repr(split).endswith("direct 0.04, total 0.40, n 100")
    assert list(split.to_frame().index) == ["total", "direct", "indirect: M"]
    row = split.indirect.loc["M"]
    percentile = split.interval("M", method="percentile")
    assert (percentile.low, percentile.high) == (row["low"], row["high"])
    assert (split.interval().low, split.interval().high) == (row["bca_low"], row["bca_high"])
    assert split.draws["M"].std() == pytest.approx(row["standard_error"])
    assert list(split.paths.index) == ["a", "b", "c", "c'"]


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_direct_and_indirect_effects_add_up_to_the_total(seed):
    rows = simulate(60, seed)
    parallel = mediate(rows, "trust", ["commitment", "habit"], "loyalty", covariates=["age"], n_boot=100)
    series = mediate_in_series(
        rows, "trust", ["commitment", "habit"], "loyalty", covariates=["age"], n_boot=100
    )
    for split in (parallel, series):
        assert split.direct + split.indirect.loc["all", "estimate"] == pytest.approx(split.total, abs=1e-9)
        ways = split.indirect["estimate"].drop("all")
        assert ways.sum() == pytest.approx(split.indirect.loc["all", "estimate"], abs=1e-9)
    # The direct effect does not depend on how the mediators stand to each other.
    assert parallel.direct == pytest.approx(series.direct, abs=1e-9)


def test_a_series_worked_by_hand(sample_with):
    # x → m1 0.5, x → m2 0.2, m1 → m2 0.6, m1 → y 0.3, m2 → y 0.4, x → y 0.1
    names = ["x", "m1", "m2", "y"]
    arrows = np.zeros((4, 4))
    arrows[1, 0], arrows[2, :2], arrows[3, :3] = 0.5, [0.2, 0.6], [0.1, 0.3, 0.4]
    reduced = np.linalg.inv(np.eye(4) - arrows)
    split = mediate_in_series(sample_with(reduced @ reduced.T, names), "x", ["m1", "m2"], "y", n_boot=100)
    expected = {"m1": 0.15, "m2": 0.08, "m1 → m2": 0.12, "all": 0.35}
    assert split.indirect["estimate"].to_dict() == pytest.approx(expected, abs=1e-12)
    assert (split.total, split.direct) == pytest.approx((0.45, 0.1), abs=1e-12)
    assert list(split.paths.index) == ["a", "a", "d", "b", "b", "c", "c'"]
    assert split.indirect["sobel_z"].isna().tolist() == [False, False, True, True]
    assert repr(split).startswith("SerialMediation x → m1 → m2 → y: indirect 0.35")


def test_three_mediators_in_series_have_seven_ways():
    split = mediate_in_series(
        simulate(100, 1), "trust", ["age", "commitment", "habit"], "loyalty", n_boot=100
    )
    assert len(split.indirect) == 8
    assert split.interval("age → commitment → habit").n == 100


def test_path_model_says_the_same_as_mediation():
    rows = simulate(200, 2)
    split = mediate(rows, "trust", "commitment", "loyalty", n_boot=300, rng=4)
    fit = path_model(
        rows, {"commitment": ["trust"], "loyalty": ["trust", "commitment"]}, n_boot=300, rng=4, method="bca"
    )
    one, other = split.interval(), fit.effect("trust", "loyalty", "indirect")
    assert (one.low, one.high, one.estimate) == pytest.approx((other.low, other.high, other.estimate))


def test_the_bootstrap_is_that_of_refitted_rows():
    rows = simulate(80, 3)
    draws = mediate(rows, "trust", "commitment", "loyalty", covariates=["age"], n_boot=100, rng=9).draws[
        "commitment"
    ]
    chosen = np.random.default_rng(9).integers(80, size=(100, 80))[41]
    sample = rows.iloc[chosen].reset_index(drop=True)
    a = fit_linear(sample, "commitment", ["trust", "age"]).coefficients["trust"]
    b = fit_linear(sample, "loyalty", ["trust", "commitment", "age"]).coefficients["commitment"]
    assert draws[41] == pytest.approx(a * b)


def test_doubled_rows_add_nothing_when_customers_are_resampled():
    rows = simulate(100, 4).assign(customer_id=range(100))
    doubled = pd.concat([rows, rows], ignore_index=True)
    once = mediate(rows, "trust", "commitment", "loyalty", n_boot=500).interval()
    twice = mediate(doubled, "trust", "commitment", "loyalty", n_boot=500, cluster="customer_id").interval()
    assert twice.n == 100
    assert twice.high - twice.low == pytest.approx(once.high - once.low, rel=1e-6)


def test_known_effects_are_recovered():
    covered = 0
    for seed in range(8):
        split = mediate(simulate(300, seed), "trust", "commitment", "loyalty", covariates=["age"], n_boot=500)
        covered += split.interval().covers(0.5 * (0.4 + 0.2 * 0.2))
    assert covered >= 6  # 94 of 100 over 400 seeds


@pytest.mark.long
@pytest.mark.parametrize("method", ["bca", "percentile"])
def test_known_effects_are_covered_as_often_as_claimed(method):
    truth, covered = 0.5 * (0.4 + 0.2 * 0.2), 0
    for seed in range(40):
        split = mediate(
            simulate(200, seed), "trust", "commitment", "loyalty", covariates=["age"], n_boot=1000
        )
        covered += split.interval(method=method).covers(truth)
    assert covered >= 34


def test_groups_are_estimated_apart_and_compared():
    new, old = simulate(200, 5, a=0.0), simulate(260, 6, a=0.9)
    rows = pd.concat([new.assign(role="new"), old.assign(role="old")], ignore_index=True)
    result = compare_mediation(rows, "trust", "commitment", "loyalty", "role", n_boot=500)
    table = result.to_frame()
    for name, part, side in (("new", new, "first"), ("old", old, "second")):
        split = mediate(part, "trust", "commitment", "loyalty", n_boot=100)
        expected = [split.direct, split.total, split.interval().estimate]
        assert table[side].to_numpy() == pytest.approx(expected), name
    assert result.sizes == (200, 260)
    difference = result.difference("indirect: commitment")
    assert difference.estimate == pytest.approx(table["second"].iloc[-1] - table["first"].iloc[-1])
    assert difference.low > 0
    assert repr(result).startswith("indirect: commitment: new ")


def test_groups_that_do_not_differ_are_seldom_told_apart():
    told = 0
    for seed in range(10):
        rows = simulate(200, seed).assign(role=np.arange(200) % 2)
        result = compare_mediation(rows, "trust", ["commitment", "habit"], "loyalty", "role", n_boot=300)
        told += not result.difference("indirect: all").covers(0)
    assert told <= 2


def test_a_series_can_be_compared_between_groups():
    rows = simulate(200, 7).assign(role=np.arange(200) % 2)
    m = ["commitment", "habit"]
    result = compare_mediation(rows, "trust", m, "loyalty", "role", serial=True, n_boot=100)
    assert list(result.table.index[2:]) == [
        "indirect: commitment", "indirect: habit", "indirect: commitment → habit", "indirect: all",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"m": "trust"}, "'trust' plays two parts"),
        ({"m": []}, "m is empty"),
        ({"covariates": "age"}, r"covariates='age' is one name: write \['age'\]"),
        ({"covariates": ["loyalty"]}, "'loyalty' plays two parts"),
        ({"n_boot": 10}, "n_boot=10 is not a whole number from 100 up"),
        ({"level": 95}, "level=95 is not a share"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    usual = {"x": "trust", "m": "commitment", "y": "loyalty"} | arguments
    with pytest.raises(ParameterError, match=message):
        mediate(simulate(50, 0), **usual)
    with pytest.raises(ParameterError, match=message):
        compare_mediation(simulate(50, 0).assign(role=0), **usual, group="role")


@pytest.mark.parametrize("m", ["commitment", ["commitment"]])
def test_a_series_needs_two_mediators(m):
    with pytest.raises(ParameterError, match="is no series: name two or more mediators"):
        mediate_in_series(simulate(50, 0), "trust", m, "loyalty")


def test_bad_rows_and_groups_are_named():
    rows = simulate(50, 0)
    with pytest.raises(DataError, match=r"column 'comitment' is missing. Did you mean 'commitment'\?"):
        mediate(rows, "trust", "comitment", "loyalty")
    with pytest.raises(DataError, match="column 'habit', row 2: nan is not a value"):
        mediate(rows.assign(habit=rows["habit"].where(rows.index != 2)), "trust", "habit", "loyalty")
    with pytest.raises(DataError, match="column 'role' holds 3 values: a comparison needs two"):
        compare_mediation(rows.assign(role=rows.index % 3), "trust", "habit", "loyalty", "role")
    with pytest.raises(DataError, match="group 1 has 2 rows: 5 or more are needed"):
        compare_mediation(rows.assign(role=(rows.index < 2) * 1), "trust", "habit", "loyalty", "role")
    with pytest.raises(ParameterError, match="'trust' plays two parts: the group"):
        compare_mediation(rows, "trust", "habit", "loyalty", "trust")


def test_unknown_ways_and_effects_are_named():
    rows = simulate(100, 0)
    split = mediate(rows, "trust", "commitment", "loyalty", n_boot=100)
    with pytest.raises(ParameterError, match="commitment"):
        split.interval("comitment")
    with pytest.raises(ParameterError, match="bca"):
        split.interval(method="bcs")
    result = compare_mediation(
        rows.assign(role=rows.index % 2), "trust", "commitment", "loyalty", "role", n_boot=100
    )
    with pytest.raises(ParameterError, match="direct"):
        result.difference("drect")
