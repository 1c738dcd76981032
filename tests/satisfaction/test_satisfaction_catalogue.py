"""Whatever the room shows has its Chinese, in glyphs that the font holds."""

import ast
from pathlib import Path

import pytest
from babel.messages import pofile
from matplotlib.ft2font import FT2Font

from cvm_lessons import core, satisfaction
from cvm_lessons.core import language, style, translate
from cvm_lessons.satisfaction._names import NAMES

CATALOGUE = Path(core.__file__).parent / "locale" / "zh" / "satisfaction.po"
ROOM = Path(satisfaction.__file__).parent
MODULES = [path for path in ROOM.glob("*.py") if path.stem.startswith(("plots_", "widgets", "what_if"))]


def strings(node: ast.AST) -> set[str]:
    return {
        leaf.value
        for leaf in ast.walk(node)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    }


def shown_literals(path: Path) -> set[str]:
    """Texts passed to `translate`, directly or as a title chosen before."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate":
            found |= strings(node.args[0]) if isinstance(node.args[0], ast.Constant | ast.IfExp) else set()
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "title":
            found |= {text for text in strings(node.value) if " " in text}
    return found


def shown_names() -> set[str]:
    recoveries = {"no recovery", "apology", "fix", "refund", "fix and refund"}
    constructs = {NAMES.get(name, name) for name in satisfaction.INDEX_COLUMNS}
    features = {NAMES.get(name, name.replace("_", " ")) for name in satisfaction.KANO_FEATURES}
    models = {*satisfaction.FORMATION_MODELS, "all together"}
    labels = {
        *satisfaction.RATER,
        *satisfaction.KANO_CATEGORIES.values(),
        *satisfaction.IPA_QUADRANTS.values(),
    }
    words = set(satisfaction.WORDS.values())
    return recoveries | constructs | features | models | labels | words


@pytest.mark.parametrize("text", sorted(shown_names().union(*map(shown_literals, MODULES))))
def test_every_shown_text_is_translated(text):
    with language("zh"):
        assert translate(text) != text


def test_the_catalogue_is_sorted_filled_and_within_the_font():
    with CATALOGUE.open("rb") as source:
        texts = [(entry.id, entry.string) for entry in pofile.read_po(source, locale="zh") if entry.id]
    assert [english for english, _ in texts] == sorted(english for english, _ in texts)
    glyphs = FT2Font(str(style.FONT)).get_charmap()
    for english, chinese in texts:
        assert chinese, english
        assert not {letter for letter in chinese if letter >= "\u2e80" and ord(letter) not in glyphs}, english
