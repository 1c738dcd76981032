"""The glossary."""

import pytest

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.glossary import load_glossary, parse_glossary

PRICE = {"id": "price", "en": "price", "zh": "价格", "definition": {"en": "Money asked.", "zh": "标价。"}}


def test_a_term_has_both_languages():
    term = parse_glossary([PRICE | {"also_zh": ["售价"], "concepts": ["monetary-cost"]}])["price"]
    assert (term.in_text("en"), term.in_text("zh")) == ("**price** (价格)", "**价格** (price)")
    assert (term.definition("en"), term.definition("zh")) == ("Money asked.", "标价。")
    assert term.names == ("price", "价格", "售价")
    assert term.concepts == ("monetary-cost",)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("price", r"course/glossary.yaml: a list of entries is needed, not str"),
        ([PRICE, PRICE], r"entry 2: id 'price' stands there twice"),
        ([PRICE | {"zh": ""}], r"course/glossary.yaml, entry 1: 'zh' is missing"),
        ([PRICE | {"defintion": 1}], r"entry 1: 'defintion' is not known. Did you mean 'definition'"),
        ([PRICE | {"definition": {"en": "x"}}], r"entry 1 \(price\), definition: 'zh' is missing"),
        ([PRICE | {"definition": {"en": "a\nb", "zh": "x"}}], r"en runs over several lines. Write one line"),
        ([PRICE | {"concepts": "monetary-cost"}], r"concepts is 'monetary-cost'. Write a list"),
        (["price"], r"entry 1: a mapping of keys is needed, not 'price'"),
    ],
)
def test_a_broken_entry_is_named(entries, message):
    with pytest.raises(CourseError, match=message):
        parse_glossary(entries)


def test_a_course_without_glossary_has_no_terms(tmp_path):
    assert load_glossary(tmp_path) == {}
