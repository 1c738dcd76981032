"""The syllabus."""

from copy import deepcopy

import pytest

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.syllabus import load_syllabus, parse_syllabus

CHAPTER = {"id": "c03", "folder": "c03_customer_value", "en": "Customer value", "zh": "客户消费价值"}
CONCEPT = {"id": "value-chain", "en": "Value chain", "zh": "价值链", "chapter": "c03", "level": "apply"} | {
    "level_by": "ours",
    "tier": "A",
    "computable": True,
}


def syllabus(**changes):
    return {"chapters": [dict(CHAPTER)], "concepts": [CONCEPT | changes]}


def test_a_concept_is_taught_at_home_unless_the_syllabus_says_where():
    two = syllabus(taught_in="c04")
    two["chapters"].append(
        {"id": "c04", "folder": "c04_satisfaction", "en": "Satisfaction", "zh": "客户满意感"}
    )
    parsed = parse_syllabus(two)
    assert [concept.id for concept in parsed.of_chapter("c04")] == ["value-chain"]
    assert parsed.of_chapter("c03") == []


@pytest.mark.parametrize(
    ("en", "zh", "names"),
    [
        ("Value chain (Porter)", "价值链(波特)", ("Value chain", "价值链")),
        (
            "Relative value matrix / value map",
            "客户价值矩阵",
            ("Relative value matrix", "value map", "客户价值矩阵"),
        ),
        ("A/B testing", "相对重要性（夏普利值、相对权重）", ("A/B testing", "相对重要性")),
    ],
)
def test_names_leave_out_parentheses_and_split_at_a_slash(en, zh, names):
    assert parse_syllabus(syllabus(en=en, zh=zh)).concepts["value-chain"].names == names


def test_an_unknown_id_gets_the_nearest_one():
    parsed = parse_syllabus(syllabus())
    assert parsed.unknown(["value-chain", "value-chian"]) == [
        "concept 'value-chian' is not in the syllabus. Did you mean 'value-chain'?"
    ]
    assert parsed.unknown(["xyz"]) == [
        "concept 'xyz' is not in the syllabus. The ids stand in course/syllabus.yaml."
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"chapter": "c3"}, r"concept 1 \(value-chain\): chapter 'c3' is not known. Did you mean 'c03'"),
        ({"taught_in": "c99"}, r"taught_in 'c99' is not known"),
        ({"level": "aply"}, r"level 'aply' is not known. Did you mean 'apply'"),
        ({"tier": "D"}, r"tier 'D' is not known"),
        ({"zh": ""}, r"course/syllabus.yaml, concept 1: 'zh' is missing"),
        ({"en": ["Value"]}, r"course/syllabus.yaml, concept 1: en is \['Value'\]. Write a text"),
    ],
)
def test_a_broken_concept_is_named(changes, message):
    with pytest.raises(CourseError, match=message):
        parse_syllabus(syllabus(**changes))


def test_a_table_that_is_no_list_is_named():
    with pytest.raises(CourseError, match="course/syllabus.yaml: concepts is 5. Write a list of entries"):
        parse_syllabus(syllabus() | {"concepts": 5})


def test_an_id_that_stands_twice_is_named():
    double = syllabus()
    double["concepts"].append(deepcopy(CONCEPT))
    with pytest.raises(CourseError, match="id 'value-chain' stands there twice"):
        parse_syllabus(double)


def test_a_key_too_many_is_reported_and_stops_nobody():
    extra = syllabus()
    extra["chapters"][0]["recovery and exit"] = None  # what YAML makes of an unquoted comma
    faults = parse_syllabus(extra).faults
    assert [(fault.path, fault.message) for fault in faults] == [
        ("course/syllabus.yaml", "chapter 1 (c03): 'recovery and exit' is no key.")
    ]


def test_a_missing_or_broken_file_is_named(tmp_path):
    with pytest.raises(CourseError, match="course/syllabus.yaml is missing"):
        load_syllabus(tmp_path)
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.yaml").write_text("chapters:\n- {id: c03, en: a: b}\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"course/syllabus.yaml:2: not YAML"):
        load_syllabus(tmp_path)
    with pytest.raises(CourseError, match="a mapping of keys is needed, not 'text'"):
        parse_syllabus("text")
