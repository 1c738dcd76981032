"""The exercises of chapter c05, trust and belonging: from telling the terms apart to a plan of one's own."""

from cvm_lessons.practice.sets.c05.causes import Q2
from cvm_lessons.practice.sets.c05.fairness import Q3
from cvm_lessons.practice.sets.c05.friends import Q5
from cvm_lessons.practice.sets.c05.memo import Q6
from cvm_lessons.practice.sets.c05.paths import Q4
from cvm_lessons.practice.sets.c05.voices import Q1

__all__ = ["SETS"]

SETS = {"c05": (Q1, Q2, Q3, Q4, Q5, Q6)}
