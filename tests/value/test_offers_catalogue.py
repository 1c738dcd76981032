"""Whatever the offers side shows has its Chinese, in glyphs that the font holds."""

import ast
from pathlib import Path

import pytest
from babel.messages import pofile
from matplotlib.ft2font import FT2Font

from cvm_lessons import core, value
from cvm_lessons.core import language, style, translate
from cvm_lessons.value import plots_rivals, what_if

CATALOGUE = Path(core.__file__).parent / "locale" / "zh" / "value_offers.po"
MODULES = ("delivered", "plots_ladders", "plots_offers", "plots_rivals", "what_if", "widgets")
ENTRIES = [
    (message.id, message.string)
    for message in pofile.read_po(CATALOGUE.open("rb"), locale="zh")
    if message.id
]


def literals(module: str) -> set[str]:
    tree = ast.parse((Path(value.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    texts = [call.args[0] for call in calls if getattr(call.func, "id", "") == "translate"]
    return {text.value for text in texts if isinstance(text, ast.Constant)}


SHOWN = {
    *value.BENEFITS,
    *value.COSTS,
    *plots_rivals.TITLES.values(),
    *plots_rivals.READINGS,
    *plots_rivals.DISPUTED.values(),
    *what_if.VERDICTS.values(),
    what_if.PLACE,
    *(f"{level}s" for level in value.LEVELS),
    "thousand yuan",
    "Thousand yuan",
    "what she gives",
    "what is left",
    "share of cost",
    "share of value",
    "worth more",
    "in line",
    "costs more",
}


@pytest.mark.parametrize("text", sorted(SHOWN.union(*map(literals, MODULES))))
def test_every_shown_text_is_translated(text):
    with language("zh"):
        assert translate(text) != text


def test_the_catalogue_is_sorted_and_filled():
    assert [english for english, _ in ENTRIES] == sorted(english for english, _ in ENTRIES)
    assert all(chinese for _, chinese in ENTRIES)


def test_places_for_values_are_the_same_in_both_languages():
    def places(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    assert [english for english, chinese in ENTRIES if places(english) != places(chinese)] == []


def test_the_font_holds_every_character():
    glyphs = FT2Font(str(style.FONT)).get_charmap()
    missing = {letter for _, chinese in ENTRIES for letter in chinese if ord(letter) not in glyphs}
    assert {letter for letter in missing if letter >= "\u2e80"} == set()
