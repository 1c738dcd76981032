"""Exercises 7 and 8: the lists 4P, 4C and 4R, and the bases and links of CRM."""

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped, Ranking
from cvm_lessons.practice.sets.c02.sorting import shown_mapping, sorted_wrongly
from cvm_lessons.practice.values import Values

__all__ = ["BASES", "MIXES", "ORDER", "Q7", "Q8"]

MIXES = {
    "a": "4P",
    "b": "4C",
    "c": "4R",
    "d": "4C",
    "e": "4R",
    "f": "4P",
    "g": "4R",
    "h": "4P",
}
BASES = {
    "a": "relationship marketing",
    "b": "one-to-one marketing",
    "c": "database marketing",
    "d": "customer knowledge",
}
ORDER = ["X", "V", "Z", "Y", "W"]

Q7 = Values(
    id="c02.q7",
    title="Whose list is it?",
    concepts=("theory-4r", "theory-4p", "theory-4c"),
    level="comprehend",
    lesson=2,
    answers={"mixes": Mapped(Text(("4P", "4C", "4R")))},
    reference=lambda given: {"mixes": MIXES},
    misconceptions=(
        Misconception(
            "cost-of-the-firm",
            "You put what the exhibitor gives or finds easy among the seller's means. Ask who bears it and who "
            "sets it.",
            lambda given: sorted_wrongly("mixes", MIXES, {"4C": "4P"}),
        ),
        Misconception(
            "tie-is-her-side",
            "You put what goes on between the two under the customer's side. A quick reaction, a joint plan "
            "and a gain for both belong to the tie.",
            lambda given: sorted_wrongly("mixes", MIXES, {"4R": "4C"}),
        ),
        Misconception(
            "promotion-is-communication",
            "You swapped the seller's means and the customer's side. A price that is set and a mailing that is "
            "sent are the seller's.",
            lambda given: sorted_wrongly("mixes", MIXES, {"4P": "4C", "4C": "4P"}),
        ),
    ),
    hints=(
        "Who acts in each sentence: the seller, the exhibitor, or both towards each other?",
        "The seller's means: product, price, place, promotion. Her side: wants, cost, convenience, "
        "communication. The tie: relevance, reaction, relationship, reward.",
        "Three sentences are the seller's, two are hers, and three are between the two.",
    ),
    solution=shown_mapping("mixes", MIXES),
    takeaway="Means of the seller, side of the customer, tie between them: each list answers another question.",
)

Q8 = Values(
    id="c02.q8",
    title="Four bases and five links",
    concepts=("crm-theory-base-four", "crm-process-five"),
    level="comprehend",
    lesson=2,
    answers={
        "bases": Mapped(Text(tuple(sorted(BASES.values())))),
        "order": Ranking(tuple("VWXYZ")),
    },
    reference=lambda given: {"bases": BASES, "order": ORDER},
    misconceptions=(
        Misconception(
            "database-is-one-to-one",
            "You swapped the single customer and the memory. One base says for whom you act, the other where "
            "it is written down and tested.",
            lambda given: sorted_wrongly(
                "bases",
                BASES,
                {
                    "one-to-one marketing": "database marketing",
                    "database marketing": "one-to-one marketing",
                },
            ),
        ),
        Misconception(
            "records-are-knowledge",
            "You swapped the record and the judgement. A file holds what happened; knowledge is what somebody "
            "learns from it.",
            lambda given: sorted_wrongly(
                "bases",
                BASES,
                {"customer knowledge": "database marketing", "database marketing": "customer knowledge"},
            ),
        ),
        Misconception(
            "analysis-before-service",
            "You compared before anybody was served. In this chain the analysis looks at what the service "
            "brought.",
            lambda given: {"order": ["X", "Y", "V", "Z", "W"]},
        ),
    ),
    hints=(
        "Which base gives the aim, which the unit, which the memory, which the judgement?",
        "The five links are information, selection, service, analysis and feedback.",
        "Nobody can be picked before the records are one file, and nothing can be compared before the calls "
        "are made.",
    ),
    solution=shown_mapping("bases", BASES) + '\norder = ["X", "V", "Z", "Y", "W"]',
    takeaway="The five links follow a record; the five processes of Payne and Frow describe a firm.",
)
