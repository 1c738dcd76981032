"""In Chinese, whatever a table shows has a Chinese label, and what one types stays as it is."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cvm_lessons.core import language, style, translate_data
from cvm_lessons.datasets import describe, load, schema_of, table_names

FEW = 60  # values: what has more is an identifier, a name or a text
UNTRANSLATED = {"customer_id", "edition_id", "response_id", "respondent_id", "project", "rival_id", "show_id"}
NAMES = ["name", "name_zh"]  # organisations have a column for each language


def labels(values):
    """The values of a text column that are labels: few, and in words, as codes and comments are not."""
    found = values.dropna().unique()
    return [value for value in found if re.search("[a-z]", value)] if len(found) <= FEW else []


def words(name):
    """Every English string of a table that a reader may be shown."""
    schema, frame = schema_of(name), load(name)
    yield from (name, schema.about, schema.grain, *schema.traps)
    for column in schema.columns:
        yield from (column.name, column.about, column.unit, column.type, column.missing, *column.choices)
        if (
            column.type == "text"
            and column.name not in UNTRANSLATED
            and not (name == "organisations" and column.name in NAMES)
        ):
            yield from labels(frame[column.name]) if column.name != "name_zh" else ()


@pytest.mark.parametrize("name", table_names())
def test_every_label_and_value_has_its_chinese(name):
    with language("zh"):
        lacking = {word for word in words(name) if re.search("[a-z]", word) and translate_data(word) == word}
    assert not lacking


def test_names_that_one_types_stay_as_they_are():
    with language("zh"):
        text = repr(describe("rivals"))
    assert "竞争展会" in text
    assert "price_m2" in text
    assert "machinery, electronics, food" in text
    assert "元/平方米" in text
    assert "Content-Type" not in text


def test_the_font_of_the_figures_has_every_character():
    catalogue = (Path(style.__file__).parent / "locale" / "zh" / "world.po").read_text(encoding="utf-8")
    used = {ord(character) for character in catalogue if "\u4e00" <= character <= "\u9fff"}
    used |= {ord(character) for name in load("organisations")["name_zh"] for character in name}
    assert used <= set(TTFont(style.FONT).getBestCmap())
