"""The parts of the dialogue: which tables it shows and what stays hidden."""

from cvm_lessons.world.dialogue import campaigns, contact_counts, lifecycle, touchpoints
from cvm_lessons.world.engine import Part

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "campaigns": campaigns.draw_campaigns,
    "touchpoints": touchpoints.draw_touchpoints,
}
HIDDEN: dict[str, Part] = {
    "contact_counts": contact_counts.draw_contact_counts,
    "lifecycle": lifecycle.draw_lifecycle,
    "patterns": lifecycle.draw_patterns,
    "uplift_types": campaigns.draw_uplift_types,
}
SHARED: frozenset[str] = frozenset()
