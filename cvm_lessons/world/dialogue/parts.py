"""The parts of the dialogue: which tables it shows and what stays hidden."""

from cvm_lessons.world.dialogue import campaigns, contact_counts, contacts, lifecycle, touchpoints
from cvm_lessons.world.engine import Part

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "campaigns": campaigns.draw_campaigns,
    "contacts": contacts.draw_contacts,
    "touchpoints": touchpoints.draw_touchpoints,
}
HIDDEN: dict[str, Part] = {
    "contact_entries": contacts.draw_contact_entries,
    "contact_persons": contacts.draw_contact_persons,
    "contact_events": touchpoints.draw_contact_events,
    "contact_counts": contact_counts.draw_contact_counts,
    "lifecycle": lifecycle.draw_lifecycle,
    "patterns": lifecycle.draw_patterns,
    "uplift_types": campaigns.draw_uplift_types,
}
SHARED: frozenset[str] = frozenset()
