"""Claims about the inside of the organiser: branches and staff, media, the pipeline, regional shows."""

from cvm_lessons.datasets.claims import (
    _inside_branches,
    _inside_leads,
    _inside_media,
    _inside_platform,
)
from cvm_lessons.datasets.recovery import Claim

__all__ = ["CLAIMS"]

CLAIMS: list[Claim] = [
    *_inside_branches.CLAIMS,
    *_inside_media.CLAIMS,
    *_inside_leads.CLAIMS,
    *_inside_platform.CLAIMS,
]
