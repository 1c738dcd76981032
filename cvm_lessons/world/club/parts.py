"""The parts of the group: tables shown, and what is hidden behind them."""

from cvm_lessons.world.club import members, years
from cvm_lessons.world.engine import Part

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "club_members": members.draw_club_members,
    "club_years": years.draw_club_years,
}
HIDDEN: dict[str, Part] = {
    "club_base": members.draw_base,
    "club_renewals": years.draw_renewals,
}
SHARED: frozenset[str] = frozenset()
