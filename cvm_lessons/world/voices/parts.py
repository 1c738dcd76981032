"""The parts that this group brings to the world."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.voices import cases, coding, comments, complaining, complaints, justice, wording

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "complaints": complaints.draw_complaints,
    "comments": wording.draw_comments,
    "comment_codes": coding.draw_comment_codes,
}
HIDDEN: dict[str, Part] = {
    "complaining": complaining.draw_complaining,
    "complaint_cases": cases.draw_complaint_cases,
    "complaint_recovery": justice.draw_complaint_recovery,
    "comment_writers": comments.draw_comment_writers,
    "comment_truth": comments.draw_comment_truth,
}
SHARED: frozenset[str] = frozenset()
