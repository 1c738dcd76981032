"""The exercises of chapter c02, CRM theory: from naming principles and ties to a decision in money."""

from cvm_lessons.practice.sets.c02.lists import Q1, Q2, Q3, Q4
from cvm_lessons.practice.sets.c02.memo import Q9
from cvm_lessons.practice.sets.c02.plans import Q8
from cvm_lessons.practice.sets.c02.prices import Q6, Q7
from cvm_lessons.practice.sets.c02.worths import Q5

__all__ = ["SETS"]

SETS = {"c02": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9)}
