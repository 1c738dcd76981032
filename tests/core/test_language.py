"""The language of labels: chosen in one place, complete in both."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from cvm_lessons.core import ParameterError, current_language, language, translate
from cvm_lessons.core.languages import CATALOGUES
from cvm_lessons.core.paths import PACKAGE


def test_the_block_ends_with_the_language_before():
    with language("zh"):
        assert current_language() == "zh"
        with language("en"):
            assert translate("Price") == "Price"
        assert translate("Price") == "价格"
    assert current_language() == "en"


def test_the_language_returns_after_an_error():
    with pytest.raises(RuntimeError), language("zh"):
        raise RuntimeError
    assert current_language() == "en"


def test_an_unknown_language_names_the_known_ones():
    with (
        pytest.raises(ParameterError, match="language='chinese' is not one of its values. Known: en, zh."),
        language("chinese"),
    ):
        pass


def test_values_are_filled_in_and_an_unknown_text_stays_english():
    with language("zh"):
        assert translate("Edition {year}", year=2024) == "2024届"
        assert translate("no such text") == "no such text"


def catalogue() -> dict[str, str]:
    entries = {}
    for path in sorted((CATALOGUES / "zh").glob("*.po")):
        with path.open("rb") as source:
            entries |= {
                entry.id: entry.string
                for entry in read_po(source, locale="zh")
                if entry.id and not entry.context
            }
    return entries


def test_every_text_that_the_package_shows_has_its_chinese():
    found = extract_from_dir(str(PACKAGE), keywords={"translate": None}, method_map=[("**.py", "python")])
    known = catalogue()
    missing = sorted(
        {f"{name}:{line}: {text}" for name, line, text, *_ in found if text and not known.get(text)}
    )
    assert missing == []


def test_a_translation_keeps_the_places_for_values():
    places = re.compile(r"\{(\w+)")
    torn = [
        text
        for text, chinese in catalogue().items()
        if set(places.findall(text)) != set(places.findall(chinese))
    ]
    assert torn == []


def test_no_text_has_two_different_translations():
    seen: dict[tuple[str, str], set[str]] = {}
    for path in sorted((CATALOGUES / "zh").glob("*.po")):
        with path.open("rb") as source:
            for entry in read_po(source, locale="zh"):
                seen.setdefault((entry.context or "", str(entry.id)), set()).add(str(entry.string))
    assert {text: chinese for text, chinese in seen.items() if text[1] and len(chinese) > 1} == {}
