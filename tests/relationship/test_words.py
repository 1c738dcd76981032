"""The words for the names of tables: a word for a reader, and its Chinese."""

from babel.messages import pofile
from matplotlib.ft2font import FT2Font

from cvm_lessons.core import language, project_root, style, translate
from cvm_lessons.relationship import CROSS_WORDS, PROFILE_WORDS, WORDS

EVERY = {*WORDS.values(), *CROSS_WORDS.values(), *PROFILE_WORDS.values()}
CATALOGUE = project_root() / "cvm_lessons/core/locale/zh/relationship_words.po"


def test_every_word_is_told_in_chinese_too():
    with language("zh"):
        assert [word for word in EVERY if translate(word) == word] == []


def test_no_word_is_the_raw_name_of_a_column():
    assert [word for word in EVERY if "_" in word] == []


def test_the_words_catalogue_is_sorted_filled_and_within_the_font():
    with CATALOGUE.open("rb") as source:
        texts = [(entry.id, entry.string) for entry in pofile.read_po(source, locale="zh") if entry.id]
    assert [english for english, _ in texts] == sorted(english for english, _ in texts)
    glyphs = FT2Font(str(style.FONT)).get_charmap()
    for english, chinese in texts:
        assert chinese, english
        assert not {letter for letter in chinese if letter >= "\u2e80" and ord(letter) not in glyphs}, english
