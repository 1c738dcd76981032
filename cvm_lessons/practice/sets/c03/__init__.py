"""The exercises of chapter c03, customer value: from naming what customers mean to a decision in money."""

from cvm_lessons.practice.sets.c03.breakeven import Q4, Q7
from cvm_lessons.practice.sets.c03.delivered import Q3, Q6
from cvm_lessons.practice.sets.c03.kinds_of_value import Q5
from cvm_lessons.practice.sets.c03.ladders import Q8
from cvm_lessons.practice.sets.c03.meanings import Q1, Q2
from cvm_lessons.practice.sets.c03.memo import Q14
from cvm_lessons.practice.sets.c03.projects import Q13
from cvm_lessons.practice.sets.c03.rivals import Q11, Q12
from cvm_lessons.practice.sets.c03.surveys import Q9, Q10

__all__ = ["SETS"]

SETS = {"c03": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14)}
