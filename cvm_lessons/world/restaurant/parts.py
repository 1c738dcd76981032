"""The parts that this group brings to the world; the chain is the same at every scale."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.restaurant import audits, design, months

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "restaurant_audits": audits.draw_restaurant_audits,
    "restaurant_months": months.draw_restaurant_months,
}
HIDDEN: dict[str, Part] = {
    "restaurant_design": design.draw_restaurant_design,
    "restaurant_incidents": audits.draw_restaurant_incidents,
    "restaurant_compliance": audits.draw_restaurant_compliance,
    "restaurant_dissatisfaction": months.draw_restaurant_dissatisfaction,
}
SHARED: frozenset[str] = frozenset(TABLES) | frozenset(HIDDEN)
