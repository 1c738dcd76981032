"""The exercises of chapter c05, trust and belonging: from telling the terms apart to a plan of one's own."""

from cvm_lessons.practice.sets.c05.causes import Q2
from cvm_lessons.practice.sets.c05.chain import Q11
from cvm_lessons.practice.sets.c05.clause import Q9
from cvm_lessons.practice.sets.c05.countries import Q8
from cvm_lessons.practice.sets.c05.fairness import Q3
from cvm_lessons.practice.sets.c05.feelings import Q10
from cvm_lessons.practice.sets.c05.friends import Q13
from cvm_lessons.practice.sets.c05.kinds_of_customers import Q12
from cvm_lessons.practice.sets.c05.leaving_costs import Q6
from cvm_lessons.practice.sets.c05.memo import Q15
from cvm_lessons.practice.sets.c05.paths import Q5
from cvm_lessons.practice.sets.c05.plan import Q14
from cvm_lessons.practice.sets.c05.strata import Q4
from cvm_lessons.practice.sets.c05.validity import Q7
from cvm_lessons.practice.sets.c05.voices import Q1

__all__ = ["SETS"]

SETS = {"c05": (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15)}
