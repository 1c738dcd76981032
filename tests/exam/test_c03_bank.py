"""The bank of chapter c03: clean by its lint, complete by the syllabus, and as broad as an exam."""

from collections import Counter

import pytest

from cvm_lessons.exam import ask, concept_tiers, lint_chapter, load_bank, longest_keys, mark, source_keys
from cvm_lessons.exam.items import LEVELS, TYPES, ChoiceItem, NumericItem
from cvm_lessons.exam.lint import LONGEST_KEY_LEVEL


@pytest.fixture(scope="module")
def bank():
    return load_bank("c03")


def test_the_bank_passes_lint():
    assert [str(fault) for fault in lint_chapter("c03")] == []


def test_it_is_as_broad_as_an_exam(bank):
    kinds = Counter(item.type for item in bank)
    assert len(bank) >= 48
    assert set(kinds) == set(TYPES)
    assert {kind: count for kind, count in kinds.items() if count < 2} == {}
    levels = Counter(item.level for item in bank)
    assert all(levels[level] >= 14 for level in LEVELS), levels


def test_every_concept_of_the_chapter_is_examined_and_tier_a_twice(bank):
    counts = Counter(concept for question in bank.questions() for concept in question.concepts)
    tiers = concept_tiers("c03")
    assert len(tiers) >= 42
    assert [concept for concept, tier in tiers.items() if counts[concept] < (2 if tier == "A" else 1)] == []


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_longest_option_is_no_clue_in_either_direction(bank, code):
    longest, n, chance = longest_keys(bank, code)
    assert chance >= LONGEST_KEY_LEVEL
    assert longest >= n / 8  # nor may a candidate strike out the longest


def test_wrong_options_of_choices_name_misconceptions_often_enough_to_teach(bank):
    wrong = [o for q in bank.questions() if isinstance(q, ChoiceItem) for o in q.options if not o.correct]
    assert sum(option.misconception is not None for option in wrong) / len(wrong) > 0.5


@pytest.mark.parametrize("seed", [0, 1, 17])
def test_keys_earn_all_points_and_known_mistakes_none(bank, seed):
    for item in bank:
        for asked in ask(item, seed):
            question = asked.question
            if isinstance(question, ChoiceItem):
                assert mark(asked, question.keys).right
            if isinstance(question, NumericItem):
                assert mark(asked, asked.answer()).right
                for value, way in asked.wrong_answers():
                    assert mark(asked, value).misconceptions == (way.misconception,)


@pytest.mark.parametrize(
    ("item_id", "values", "answer"),
    [
        (
            "c03-dv-008",
            {
                "product": 50,
                "service": 20,
                "personnel": 10,
                "image": 12,
                "money": 30,
                "time": 8,
                "energy": 3,
                "psychic": 4,
            },
            47,
        ),
        ("c03-dv-009", {"value": 1200, "ticket": 100, "journey": 200, "time": 300}, 2),
        ("c03-dv-010", {"rival": 40, "value": 110, "effort": 16}, 54),
        ("c03-dv-011", {"people": 3, "days": 4, "hours": 8, "travel": 10, "wage": 100}, 12_600),
        ("c03-hi-005", {"people": 80, "direct": 10, "indirect": 4}, 10),
        ("c03-dr-004", {"reach": 250, "lift": 0.8, "weight": 0.3, "worth": 600, "cost": 15_000}, 2.4),
        ("c03-co-003", {"own": 75, "first": 60, "second": 70, "third": 50}, 1.25),
    ],
)
def test_templates_give_the_answer_worked_by_hand(bank, item_id, values, answer):
    (asked,) = ask(bank.find(item_id), 0)
    worked = type(asked)(asked.question, 0, values=values)
    assert set(values) == set(asked.values)
    assert worked.answer() == pytest.approx(answer)


@pytest.mark.parametrize(
    ("question_id", "answer"),
    [("c03-ca-001a", 74), ("c03-ca-001b", 8), ("c03-ca-002a", 0.9409), ("c03-ca-002d", 2.6)],
)
def test_cases_give_the_answer_worked_by_hand(bank, question_id, answer):
    (asked,) = [one for one in ask(bank.find(question_id), 0) if one.question.id == question_id]
    assert asked.answer() == pytest.approx(answer, abs=5e-5)


def test_lists_of_the_course_are_read():
    assert concept_tiers()["customer-delivered-value"] == "A"
    assert {"kotler1994", "zeithaml1988"} <= source_keys()
