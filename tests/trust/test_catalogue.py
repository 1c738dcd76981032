"""Whatever the room shows has its Chinese, in glyphs that the font holds."""

import ast
from pathlib import Path

import pytest
from babel.messages import pofile
from matplotlib.ft2font import FT2Font

from cvm_lessons import core, trust
from cvm_lessons.core import language, style, translate
from cvm_lessons.trust.scales import SCALE_LABELS

CATALOGUES = [Path(core.__file__).parent / "locale" / "zh" / name for name in ("trust.po", "trust_words.po")]
ROOM = Path(trust.__file__).parent


def entries(catalogue: Path) -> list[tuple[str, str]]:
    with catalogue.open("rb") as source:
        return [(message.id, message.string) for message in pofile.read_po(source, locale="zh") if message.id]


def translated_literals(path: Path) -> set[str]:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate"
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def shown_names() -> set[str]:
    constructs = {name for path in trust.KMV_PATHS for name in path[:2]}
    frames = [
        trust.commitment_kinds()[["stays", "because"]],
        trust.switching_cost_kinds(),
        trust.trust_views()[["question"]],
    ]
    cells = {str(cell) for frame in frames for cell in frame.to_numpy().ravel()}
    words = {trust.OCCASIONAL, trust.RELATIONAL, "raw", "adjusted", "within customer", "several", "none"}
    verdicts = {"even", "gets too little", "gets too much"}
    headings = {text for text in trust.WORDS.values() if not text.isupper()}  # CFI is CFI in Chinese
    labels = {*SCALE_LABELS.values(), *trust.trust_actions().index}
    return constructs | cells | words | verdicts | headings | labels


@pytest.mark.parametrize("text", sorted(shown_names().union(*map(translated_literals, ROOM.glob("*.py")))))
def test_every_shown_text_is_translated(text):
    with language("zh"):
        assert translate(text) != text


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_the_catalogue_is_sorted_filled_and_within_the_font(catalogue):
    texts = entries(catalogue)
    assert [english for english, _ in texts] == sorted(english for english, _ in texts)
    glyphs = FT2Font(str(style.FONT)).get_charmap()
    for english, chinese in texts:
        assert chinese, english
        assert not {letter for letter in chinese if letter >= "\u2e80" and ord(letter) not in glyphs}, english
