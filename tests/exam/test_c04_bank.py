"""The bank of chapter c04: clean by its lint, complete by the syllabus, and as broad as an exam."""

from collections import Counter

import pytest

from cvm_lessons.exam import ask, concept_tiers, lint_chapter, load_bank, longest_keys, mark
from cvm_lessons.exam.items import LEVELS, TYPES, ChoiceItem, NumericItem
from cvm_lessons.exam.lint import LONGEST_KEY_LEVEL


@pytest.fixture(scope="module")
def bank():
    return load_bank("c04")


def test_the_bank_of_satisfaction_passes_lint():
    assert [str(fault) for fault in lint_chapter("c04")] == []


def test_it_is_as_broad_as_an_exam(bank):
    kinds = Counter(item.type for item in bank)
    assert len(bank) >= 48
    assert set(kinds) == set(TYPES)
    assert {kind: count for kind, count in kinds.items() if count < 2} == {}
    levels = Counter(item.level for item in bank)
    assert all(levels[level] >= 14 for level in LEVELS), levels


def test_every_concept_of_the_chapter_is_examined_and_tier_a_twice(bank):
    counts = Counter(concept for question in bank.questions() for concept in question.concepts)
    tiers = concept_tiers("c04")
    assert len(tiers) == 14
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
        ("c04-fo-003", {"anchor": 0.3, "gain": 0.05, "loss": 0.5, "rise": 2}, -0.4),
        ("c04-va-002", {"first": 0.5, "second": 0.4, "direct": 0.4, "last": 0.55}, 0.33),
        ("c04-se-002", {"before": 8.4, "rating": 4, "rate": 0.3}, 7.08),
        ("c04-sq-002", {"weight": 60, "er": 6.2, "pr": 5.2, "et": 5.0, "pt": 5.5}, -0.4),
        ("c04-ka-002", {"a": 50, "o": 30, "m": 80, "i": 40, "r": 24}, 0.4),
        ("c04-ms-002", {"p": 120, "k": 80, "d": 50}, 28),
        ("c04-ms-003", {"n": 400, "p": 45, "d": 20}, 7.51156),
        ("c04-cs-002", {"first": 8.0, "second": 7.2, "third": 6.6}, 70.7778),
        ("c04-im-002", {"n": 200, "share": 10, "high": 70, "low": 50, "margin": 30_000}, 120_000),
        ("c04-nl-005", {"s": 300, "ls": 30, "u": 150, "lu": 40}, 60),
    ],
)
def test_templates_give_the_answer_worked_by_hand(bank, item_id, values, answer):
    (asked,) = ask(bank.find(item_id), 0)
    worked = type(asked)(asked.question, 0, values=values)
    assert set(values) == set(asked.values)
    assert worked.answer() == pytest.approx(answer, abs=5e-5)


@pytest.mark.parametrize(
    ("question_id", "answer"),
    [("c04-ca-001a", 68.3333), ("c04-ca-001c", -0.55), ("c04-ca-002a", 25), ("c04-ca-002b", 66.6667)],
)
def test_cases_give_the_answer_worked_by_hand(bank, question_id, answer):
    (asked,) = [one for one in ask(bank.find(question_id), 0) if one.question.id == question_id]
    assert asked.answer() == pytest.approx(answer, abs=5e-5)
