"""The parts of the group: tables shown, and what is hidden behind them."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.telecom import leaving, months, stages, subscribers, trial

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "telecom_subscribers": months.draw_telecom_subscribers,
    "telecom_months": months.draw_telecom_months,
}
HIDDEN: dict[str, Part] = {
    "telecom_base": subscribers.draw_base,
    "telecom_contacts": stages.draw_contacts,
    "telecom_exits": leaving.draw_exits,
    "telecom_lottery": trial.draw_lottery,
    "telecom_paths": stages.draw_stages,
    "telecom_reasons": leaving.draw_reasons,
    "telecom_risk": leaving.draw_risk,
    "telecom_stages": months.draw_stage_labels,
    "telecom_usage": months.draw_usage,
}
SHARED: frozenset[str] = frozenset()
