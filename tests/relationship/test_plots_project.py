"""The figure of one measure of several shows."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship import plot_shows

SHARES = pd.DataFrame(
    {"value": [0.4, 0.6, 0.5], "low": [0.3, 0.55, 0.45], "high": [0.52, 0.65, 0.55]},
    index=["food", "home", "medical"],
)


def test_the_title_counts_the_others_inside_the_own_interval() -> None:
    ax = plot_shows(SHARES, own="food")
    assert ax.get_title(loc="left") + ax.get_title() == "1 of the 2 others lie within the interval of food"


def test_the_largest_share_stands_on_top() -> None:
    ax = plot_shows(SHARES, own="food")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["home", "medical", "food"]


def test_a_show_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"own='foods' is no show.*food"):
        plot_shows(SHARES, own="foods")


def test_a_value_that_is_no_share_is_named() -> None:
    with pytest.raises(DataError, match="high"):
        plot_shows(SHARES.assign(high=[0.5, 1.4, 0.6]), own="food")
