"""A panel of customers over periods: checked and sorted, its stages in their order."""

from __future__ import annotations

import pandas as pd

from cvm_lessons.core import DataError, filled_column

__all__ = ["own_labels", "sorted_panel", "stage_order"]


def own_labels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with a label of its own for each row: frames put together may have some twice."""
    if isinstance(frame, pd.DataFrame) and frame.index.has_duplicates:
        return frame.reset_index(drop=True)
    return frame


def sorted_panel(frame: pd.DataFrame, customer: str, period: str) -> pd.DataFrame:
    """Return the two key columns sorted by customer and period, with the row labels of the frame.

    Each customer may have a period once only: with two rows there is no order between them.
    """
    keys = pd.DataFrame({customer: filled_column(frame, customer), period: filled_column(frame, period)})
    if (twice := keys.duplicated()).any():
        raise DataError.at(frame, customer, twice, f"the only row of that customer and {period}")
    if pd.api.types.infer_dtype(keys[period]).startswith("mixed"):
        raise DataError(f"column {period!r} mixes types, such as numbers and texts: they have no order.")
    return keys.sort_values([customer, period], kind="stable")


def stage_order(stage: pd.Series) -> list[str]:
    """Return the stages in the order of the category if the column is one, else as they occur."""
    known = stage.cat.categories if isinstance(stage.dtype, pd.CategoricalDtype) else stage.unique()
    return [str(name) for name in known]
