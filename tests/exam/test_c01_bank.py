"""The bank of chapter c01: clean by its lint, complete by the syllabus, and right where it computes."""

from collections import Counter

import pytest

from cvm_lessons.exam import ask, concept_tiers, lint_chapter, load_bank, longest_keys, mark
from cvm_lessons.exam.items import LEVELS, TYPES, CaseItem, ChoiceItem, NumericItem
from cvm_lessons.exam.lint import LONGEST_KEY_LEVEL


@pytest.fixture(scope="module")
def bank():
    return load_bank("c01")


def test_the_bank_of_exhibition_customers_passes_lint():
    assert [str(fault) for fault in lint_chapter("c01")] == []


def test_it_has_all_types_and_most_items_where_the_syllabus_has_most_points(bank):
    assert len(bank) >= 44
    kinds = Counter(item.type for item in bank)
    assert {kind: kinds[kind] for kind in TYPES if kinds[kind] < 2} == {}
    levels = Counter(item.level for item in bank)
    assert levels["remember"] == max(levels.values())  # eight of the chapter's eleven exam points
    assert all(levels[level] >= 14 for level in LEVELS), levels


def test_every_concept_is_examined_three_times_if_the_exam_lists_it(bank):
    counts = Counter(concept for item in bank for concept in item.concepts)
    wanted = {"A": 3, "B": 2, "C": 0}
    assert [concept for concept, tier in concept_tiers("c01").items() if counts[concept] < wanted[tier]] == []


def test_the_point_to_be_applied_to_a_show_has_essays_and_a_case(bank):
    items = [item for item in bank if "exhibition-relationship-features" in item.concepts]
    long_ones = [item.type for item in items if item.type in {"essay", "case"}]
    assert sorted(long_ones) == ["case", "essay", "essay"]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_longest_option_is_no_clue_in_either_direction(bank, code):
    longest, n, chance = longest_keys(bank, code)
    assert chance >= LONGEST_KEY_LEVEL
    assert longest >= n / 8  # nor may a candidate strike out the longest


def test_neither_the_count_nor_the_place_of_keys_gives_a_multiple_choice_away(bank):
    items = [item for item in bank.questions() if isinstance(item, ChoiceItem) and item.type == "multiple"]
    assert {len(item.keys) for item in items} == {2, 3, 4}
    places = Counter(place for item in items for place in item.keys)
    assert all(0 < places[place] < len(items) for place in range(5)), places


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
        ("c01-ty-004", {"a": 160, "b": 80, "c": 40}, 14.2857),
        ("c01-cu-005", {"e": 240, "v": 700, "s": 20, "r": 1}, 71.9167),
        ("c01-ro-003", {"a": 20, "b": 5, "c": 7, "d": 3}, 0.4),
        ("c01-ro-004", {"k": 40, "x": 410, "v": 2_000, "t": 50, "s": 30}, -13_600),
        ("c01-py-004", {"s": 60_000, "m": 42, "c": 12_000}, 13_200),
        ("c01-py-005", {"n": 50, "m": 60, "a": 30, "b": 27}, 15),
        ("c01-py-006", {"m": 10_000, "g": 20, "b": 40, "e": 10}, -15),
        ("c01-st-007", {"a": 300, "b": 100, "c": 80, "r": 40, "s": 25}, 161),
        ("c01-im-004", {"n": 500, "c": 2_000, "r": 60, "s": 70}, 100_000),
        ("c01-be-004", {"n": 200, "a": 50, "m": 200, "b": 20, "v": 8_000, "c": 200}, 1_000),
        ("c01-fe-003", {"n": 240, "f": 60, "l": 270, "k": 162}, 60),
        ("c01-fe-004", {"k": 6, "m": 12}, 4),
        ("c01-fe-006", {"n": 800, "t": 120_000, "r": 30}, 500),
        ("c01-fu-001", {"t": 1_000, "a": 50, "c": 40, "v": 22}, 44),
        ("c01-fu-002", {"t": 800, "a": 50, "c": 30, "v": 50}, 2),
        ("c01-fu-005", {"t": 1_000, "a": 50, "v": 60, "w": 2_000, "c": 12_000}, 2),
        ("c01-ex-002", {"g": 20, "a": 8, "b": 2}, 0.3),
    ],
)
def test_templates_give_the_answer_worked_by_hand(bank, item_id, values, answer):
    (asked,) = ask(bank.find(item_id), 0)
    worked = type(asked)(asked.question, 0, values=values)
    assert set(values) == set(asked.values)
    assert worked.answer() == pytest.approx(answer, abs=5e-5)


@pytest.mark.parametrize(
    ("question_id", "answer"),
    [("c01-ca-001a", 60), ("c01-ca-001b", 23.5294), ("c01-ca-002a", 10_000), ("c01-ca-002b", 86_000)],
)
def test_cases_give_the_answer_worked_by_hand(bank, question_id, answer):
    case = bank.find(question_id)
    assert isinstance(case, CaseItem)
    (asked,) = [one for one in ask(case, 0) if one.question.id == question_id]
    assert asked.answer() == pytest.approx(answer, abs=5e-5)
