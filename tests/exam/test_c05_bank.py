"""The bank of chapter c05: clean by its lint, complete by the syllabus, its numbers as worked by hand."""

from collections import Counter

import pytest

from cvm_lessons.exam import ask, concept_tiers, lint_chapter, load_bank, longest_keys, mark
from cvm_lessons.exam.items import LEVELS, TYPES, ChoiceItem, NumericItem
from cvm_lessons.exam.lint import LONGEST_KEY_LEVEL


@pytest.fixture(scope="module")
def bank():
    return load_bank("c05")


def test_the_bank_of_trust_and_belonging_passes_lint():
    assert [str(fault) for fault in lint_chapter("c05")] == []


def test_trust_and_belonging_is_as_broad_as_an_exam(bank):
    kinds = Counter(item.type for item in bank)
    assert len(bank) >= 50
    assert set(kinds) == set(TYPES)
    assert {kind: count for kind, count in kinds.items() if count < 2} == {}
    levels = Counter(item.level for item in bank)
    assert all(levels[level] >= 14 for level in LEVELS), levels


def test_every_concept_of_trust_and_belonging_is_examined_and_tier_a_twice(bank):
    counts = Counter(concept for question in bank.questions() for concept in question.concepts)
    tiers = concept_tiers("c05")
    assert len(tiers) == 18
    assert [concept for concept, tier in tiers.items() if counts[concept] < (2 if tier == "A" else 1)] == []


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_longest_option_of_c05_is_no_clue_in_either_direction(bank, code):
    longest, n, chance = longest_keys(bank, code)
    assert chance >= LONGEST_KEY_LEVEL
    assert longest >= n / 8  # nor may a candidate strike out the longest


def test_wrong_options_of_c05_name_misconceptions_often_enough_to_teach(bank):
    wrong = [o for q in bank.questions() if isinstance(q, ChoiceItem) for o in q.options if not o.correct]
    assert sum(option.misconception is not None for option in wrong) / len(wrong) > 0.5


@pytest.mark.parametrize("seed", [0, 1, 17])
def test_keys_of_c05_earn_all_points_and_known_mistakes_none(bank, seed):
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
        ("c05-fa-001", {"fee": 50, "leads": 36, "rate": 1.2}, 30),
        ("c05-be-004", {"a": 0.4, "c": 0.1, "up": 2, "down": 0.7}, -0.48),
        ("c05-em-002", {"before": 20, "after": 34}, 17.5),
        ("c05-li-003", {"a": 0.5, "b": 0.6, "d": 0.2}, 60),
        ("c05-fr-004", {"raw": 0.4, "within": 0.1}, 75),
        ("c05-sw-002", {"saving": 8, "hours": 80, "points": 8}, 3),
        ("c05-tr-013", {"a": 0.8, "b": 0.7, "c": 0.5}, 0.46),
        ("c05-tr-014", {"w": 0.64, "v": 0.81, "b": 0.36}, 0.5),
        ("c05-li-007", {"a": 0.3, "b": 0.5, "c": 0.2, "d": 0.1}, 0.06),
        ("c05-fr-008", {"s": 5.4, "gs": 0.2, "r": 4.3, "gr": 0.5, "n": 50, "m": 100}, 0.4),
    ],
)
def test_templates_of_c05_give_the_answer_worked_by_hand(bank, item_id, values, answer):
    (asked,) = ask(bank.find(item_id), 0)
    worked = type(asked)(asked.question, 0, values=values)
    assert set(values) == set(asked.values)
    assert worked.answer() == pytest.approx(answer, abs=5e-5)


@pytest.mark.parametrize(
    ("question_id", "answer"),
    [
        ("c05-ca-001a", 90_000),
        ("c05-ca-002a", 0.024),
        ("c05-ca-002b", 0.17),
        ("c05-ca-003a", 33.3333),
        ("c05-ca-003b", 36_000),
    ],
)
def test_cases_of_c05_give_the_answer_worked_by_hand(bank, question_id, answer):
    (asked,) = [one for one in ask(bank.find(question_id), 0) if one.question.id == question_id]
    assert asked.answer() == pytest.approx(answer, abs=5e-5)
