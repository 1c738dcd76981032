"""Sections and the concepts they teach."""

import pytest

from cvm_lessons.workbook.sources import parse_source
from cvm_lessons.workbook.teaching import sections, teaches, teaching_faults

FRONT = "---\ntitle: T\n---\n"


def lesson(*cells):
    return parse_source(FRONT + "\n".join(cells), "t.md")


def section(text, *concepts, level=2):
    names = ", ".join(f'"{name}"' for name in concepts)
    return f'+++ {{"concepts": [{names}]}}\n\n{"#" * level} {text}\n'


def messages(course, *cells):
    return [fault.message for fault in teaching_faults(course, lesson(*cells))]


def test_a_section_runs_to_the_next_of_its_level_and_a_subsection_to_the_next_heading():
    source = lesson(
        "Intro\n", section("One", "a"), "+++\n\nMore\n", section("Sub", "b", level=3), "+++\n\nDeep\n"
    )
    source = lesson(*[source.text.removeprefix(FRONT), section("Two"), "+++\n\nLast\n"])
    found = [
        (part.heading, part.level, part.concepts, "More" in part.text, "Deep" in part.text)
        for part in sections(source)
    ]
    assert found == [
        ("One", 2, ("a",), True, True),
        ("Sub", 3, ("b",), False, True),
        ("Two", 2, (), False, False),
    ]


def test_code_and_notes_for_instructors_teach_nothing(toy):
    notes = '+++ {"tags": ["instructor"]}\n\n**Prosumer**\n'
    assert len(messages(toy, section("One\n\n`**prosumer**`", "prosumer"), notes)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The prosumer",
        "One\n\nWho makes and uses is a **prosumer**.",
        "One\n\nMany are **Prosumers** today.",
        "One\n\n是**产消者**。",
    ],
)
def test_the_term_in_a_heading_or_in_bold_in_either_language_teaches(toy, text):
    assert messages(toy, section(text, "prosumer")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("One\n\nA prosumer makes and uses.", "its term in no heading, bold word or {term}"),
        ("One", "looked for: Prosumer; 产消者"),
    ],
)
def test_a_tag_without_such_text_is_a_fault(toy, text, message):
    (found,) = messages(toy, section(text, "prosumer"))
    assert found.startswith("concept 'prosumer' is tagged, but the text has its term")
    assert message in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Total customer cost 总客户成本 {cite}`kotler1994`", None),
        ("Total customer cost {cite:t}`kotler1994` {term}`price`", None),
        ("Total customer cost 总客户成本", "no citation, which tier A asks for"),
        ("Total customer cost {cite}`kotler1994`", "no Chinese term, which tier A asks for"),
    ],
)
def test_tier_a_also_asks_for_a_source_and_the_chinese(toy, text, message):
    found = messages(toy, section(text, "total-customer-cost"))
    assert len(found) == (message is not None)
    assert message is None or message in found[0]


def test_a_glossary_entry_lends_its_names_and_its_role_to_its_concepts(toy):
    cited = "{cite}`kotler1994`"
    assert (
        messages(toy, section(f"One\n\n{{term}}`delivered-value` {cited}", "customer-delivered-value")) == []
    )
    assert messages(toy, section(f"One\n\n**顾客让渡价值** {cited}", "customer-delivered-value")) == []


def test_a_name_is_found_with_a_hyphen_or_a_space_and_without_its_parentheses(toy):
    text = "The total-customer value 总客户价值 {cite}`kotler1994`"
    assert messages(toy, section(text, "total-customer-value")) == []


def test_four_tier_a_concepts_are_too_many_even_when_a_subsection_holds_one(toy):
    body = (
        "**customer delivered value** **total customer value** **total customer cost** 货 {cite}`kotler1994`"
    )
    three = section(body, "customer-delivered-value", "total-customer-value", "total-customer-cost")
    fourth = section("Monetary cost 货币成本 {cite}`kotler1994`", "monetary-cost", level=3)
    assert messages(toy, three) == []
    (found,) = messages(toy, three, fourth)
    assert found.startswith("names 4 tier A concepts (customer-delivered-value, ")


def test_a_scaffold_teaches_nothing_and_is_not_reported_twice(toy):
    source = lesson(section("{write}`prosumer`", "prosumer"))
    assert list(teaching_faults(toy, source)) == []
    assert not teaches(sections(source)[0], toy.syllabus.concepts["prosumer"], toy.glossary)
