"""The banks of all chapters: clean by their lint, complete by the syllabus, right where they compute."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from cvm_lessons.exam import (
    ask,
    concept_tiers,
    lint_chapter,
    load_bank,
    longest_keys,
    mark,
    source_keys,
)
from cvm_lessons.exam.items import LEVELS, TYPES, CaseItem, ChoiceItem, NumericItem, OpenItem
from cvm_lessons.exam.lint import LONGEST_KEY_LEVEL

# Per chapter: items, items of each level, concepts, and questions for a concept of tier A, B and C.
CHAPTERS = {
    "c01": (78, 14, 12, {"A": 3, "B": 2, "C": 0}),
    "c02": (66, 11, 54, {"A": 3, "B": 2, "C": 1}),
    "c03": (74, 14, 42, {"A": 2, "B": 1, "C": 1}),
    "c04": (59, 14, 14, {"A": 2, "B": 1, "C": 1}),
    "c05": (54, 14, 18, {"A": 2, "B": 1, "C": 1}),
}
# A heading without a text in the sources: what the lesson says of it is a reading, not an answer.
NOT_EXAMINED = {"crm-china-problems"}
WORKED = yaml.safe_load(Path(__file__).with_name("worked_answers.yaml").read_text(encoding="utf-8"))


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    return request.param


@pytest.fixture
def bank(chapter):
    return load_bank(chapter)


def test_every_chapter_with_a_bank_is_looked_at_here():
    assert {item.id[:3] for item in load_bank()} == set(CHAPTERS)


def test_the_bank_passes_lint(chapter):
    assert [str(fault) for fault in lint_chapter(chapter)] == []


def test_it_is_as_broad_as_an_exam(chapter, bank):
    items, of_a_level, _, _ = CHAPTERS[chapter]
    levels, kinds = Counter(item.level for item in bank), Counter(item.type for item in bank)
    assert len(bank) >= items
    assert {level: levels[level] for level in LEVELS if levels[level] < of_a_level} == {}
    assert {kind: kinds[kind] for kind in TYPES if kinds[kind] < 2} == {}


def test_every_concept_is_asked_as_often_as_the_syllabus_weighs_it(chapter, bank):
    _, _, concepts, wanted = CHAPTERS[chapter]
    counts = Counter(concept for question in bank.questions() for concept in question.concepts)
    tiers = concept_tiers(chapter)
    assert len(tiers) >= concepts
    short = {concept for concept, tier in tiers.items() if counts[concept] < wanted[tier]}
    assert short <= NOT_EXAMINED


def test_the_longest_option_is_no_clue_in_either_direction(bank):
    for code in ("en", "zh"):
        longest, n, chance = longest_keys(bank, code)
        assert chance >= LONGEST_KEY_LEVEL
        assert longest >= n / 8  # nor may a candidate strike out the longest


def test_the_number_of_right_options_differs_between_multiple_choices(bank):
    items = [item for item in bank.questions() if isinstance(item, ChoiceItem) and item.type == "multiple"]
    assert len({len(item.keys) for item in items}) >= 2  # their order is drawn when they are asked


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


@pytest.mark.parametrize("worked", WORKED["templates"], ids=lambda worked: worked["item"])
def test_templates_give_the_answer_worked_by_hand(worked):
    (asked,) = ask(load_bank(worked["item"][:3]).find(worked["item"]), 0)
    assert set(worked["values"]) == set(asked.values)
    of_values = type(asked)(asked.question, 0, values=worked["values"])
    assert of_values.answer() == pytest.approx(worked["answer"], abs=5e-5)


@pytest.mark.parametrize("worked", WORKED["cases"], ids=lambda worked: worked["item"])
def test_cases_give_the_answer_worked_by_hand(worked):
    case = load_bank(worked["item"][:3]).find(worked["item"])
    assert isinstance(case, CaseItem)
    (asked,) = [one for one in ask(case, 0) if one.question.id == worked["item"]]
    assert asked.answer() == pytest.approx(worked["answer"], abs=5e-5)


def test_most_items_of_c01_are_where_the_syllabus_has_most_points():
    levels = Counter(item.level for item in load_bank("c01"))
    assert levels["remember"] == max(levels.values())  # eight of the chapter's eleven exam points


def test_the_point_to_be_applied_to_a_show_has_essays_and_a_case():
    items = [item for item in load_bank("c01") if "exhibition-relationship-features" in item.concepts]
    long_ones = [item.type for item in items if item.type in {"essay", "case"}]
    assert sorted(long_ones) == ["case", "essay", "essay"]


@pytest.mark.parametrize("concept", ["crm-main-strategies", "crm-thinking-path"])
def test_what_is_to_be_applied_in_c02_is_asked_in_a_case_with_a_rubric(concept):
    cases = [item for item in load_bank("c02") if isinstance(item, CaseItem) and concept in item.concepts]
    assert cases
    assert any(isinstance(question, OpenItem) for item in cases for question in item.questions)


def test_lists_of_the_course_are_read():
    assert concept_tiers()["customer-delivered-value"] == "A"
    assert {"kotler1994", "zeithaml1988"} <= source_keys()
