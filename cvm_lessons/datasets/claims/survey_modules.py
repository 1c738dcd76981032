"""Claims of the satisfaction, relationship and Kano modules: hidden paths, and what the answers show."""

from cvm_lessons.datasets.claims import _survey_answers, _survey_scores
from cvm_lessons.datasets.recovery import Claim

__all__ = ["CLAIMS"]

CLAIMS: list[Claim] = [*_survey_scores.CLAIMS, *_survey_answers.CLAIMS]
