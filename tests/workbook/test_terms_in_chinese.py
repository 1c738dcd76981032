"""The course calls a thing by one Chinese name, wherever a reader meets it."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
KOTLER = ["customer-delivered-value", "total-customer-value", "total-customer-cost"]


def named(file):
    return {entry["id"]: entry["zh"] for entry in file}


@pytest.fixture(scope="module")
def texts():
    course = ROOT / "course"
    files = [
        *course.rglob("*.md"),
        *course.rglob("*.yaml"),
        *(ROOT / "cvm_lessons/core/locale").rglob("*.po"),
    ]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_syllabus_and_glossary_name_kotler_s_terms_alike():
    glossary = named(yaml.safe_load((ROOT / "course/glossary.yaml").read_text(encoding="utf-8")))
    syllabus = yaml.safe_load((ROOT / "course/syllabus.yaml").read_text(encoding="utf-8"))
    concepts = named(syllabus["concepts"])
    assert {term: concepts[term].partition("(")[0] for term in KOTLER} == {
        term: glossary[term] for term in KOTLER
    }


@pytest.mark.parametrize(("other", "name"), [("港湾博览", "海港展"), ("所失", "所付"), ("00千元", "0万元")])
def test_a_name_has_no_rival(texts, other, name):
    assert [file for file, text in texts.items() if other in text] == []
    assert any(name in text for text in texts.values())
