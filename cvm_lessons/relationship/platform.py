"""A show as a platform of two sides: who comes, how each side reacts to the other, and what comes back."""

from dataclasses import dataclass, field, replace
from typing import Self

import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    format_number,
    number_columns,
)
from cvm_lessons.relationship.cross_side import SIZES, CrossSideEffects

__all__ = ["Platform"]

NUMBERS = ("exhibitors", "variety", "area_m2", "cost_to_serve", "pull", "price_elasticity")


def _teaching_groups() -> pd.DataFrame:
    # Chosen for teaching, near the regional shows of the workbook: small exhibitors look unprofitable, yet
    # they are most of what visitors come to see. Cost to serve: mostly sales time, nearly the same for all.
    return pd.DataFrame(
        {
            "group": SIZES,
            "exhibitors": [64.0, 30.0, 12.0],
            "variety": [1.0, 1.2, 2.0],
            "area_m2": [9.0, 24.0, 72.0],
            "cost_to_serve": [6_200.0, 7_500.0, 12_000.0],
            "pull": [0.60, 0.50, 0.40],
            "price_elasticity": [-0.9, -0.6, -0.3],
        }
    )


@dataclass(frozen=True, eq=False, repr=False)
class Platform:
    """A settled show and how its two sides react.

    Exhibitors of a group follow the visitors of the last edition (elasticity `pull`) and the price; visitors
    follow the variety of exhibitors, now and last, and the ticket. All elasticities are constant.

    Parameters
    ----------
    groups : DataFrame
        One row per group of exhibitors: group, exhibitors, variety (weight of one in what visitors come to
        see), area_m2 (each), cost_to_serve (yuan each), pull, price_elasticity. By default a show for
        teaching with small, medium and large exhibitors.
    visitors, price, ticket : float
        Visitors; yuan per m²; yuan per visitor.
    visitors_now, visitors_last : float
        Elasticity of visitors to the variety of this and of the last edition.
    ticket_elasticity : float
        Of visitors to the ticket.

    Raises
    ------
    DataError
        If a column or number is missing, a group comes twice, or numbers are negative.
    ParameterError
        If a number is out of range, or the cross effects multiply to 1 or more.

    Examples
    --------
    >>> Platform()
    Platform of small, medium, large and 4,000 visitors: feedback 0.40, multiplier 1.66
    """

    groups: pd.DataFrame = field(default_factory=_teaching_groups)
    visitors: float = 4000.0
    price: float = 620.0
    ticket: float = 40.0
    visitors_now: float = 0.50
    visitors_last: float = 0.25
    ticket_elasticity: float = -0.25

    def __post_init__(self) -> None:
        for name in ("visitors", "price"):
            check_number(name, getattr(self, name), low=1)
        check_number("ticket", self.ticket, low=0)
        for name in ("visitors_now", "visitors_last"):
            check_number(name, getattr(self, name), low=0, high=5)
        names = filled_column(self.groups, "group")
        if (twice := names.duplicated()).any():
            raise DataError.at(self.groups, "group", twice, "the only row of that group")
        number_columns(self.groups, NUMBERS)
        number_columns(self.groups, NUMBERS[:5], low=0)
        if self.feedback >= 1:
            raise ParameterError(
                f"the cross effects multiply to {self.feedback:.2f}: "
                "below 1 is needed, or the show never settles."
            )

    def __repr__(self) -> str:
        names, visitors = ", ".join(map(str, self.groups["group"])), format_number(self.visitors)
        effects = (
            f"feedback {format_number(self.feedback, 2)}, multiplier {format_number(self.multiplier, 2)}"
        )
        return f"Platform of {names} and {visitors} visitors: {effects}"

    @property
    def feedback(self) -> float:
        """Share of a change of variety that comes back through the visitors."""
        part = self.groups["exhibitors"] * self.groups["variety"]
        pull = float((part * self.groups["pull"]).sum() / part.sum())
        return pull * (self.visitors_now + self.visitors_last)

    @property
    def multiplier(self) -> float:
        """What a small change grows to once both sides have reacted: 1 / (1 - feedback)."""
        return 1 / (1 - self.feedback)

    @classmethod
    def from_estimates(cls, effects: CrossSideEffects, shows: pd.DataFrame) -> Self:
        """Return the average show with estimated elasticities.

        Parameters
        ----------
        effects : CrossSideEffects
            Fitted.
        shows : DataFrame
            The panel of shows it was fitted to; its means set the numbers and prices.

        Returns
        -------
        Platform
            With areas and costs of the teaching show.

        Raises
        ------
        ParameterError
            If the effects are not fitted, or multiply to 1 or more.
        """
        table = effects.to_frame().set_index(["equation", "term"])["estimate"]
        groups = _teaching_groups().assign(
            exhibitors=[float(shows[f"exhibitors_{size}"].mean()) for size in SIZES],
            pull=[float(table[size, "visitors_last"]) for size in SIZES],
            price_elasticity=[float(table[size, "price"]) for size in SIZES],
        )
        if effects.variety is not None:
            groups["variety"] = [float(effects.variety[size]) for size in SIZES]
        return cls(
            groups,
            visitors=float(shows["visitors"].mean()),
            price=float(shows["price_m2"].mean()),
            ticket=float(shows["visitor_ticket"].mean()),
            visitors_now=float(table["visitors", "variety"]),
            visitors_last=float(table["visitors", "variety_last"]),
            ticket_elasticity=float(table["visitors", "ticket"]),
        )

    def without_reaction(self) -> Self:
        """Return the same show with sides that do not notice each other: what a plain budget assumes.

        Returns
        -------
        Platform
            With cross effects of 0; reactions to prices stay.
        """
        return replace(self, groups=self.groups.assign(pull=0.0), visitors_now=0.0, visitors_last=0.0)
