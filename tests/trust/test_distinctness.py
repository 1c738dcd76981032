import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.trust import one_or_two

TRUST, SATISFACTION = ["a", "b", "c"], ["d", "e", "f"]


def items(correlation: float, n: int = 1500, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    two = rng.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], size=n)
    return pd.DataFrame(
        np.repeat(two, 3, axis=1) + rng.normal(scale=0.7, size=(n, 6)), columns=list("abcdef")
    )


def test_two_things_that_go_together_are_told_apart():
    both = one_or_two(items(0.65), TRUST, SATISFACTION)
    assert both.correlation.covers(0.65)
    assert both.distinct()
    assert both.fornell_larcker
    assert both.p < 1e-6
    assert both.cfi_two > 0.99 > both.cfi_one
    assert both.ave_first == pytest.approx(1 / 1.49, abs=0.03)  # variance 1 of the factor, 0.49 of the error


def test_one_thing_asked_twice_is_not_distinct():
    both = one_or_two(items(0.98), TRUST, SATISFACTION)
    assert not both.distinct()
    assert not both.fornell_larcker


def test_significance_alone_does_not_make_two_things():
    both = one_or_two(items(0.9, n=6000), TRUST, SATISFACTION)
    assert both.p < 1e-6
    assert not both.distinct(0.85)


def test_the_result_reads_and_tabulates():
    both = one_or_two(items(0.65), TRUST, SATISFACTION)
    assert repr(both).startswith("correlation 0.6")
    assert both.to_frame().loc[0, ["correlation", "n"]].tolist() == [both.correlation.estimate, 1500]


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match=r"first=\['a'\] has one item"):
        one_or_two(items(0.5), ["a"], SATISFACTION)
    with pytest.raises(ParameterError, match="'c' stands in both scales"):
        one_or_two(items(0.5), TRUST, ["c", "d"])
    with pytest.raises(ParameterError, match="second='d' is one name"):
        one_or_two(items(0.5), TRUST, "d")
    with pytest.raises(DataError, match="column 'z' is missing"):
        one_or_two(items(0.5), TRUST, ["d", "z"])
    with pytest.raises(ParameterError, match="limit=2 is not a number from 0 to 1"):
        one_or_two(items(0.5), TRUST, SATISFACTION).distinct(2)
