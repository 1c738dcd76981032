"""The truth, for a lesson that has estimated."""

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.datasets import truth


def test_a_parameter_has_value_unit_and_source():
    slope = truth("value")["rebooking"]
    assert slope["value"] == {"intercept": -3.4, "slope": 0.55}
    assert set(slope) == {"value", "unit", "source"}


def test_changing_what_one_got_changes_nothing_else():
    truth("value")["rebooking"]["value"]["slope"] = 9
    assert truth("value")["rebooking"]["value"]["slope"] == 0.55


def test_an_unknown_area_is_answered_with_the_nearest():
    with pytest.raises(ParameterError, match="truth has no area 'valeu'. Did you mean 'value'?"):
        truth("valeu")
