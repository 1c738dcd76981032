"""The language of labels and formats: English source strings, Chinese from gettext catalogues."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

from cvm_lessons.core.spelling import check_choice

__all__ = ["LANGUAGES", "current_language", "language", "set_language", "translate", "translate_data"]

LANGUAGES = ("en", "zh")
# Short words of the tables have a context of their own: a `source` there is no source of a sentence.
DATA = "data"
LOCALES = {"en": "en_US", "zh": "zh_Hans_CN"}
CATALOGUES = Path(__file__).with_name("locale")

_chosen = "en"


def current_language() -> str:
    """Return the language in force, ``"en"`` or ``"zh"``.

    Returns
    -------
    str
        The language that `setup` chose; English before.
    """
    return _chosen


def set_language(code: str) -> None:
    """Choose the language of labels, tables and formats.

    Parameters
    ----------
    code : {"en", "zh"}
        Language of what is shown from now on.

    Raises
    ------
    ParameterError
        If there is no such language.
    """
    global _chosen
    _chosen = check_choice("language", code, LANGUAGES)


@contextmanager
def language(code: str) -> Iterator[None]:
    """Use another language inside a ``with`` block.

    Parameters
    ----------
    code : {"en", "zh"}
        Language inside the block.

    Yields
    ------
    None
        Nothing; the former language returns after the block.

    Examples
    --------
    >>> with language("zh"):
    ...     translate("Price")
    '价格'
    """
    before = current_language()
    set_language(code)
    try:
        yield
    finally:
        set_language(before)


def translate(text: str, **values: object) -> str:
    """Return `text` in the language in force, with `values` filled in.

    Parameters
    ----------
    text : str
        English source string, with ``{name}`` where a value goes.
    **values : object
        Values for those places.

    Returns
    -------
    str
        The translation, or the English string where the catalogue has none.

    Examples
    --------
    >>> translate("Edition {year}", year=2024)
    'Edition 2024'
    """
    # The empty message of a catalogue is its header.
    chosen = text if _chosen == "en" or not text else _catalogue(_chosen).gettext(text)
    if chosen == text and _chosen != "en":
        chosen = _catalogue(_chosen).pgettext(DATA, text)
    return chosen.format(**values) if values else chosen


def translate_data(text: str) -> str:
    """Return a word of the tables in the language in force: a column, a unit, a value, what it is about.

    Parameters
    ----------
    text : str
        English word or sentence of a table's schema.

    Returns
    -------
    str
        What it means in the tables; where they say nothing of their own, what `translate` returns.

    Examples
    --------
    >>> with language("zh"):
    ...     translate_data("source")
    '来源'
    """
    chosen = text if _chosen == "en" else _catalogue(_chosen).pgettext(DATA, text)
    return translate(text) if chosen == text else chosen


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    # The .po files are read as they are: no compiled catalogue that could lag behind its source.
    from babel.messages import mofile, pofile

    merged = gettext.NullTranslations()
    for path in sorted((CATALOGUES / code).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as source:
            mofile.write_mo(compiled, pofile.read_po(source, locale=code))
        compiled.seek(0)
        room = gettext.GNUTranslations(compiled)
        room.add_fallback(merged)
        merged = room
    return merged
