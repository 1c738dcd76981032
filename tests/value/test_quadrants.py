import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.value import driver_quadrants

DRIVERS = pd.DataFrame(
    {"performance": [6.0, 8.0, 6.5, 7.5], "derived_share": [0.4, 0.3, 0.1, 0.2], "stated": [7, 8, 9, 9.5]},
    index=["sales", "visitors", "price", "service"],
)


def test_quadrants_by_hand():
    # Means: performance 7.0, share 0.25.
    table = driver_quadrants(DRIVERS)
    assert table["quadrant"].to_dict() == {
        "sales": "improve first",
        "visitors": "keep up",
        "price": "leave",
        "service": "more than enough",
    }
    assert (table["performance_cut"] == 7).all()
    assert table["importance_cut"].tolist() == pytest.approx([0.25] * 4)


def test_another_measure_of_importance_gives_another_list():
    assert driver_quadrants(DRIVERS, importance="stated").loc["price", "quadrant"] == "improve first"


def test_a_missing_column_is_named():
    with pytest.raises(DataError, match=r"column 'derived' is missing. Did you mean 'derived_share'\?"):
        driver_quadrants(DRIVERS, importance="derived")
