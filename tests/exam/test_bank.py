"""Reading the bank: every fault of a file at once, each with item, field and remedy."""

import json
import re

import pytest

from cvm_lessons.core import CourseError, ParameterError
from cvm_lessons.exam.bank import Bank, bank_files, load_bank, parse_bank, read_bank


def as_yaml(*entries: dict) -> str:
    return json.dumps(list(entries), ensure_ascii=False)  # JSON is YAML


def faults_of(*entries: dict) -> str:
    with pytest.raises(CourseError) as caught:
        parse_bank(as_yaml(*entries), name="c03.yaml")
    return str(caught.value)


def test_sound_items_are_read_in_order(raw, case_entry):
    kinds = ["single", "multiple", "true_false", "numeric", "short"]
    entries = [raw(f"c03-aa-00{k}", kind) for k, kind in enumerate(kinds)]
    read = parse_bank(as_yaml(*entries, case_entry), name="c03.yaml")
    assert [item.type for item in read] == [*kinds, "case"]
    assert [question.id for question in read.questions()][-2:] == ["c03-ca-001a", "c03-ca-001b"]
    assert len(read) == 6


@pytest.mark.parametrize(
    ("kind", "path", "value", "complaint"),
    [
        ("single", ["stem"], None, "stem: is missing: add it."),
        ("single", ["options", 1, "why"], None, "options#2.why: is missing: add it."),
        ("single", ["options", 0, "why", "zh"], "  ", "options#1.why.zh: is empty: write it."),
        ("single", ["options", 0, "text", "en"], 40, "options#1.text.en: 40 is no text: put it in quotes."),
        (
            "single",
            ["options", 0, "hint"],
            "x",
            "options#1.hint: is no field here. Delete it, or correct its name.",
        ),
        ("single", ["optoins"], [], "optoins: is no field here. Did you mean 'options'?"),
        ("single", ["options"], [], "options: the list is empty: give at least one."),
        (
            "single",
            ["options", 1, "misconception"],
            "slug",
            "a correct option has no misconception: delete the field",
        ),
        (
            "single",
            ["options", 0, "misconception"],
            "Two Words",
            "'Two Words' is not of the form words-joined-by-hyphens.",
        ),
        (
            "single",
            ["level"],
            "aply",
            "level: 'aply' is not right: input should be 'remember', 'comprehend' or 'apply'.",
        ),
        ("single", ["points"], 0, "points: 0 is not right: input should be greater than 0."),
        ("single", ["points"], 1.5, "points: 1.5 is not right"),
        ("single", ["concepts"], [], "concepts: the list is empty: give at least one."),
        ("single", ["type"], None, "type: is missing: add it."),
        ("single", ["type"], "singel", "type: 'singel' is no type of item. Did you mean 'single'?"),
        ("single", ["stem"], "text", "stem: 'text' stands where fields are needed"),
        ("single", ["id"], "dv-1", "id: 'dv-1' is not of the form c03-xx-001"),
        ("single", ["id"], "c04-aa-001", "id: is not of the form c03-xx-nnn: c03.yaml holds only such ids."),
        ("single", ["id"], "c03-aa-001a", "id: is not of the form c03-xx-nnn"),
        ("single", ["verify"], "40 +", "verify#1: expression '40 +' is no arithmetic"),
        ("true_false", ["options", 0, "text", "en"], "Yes", 'has the options "True" 正确 and "False" 错误'),
        (
            "numeric",
            ["answer"],
            "value - costs",
            "costs used but not drawn: add it to draw, or correct the name.",
        ),
        ("numeric", ["why", "zh"], "中{rent}", "rent used but not drawn"),
        ("numeric", ["stem", "zh"], "中{value}", "stem.zh does not tell cost: put it in braces."),
        (
            "numeric",
            ["draw", "rent"],
            {"low": 1, "high": 2},
            "rent drawn but used in no expression: delete it",
        ),
        ("numeric", ["draw", "max"], {"low": 1, "high": 2}, "max is the name of a function: rename"),
        (
            "numeric",
            ["draw", "cost"],
            {"low": 3, "high": 2},
            "draw.cost: give low and high with low < high, or choices.",
        ),
        (
            "numeric",
            ["draw", "cost"],
            {"low": 3, "choices": [1, 2]},
            "give either low and high or choices, not both.",
        ),
        ("numeric", ["draw", "Cost"], {"low": 1, "high": 2}, "'Cost' is not of the form lower_case_name."),
        ("numeric", ["answer"], "value.real", "'value.real' is not allowed; use numbers"),
        (
            "short",
            ["rubric", 0, "points"],
            3,
            "the rubric's points sum to 5, the item has 3: make them equal.",
        ),
        ("short", ["rubric"], [], "rubric: the list is empty: give at least one."),
    ],
)
def test_a_fault_names_item_line_field_and_remedy(raw, kind, path, value, complaint):
    broken = raw("c03-aa-001", kind)
    *way, last = path
    part = broken
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    message = faults_of(broken)
    assert message.startswith("1 fault in c03.yaml:\n  ")
    assert f"{broken.get('id')} (line 1)" in message
    assert complaint in message


def test_all_faults_of_a_file_are_told_at_once(raw):
    first, second, third = (raw(f"c03-aa-00{k}", "single") for k in (1, 2, 3))
    del first["stem"], third["options"][0]["why"], third["source"]
    message = faults_of(first, second, third)
    assert message.startswith("3 faults in c03.yaml:")
    assert re.findall(r"c03-aa-\d+", message) == ["c03-aa-001", "c03-aa-003", "c03-aa-003"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            lambda case: case.update(points=5),
            "the questions' points sum to 4, the case has 5: make them equal.",
        ),
        (lambda case: case["questions"][1].update(id="c03-ca-001c"), "number them c03-ca-001a, c03-ca-001b."),
        (
            lambda case: case["questions"][1].update(concepts=["image-value"]),
            "image-value not both in the case and",
        ),
        (lambda case: case["questions"][0].update(level="x"), "questions#1.level: 'x' is not right"),
        (
            lambda case: case["questions"][1].update(type="case"),
            "questions#2.type: 'case' is no type of item",
        ),
        (lambda case: case.update(questions=[]), "questions: the list is empty"),
    ],
)
def test_a_case_fits_together(case_entry, change, complaint):
    change(case_entry)
    assert complaint in faults_of(case_entry)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- id: c03-aa-001\n  stem: [1\n  x: 2\n", r"c03.yaml, line 3: "),
        ("- id: a\n- id: b\n  id: c\n", "c03.yaml, line 3: field 'id' is there twice: keep one."),
        ("- id: 'a\n", r"c03.yaml, line 2: found unexpected end of stream\."),
        ("id: c03-aa-001\n", "c03.yaml holds no list of items: begin each with '- id: …'."),
        ("", "c03.yaml holds no list of items"),
        ("- \x00", "c03.yaml cannot be read as YAML"),
        ("- just text\n", r"item without id \(line 1\): 'just text' stands where fields are needed"),
    ],
)
def test_a_file_that_is_no_bank_names_the_line(text, complaint):
    with pytest.raises(CourseError, match=complaint):
        parse_bank(text, name="c03.yaml")


def test_an_item_is_found_by_its_id_and_a_case_by_its_questions(bank):
    assert bank.find("c03-aa-004").type == "numeric"
    assert bank.find("c03-ca-001b").id == "c03-ca-001"
    with pytest.raises(
        ParameterError, match=r"item 'c03-aa-0004' is not in the bank. Did you mean 'c03-aa-004'\?"
    ):
        bank.find("c03-aa-0004")


def test_a_level_selects_its_items_or_says_why_not(bank):
    assert {item.level for item in bank.select(level="apply")} == {"apply"}
    assert bank.select() is bank
    with pytest.raises(
        ParameterError, match=r"level='aply' is not one of its values. Did you mean 'apply'\?"
    ):
        bank.select(level="aply")
    with pytest.raises(ParameterError, match="level='apply': none of the 1 items has this level"):
        Bank(bank.items[:1]).select(level="apply")


def test_a_chapter_without_items_names_those_that_have(tmp_path, monkeypatch, raw):
    folder = tmp_path / "course/exam/bank"
    folder.mkdir(parents=True)
    (tmp_path / "course/syllabus.yaml").write_text("chapters: []\nconcepts: []\n", encoding="utf-8")
    (folder / "c03.yaml").write_text(as_yaml(raw("c03-aa-001", "single")), encoding="utf-8")
    (folder / "c04.yaml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setenv("CVM_ROOT", str(tmp_path))
    assert list(bank_files()) == ["c03", "c04"]
    assert len(load_bank()) == len(load_bank("c03")) == len(read_bank(folder / "c03.yaml")) == 1
    with pytest.raises(ParameterError, match="there are no exam items yet in c04"):
        load_bank("c04")
    with pytest.raises(ParameterError, match=r"chapter='c05' has no item bank. Known: c03, c04"):
        load_bank("c05")
