import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import bootstrap_covariances


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    rng = np.random.default_rng(8)
    frame = pd.DataFrame(rng.normal(size=(60, 3)), columns=["trust", "joy", "voice"])
    frame["joy"] += frame["trust"]
    return frame.assign(customer_id=np.repeat(range(20), 3))


def test_a_resample_of_rows_has_the_covariances_of_the_rows_drawn(answers):
    draws = bootstrap_covariances(answers, ["trust", "joy"], n_boot=100, rng=3)
    rows = np.random.default_rng(3).integers(60, size=(100, 60))
    for at in (0, 1, 99):
        numbers = answers[["trust", "joy"]].to_numpy()[rows[at]]
        assert draws[at] == pytest.approx(np.cov(numbers.T, ddof=0))


def test_a_resample_of_customers_holds_all_their_rows(answers):
    draws = bootstrap_covariances(answers, ["joy", "voice"], n_boot=100, rng=3, cluster="customer_id")
    chosen = np.random.default_rng(3).integers(20, size=(100, 20))[7]
    parts = [answers.loc[answers["customer_id"] == customer, ["joy", "voice"]] for customer in chosen]
    assert draws[7] == pytest.approx(np.cov(pd.concat(parts).to_numpy().T, ddof=0))


def test_a_generator_goes_on_where_it_was(answers):
    rng = np.random.default_rng(3)
    first, second = (bootstrap_covariances(answers, ["trust"], n_boot=100, rng=rng) for _ in range(2))
    assert not np.allclose(first, second)
    assert np.array_equal(first, bootstrap_covariances(answers, ["trust"], n_boot=100, rng=3))


def test_bad_input_is_named(answers):
    with pytest.raises(ParameterError, match="n_boot=99 is not a whole number from 100 up"):
        bootstrap_covariances(answers, ["trust"], n_boot=99)
    with pytest.raises(DataError, match="column 'hope' is missing"):
        bootstrap_covariances(answers, ["trust", "hope"])
    with pytest.raises(DataError, match="two or more values in column 'one', not 1"):
        bootstrap_covariances(answers.assign(one=1), ["trust"], cluster="one")
    with pytest.raises(DataError, match="column 'flat' does not vary"):
        bootstrap_covariances(answers.assign(flat=2.0), ["trust", "flat"])
