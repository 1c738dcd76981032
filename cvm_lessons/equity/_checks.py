"""Checks of what is passed as a model."""

from cvm_lessons.core import ParameterError
from cvm_lessons.equity._prediction import RepeatPurchaseModel

__all__ = ["check_model"]


def check_model(model: object) -> None:
    """Raise unless a model of repeat purchases was passed: not a table, nor the class instead of a model."""
    if not isinstance(model, RepeatPurchaseModel):
        what = model.__name__ if isinstance(model, type) else type(model).__name__
        raise ParameterError(
            f"model is {what}, no model of repeat purchases: pass one such as BetaGeoModel().fit(summary)."
        )
