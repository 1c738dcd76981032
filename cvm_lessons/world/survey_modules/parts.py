"""The parts of this group: three tables and what is hidden behind them."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.survey_modules import (
    answering,
    budgets,
    impressions,
    kano,
    loyalty_scores,
    relationship,
    relationship_scores,
    satisfaction,
    satisfaction_scores,
)

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "satisfaction": satisfaction.draw_satisfaction,
    "relationship": relationship.draw_relationship,
    "kano": kano.draw_kano,
}
HIDDEN: dict[str, Part] = {
    "answered": answering.draw_answered,
    "budgets": budgets.draw_budgets,
    "impressions": impressions.draw_impressions,
    "index_loyalty": satisfaction.draw_index_loyalty,
    "kano_categories": kano.draw_kano_categories,
    "loyalty_scores": loyalty_scores.draw_loyalty_scores,
    "relationship_scores": relationship_scores.draw_relationship_scores,
    "satisfaction_scores": satisfaction_scores.draw_satisfaction_scores,
}
SHARED: frozenset[str] = frozenset()
