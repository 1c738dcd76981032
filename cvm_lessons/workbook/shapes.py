"""The shape of front matter and cell metadata: which key holds a text, a number or a list."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["CELL", "FRONT_MATTER", "wrong_shapes"]


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _mappings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _text_or_texts(value: Any) -> bool:
    return _text(value) or _texts(value)


# Key by key: the test, and how the right shape is written.
Shapes = Mapping[str, tuple[Callable[[Any], bool], str]]
FRONT_MATTER: Shapes = {
    "title": (_text, 'a text:  title: "…"'),
    "title_zh": (_text, 'a text:  title_zh: "…"'),
    "chapter": (_text, "an id:  chapter: c03"),
    "lesson": (_number, "a number:  lesson: 1"),
    "minutes": (_number, "a number:  minutes: 60"),
    "case": (_text, "a name:  case: value_drivers"),
    "concepts": (_texts, "a list:  concepts: [value-chain]"),
    "parameters": (_mappings, "a list:  parameters:  with one  - name: …  each"),
    "kernelspec": (_mapping, "keys:  kernelspec: {name: python3, display_name: Python 3}"),
}
CELL: Shapes = {
    "tags": (_texts, "a list:  tags: [result]"),
    "concepts": (_texts, 'a list:  "concepts": ["value-chain"]'),
    "alt": (_text_or_texts, 'a text:  :alt: "…"'),
    "exercise": (_text, 'a name:  "exercise": "q1"'),
    "level": (_text, 'a name:  "level": "apply"'),
    "lesson": (_number, 'a number:  "lesson": 1'),
    "slideshow": (_mapping, 'keys:  "slideshow": {"slide_type": "slide"}'),
}


def wrong_shapes(values: Mapping[str, Any], shapes: Shapes) -> Iterator[tuple[str, str]]:
    """Find the keys whose value has the wrong shape.

    Parameters
    ----------
    values : mapping
        Front matter, or the metadata of a cell; keys that are not known are let through.
    shapes : mapping
        `FRONT_MATTER` or `CELL`.

    Yields
    ------
    tuple of str
        What is wrong, and how the right shape is written.

    Examples
    --------
    >>> list(wrong_shapes({"lesson": "one", "title": "Value"}, FRONT_MATTER))
    [("lesson is 'one'.", 'Write a number:  lesson: 1')]
    """
    for key, (fits, written) in shapes.items():
        if key in values and not fits(values[key]):
            yield f"{key} is {values[key]!r}.", f"Write {written}"
