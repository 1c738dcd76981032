"""The exercises of chapter c02, CRM theory: from naming principles and ties to a decision in money."""

from cvm_lessons.practice.sets.c02.choices import Q13, Q16
from cvm_lessons.practice.sets.c02.claims import Q2, Q5, Q6
from cvm_lessons.practice.sets.c02.lists import Q1, Q3, Q4, Q9
from cvm_lessons.practice.sets.c02.memo import Q18
from cvm_lessons.practice.sets.c02.mixes import Q7, Q8
from cvm_lessons.practice.sets.c02.plans import Q17
from cvm_lessons.practice.sets.c02.prices import Q14, Q15
from cvm_lessons.practice.sets.c02.proofs import Q10, Q11
from cvm_lessons.practice.sets.c02.worths import Q12

__all__ = ["SETS"]

SETS = {"c02": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Q17, Q18)}
