"""The exercises of chapter c04, satisfaction: from naming what it is to a decision that raises it."""

from cvm_lessons.practice.sets.c04.expectations import Q3, Q4
from cvm_lessons.practice.sets.c04.leaving import Q12
from cvm_lessons.practice.sets.c04.meanings import Q1, Q2
from cvm_lessons.practice.sets.c04.memo import Q14
from cvm_lessons.practice.sets.c04.pairs import Q5, Q11
from cvm_lessons.practice.sets.c04.paths import Q6
from cvm_lessons.practice.sets.c04.quadrants import Q13
from cvm_lessons.practice.sets.c04.scores import Q7, Q8
from cvm_lessons.practice.sets.c04.service import Q9, Q10

__all__ = ["SETS"]

SETS = {"c04": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14)}
