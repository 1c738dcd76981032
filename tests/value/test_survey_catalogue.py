"""Whatever the survey side shows has its Chinese, in glyphs that the font holds."""

import ast
from pathlib import Path

import pytest
from babel.messages import pofile
from matplotlib.ft2font import FT2Font

from cvm_lessons import core, value
from cvm_lessons.core import language, style, translate

CATALOGUES = Path(core.__file__).parent / "locale" / "zh"
ROOM = Path(value.__file__).parent
MODULES = ("drivers", "plots_drivers", "plots_maps", "plots_survey")


def entries(name: str) -> list[tuple[str, str]]:
    with (CATALOGUES / f"{name}.po").open("rb") as source:
        return [(message.id, message.string) for message in pofile.read_po(source, locale="zh") if message.id]


def translated_literals(module: str) -> set[str]:
    tree = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate"
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def shown_names() -> set[str]:
    frames = [value.five_values(), value.holbrook_table(), value.perval_dimensions()]
    cells = {
        str(cell)
        for frame in frames
        for cell in frame.drop(columns="source", errors="ignore").to_numpy().ravel()
    }
    elements = {element.removeprefix("el_").replace("_", " ") for element in value.ELEMENTS}
    return cells | elements | set(value.ATTRIBUTE_LABELS.values()) | set(value.ELEMENT_LEVELS)


@pytest.mark.parametrize("text", sorted(shown_names().union(*map(translated_literals, MODULES))))
def test_every_shown_text_is_translated(text):
    with language("zh"):
        assert translate(text) != text


@pytest.mark.parametrize("name", ["measurement", "value_survey"])
def test_catalogues_are_sorted_filled_and_within_the_font(name):
    texts = entries(name)
    assert [english for english, _ in texts] == sorted(english for english, _ in texts)
    glyphs = FT2Font(str(style.FONT)).get_charmap()
    for english, chinese in texts:
        assert chinese, english
        assert not {letter for letter in chinese if letter >= "\u2e80" and ord(letter) not in glyphs}, english
