"""The exercises of chapter c01, exhibition customers: from naming them to deciding on a show."""

from cvm_lessons.practice.sets.c01.halls import Q7, Q8
from cvm_lessons.practice.sets.c01.items import Q5
from cvm_lessons.practice.sets.c01.kinds import Q6
from cvm_lessons.practice.sets.c01.memo import Q14
from cvm_lessons.practice.sets.c01.names import Q1, Q2
from cvm_lessons.practice.sets.c01.phases import Q11
from cvm_lessons.practice.sets.c01.poles import Q4
from cvm_lessons.practice.sets.c01.projects import Q13
from cvm_lessons.practice.sets.c01.reasons import Q3
from cvm_lessons.practice.sets.c01.stands import Q12
from cvm_lessons.practice.sets.c01.steps import Q10
from cvm_lessons.practice.sets.c01.tiers import Q9

__all__ = ["SETS"]

SETS = {"c01": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14)}
