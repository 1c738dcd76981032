"""The parts of the group: tables shown, and what is hidden behind them."""

from cvm_lessons.world.coffee import customers, tables, visits
from cvm_lessons.world.engine import Part

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "coffee_customers": tables.draw_coffee_customers,
    "coffee_transactions": tables.draw_coffee_transactions,
}
HIDDEN: dict[str, Part] = {
    "coffee_base": customers.draw_base,
    "coffee_effects": tables.draw_effects,
    "coffee_joining": visits.draw_joining,
    "coffee_plain_visits": visits.draw_plain_visits,
    "coffee_visits": visits.draw_visits,
}
SHARED: frozenset[str] = frozenset()
