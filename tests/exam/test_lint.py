"""Lint: each rule with an item that breaks it, beside a bank that breaks none."""

import pytest

from cvm_lessons.exam.bank import Bank
from cvm_lessons.exam.lint import lint_bank, longest_keys, normalised

TIERS = {"time-cost": "B", "energy-cost": "B", "image-value": "B"}
SOURCES = {"kotler1994"}
WORDS = {"en": "other words", "zh": "别的话"}


def faults_of(*items, tiers=None):
    found = lint_bank(Bank(items), tiers=tiers or {}, known=TIERS, sources=SOURCES)
    return [str(fault) for fault in found if "are wanted." not in str(fault)]


def changed_option(item, place, **changes):
    options = [option.model_dump() for option in item.options]
    options[place] |= changes
    return type(item).model_validate({**item.model_dump(), "options": options})


def test_sound_items_have_no_faults(bank):
    assert faults_of(*bank) == []


@pytest.mark.parametrize(
    ("kind", "place", "changes", "complaint"),
    [
        (
            "single",
            0,
            {"correct": True, "misconception": None},
            "options: 2 are marked correct: mark exactly one.",
        ),
        ("single", 1, {"correct": False}, "options: 0 are marked correct: mark exactly one."),
        ("true_false", 1, {"correct": True}, "options: 2 are marked correct: mark exactly one."),
        (
            "multiple",
            0,
            {"correct": False},
            "options: 1 of 4 are right: mark two or more, and leave one wrong.",
        ),
        ("single", 3, {"text": {"en": "First!", "zh": "第四"}}, "options.text.en: two options say the same"),
        ("single", 3, {"text": {"en": "x", "zh": "中文first"}}, "options.text.zh: two options say the same"),
        (
            "single",
            3,
            {"text": {"en": "All of the above", "zh": "甲"}},
            "options#4.text.en: 'All of the above' in",
        ),
        ("single", 3, {"text": {"en": "none of these", "zh": "甲"}}, "options#4.text.en: 'none of these' in"),
        ("single", 3, {"text": {"en": "answers B and C", "zh": "甲"}}, "options#4.text.en: 'answers B' in"),
        ("single", 3, {"text": {"en": "x", "zh": "以上都是"}}, "options#4.text.zh: '以上都' in '以上都是'"),
        ("single", 3, {"text": {"en": "x", "zh": "以上都不是"}}, "options#4.text.zh: '以上都' in"),
        ("single", 3, {"text": {"en": "x", "zh": "上述两项均正确"}}, "options#4.text.zh: '上述两项均' in"),
        ("single", 3, {"why": {"en": "因为", "zh": "因为"}}, "options#4.why.en: '因为' holds Chinese"),
        ("single", 3, {"why": {"en": "since", "zh": "since"}}, "options#4.why.zh: 'since' holds no Chinese"),
        ("single", 3, {"why": {"en": "{cost}", "zh": "因为"}}, "options#4.why.en: a brace is left over"),
    ],
)
def test_an_unfair_option_is_found(make, kind, place, changes, complaint):
    faults = faults_of(changed_option(make("c03-aa-001", kind), place, **changes))
    assert [fault for fault in faults if complaint in fault and fault.startswith("c03-aa-001")], faults


def test_a_number_is_the_same_in_both_languages(make):
    option = {"en": "2.40", "zh": "2.40"}
    assert faults_of(changed_option(make("c03-aa-001", "single"), 3, text=option)) == []


def test_single_choice_has_four_options(make):
    item = make("c03-aa-001", "single")
    short = item.model_copy(update={"options": item.options[:3]})
    assert "c03-aa-001, options: 3 options in a single item: write 4." in faults_of(short)


def test_ids_and_stems_are_there_once(make):
    one, two = make("c03-aa-001", "single"), make("c03-aa-001", "single", stem=WORDS)
    assert "c03-aa-001, id: 2 items have it: give each its own, ids are for ever." in faults_of(one, two)
    three = make("c03-aa-003", "single", stem={"en": "Stem, of C03-AA-001?", "zh": "另一题"})
    assert "c03-aa-003, stem.en: is the stem of c03-aa-001 too: ask something else." in faults_of(one, three)


def test_concepts_and_sources_exist(make):
    item = make("c03-aa-001", "single", concepts=["time-costs"], source=["kotler1993"])
    faults = faults_of(item)
    assert "c03-aa-001, concepts: 'time-costs' is not in the syllabus. Did you mean 'time-cost'?" in faults
    assert "c03-aa-001, source: 'kotler1993' is not in the bibliography. Did you mean 'kotler1994'?" in faults


def test_longest_keys_are_counted_against_chance(make):
    def padded(number):
        item = make(f"c03-aa-{number:03}", "single", stem={"en": f"stem {number}", "zh": f"题{number}"})
        place = number % 4
        options = [
            option.model_dump() | {"correct": k == place, "misconception": None}
            for k, option in enumerate(item.options)
        ]
        options[place]["text"] = {"en": "much the longest of the four", "zh": "四个选项中最长的一个"}
        return type(item).model_validate({**item.model_dump(), "options": options})

    items = [padded(number) for number in range(8)]
    assert longest_keys(Bank(tuple(items)), "en") == (8, 8, pytest.approx(0.25**8))
    assert any(
        "bank, single choice, zh: the key is the longest option in 8 of 8" in fault
        for fault in faults_of(*items)
    )
    assert longest_keys(Bank(tuple(items[:2])), "en") == (2, 2, pytest.approx(1 / 16))
    assert not any("longest" in fault for fault in faults_of(*items[:2]))


def test_key_positions_are_spread(make):
    items = [make(f"c03-aa-{k:03}", "single", stem={"en": f"stem {k}", "zh": f"题{k}"}) for k in range(8)]
    faults = faults_of(*items)
    assert "bank, single: the key stands at B in 8 of 8: an even spread has 2." in faults
    assert "bank, single: the key stands at A in 0 of 8: an even spread has 2." in faults


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"verify": "value - cost + 1"}, "verify#1: gives 51, the answer 50, with value 80, cost 30."),
        (
            {"tolerance": 20},
            "answer and value-without-cost: 50 and 80 cannot be told apart with value 80, cost 30: change",
        ),
        (
            {"answer": "value / cost", "tolerance": 0.001},
            "tolerance: 0.001 refuses the answer rounded to 0 decimals",
        ),
        ({"answer": "1 / (value - 60)"}, "answer: expression '1 / (value - 60)' cannot be computed"),
        (
            {"why": {"en": "{1 / (value - 60)}", "zh": "因"}},
            "answer: expression '1 / (value - 60)' cannot be computed",
        ),
        ({"wrong": []}, "wrong: has 0 ways to go wrong: give 3 or more."),
        ({"stem": {"en": "{value} {cost} {", "zh": "{value}与{cost}"}}, "stem.en: a brace is left over"),
    ],
)
def test_every_draw_of_a_template_is_computed(make, changes, complaint):
    faults = faults_of(make("c03-aa-001", "numeric", **changes))
    assert [fault for fault in faults if complaint in fault], faults


def test_a_collision_in_one_draw_of_many_is_found(make):
    wrong = [
        {"value": "cost * 3", "misconception": "three-costs", "why": WORDS},
        {"value": "value", "misconception": "value-without-cost", "why": WORDS},
        {"value": "cost - value", "misconception": "sign-reversed", "why": WORDS},
    ]
    faults = faults_of(make("c03-aa-001", "numeric", wrong=wrong))
    # 3 × 20 = 60 and 3 × 30 = 90 are values too: two of the eight draws collide, the pair is told once
    (told,) = [fault for fault in faults if "three-costs and value-without-cost" in fault]
    assert "90 and 90 cannot be told apart with value 90, cost 30" in told


@pytest.mark.parametrize(
    ("verify", "printed", "fault"),
    [
        ("100 - 60", "leaves 40", None),
        ("100 - 60", "leaves 41", "100 - 60 gives 40, which the en answer does not print"),
        ("60 / 25", "returns 2.4 per yuan", None),
        ("120 / 70", "1.71", None),
        ("120 / 70", "1.72", "gives 1.71429"),
        ("1250 * 2", "¥2,500", None),
        ("40 - 100", "a loss of 60", None),
        ("40 - 1 / 0", "40", "cannot be computed"),
        ("rent - 1", "40", "'rent' is not drawn"),
    ],
)
def test_a_printed_number_is_recomputed(make, verify, printed, fault):
    text = {"en": f"It {printed}", "zh": f"其{printed}"}
    item = changed_option(make("c03-aa-001", "single", verify=verify), 1, text=text)
    open_item = make("c03-aa-002", "short", verify=verify, answer=text)
    for found in (faults_of(item), faults_of(open_item)):
        assert bool(found) == bool(fault)
        assert not fault or fault in found[0]


def test_levels_and_concepts_need_enough_items(bank):
    found = [
        str(fault)
        for fault in lint_bank(
            bank,
            tiers={"time-cost": "A", "image-value": "A", "x": "B", "y": "C"},
            known=TIERS,
            sources=SOURCES,
        )
    ]
    assert "bank, comprehend: 1 items, 10 are wanted." in found
    assert "bank, concepts: 1 questions examine image-value, 2 are wanted for tier A." in found
    assert "bank, concepts: 0 questions examine x, 1 are wanted for tier B." in found
    assert not any("time-cost" in fault or "examine y" in fault for fault in found)


def test_normalised_text_ignores_case_width_and_punctuation():
    assert normalised("Value，to whom？ Ａ") == normalised("value TO whom a") == "valuetowhoma"
