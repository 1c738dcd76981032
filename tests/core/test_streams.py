"""Random streams: the same for the same names, and independent of every other."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import ParameterError, as_generator, stream


def test_a_stream_is_fixed_by_seed_and_names():
    # Printed once: a change here would change every table of the world.
    assert stream(20160, "surveys", "importance").integers(1000, size=4).tolist() == [887, 177, 570, 268]


@given(st.integers(0, 2**32), st.text(min_size=1), st.text(min_size=1))
def test_other_names_give_other_numbers(seed, one, other):
    same = np.array_equal(stream(seed, one).random(4), stream(seed, other).random(4))
    assert same == (one == other)


@pytest.mark.parametrize("bad", [-1, 1.5, "7", None, True])
def test_a_seed_that_is_no_whole_number_is_refused(bad):
    with pytest.raises(ParameterError, match="seed=.* is not a whole number from 0 up"):
        stream(bad, "surveys")
    with pytest.raises(ParameterError, match="is neither a numpy Generator nor a whole number"):
        as_generator(bad)


def test_a_generator_is_passed_through():
    rng = np.random.default_rng(1)
    assert as_generator(rng) is rng
