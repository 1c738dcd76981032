"""Claims of the dialogue with customers: stages, contacts, campaigns, and the file of contact persons."""

from cvm_lessons.datasets.claims import _dialogue_records, _dialogue_stages
from cvm_lessons.datasets.recovery import Claim

__all__ = ["CLAIMS"]

CLAIMS: list[Claim] = [*_dialogue_stages.CLAIMS, *_dialogue_records.CLAIMS]
