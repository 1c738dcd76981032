"""Every sentence and heading of the cases has its Chinese."""

import ast
from pathlib import Path

import pytest

import cvm_lessons.cases
from cvm_lessons.core import language, translate

FILES = sorted(Path(cvm_lessons.cases.__file__).parent.rglob("*.py"))


def _shown():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate"
            if called and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


@pytest.mark.parametrize("text", sorted(set(_shown())))
def test_a_text_is_translated_with_the_same_places(text):
    with language("zh"):
        chinese = translate(text)
    assert chinese != text
    assert sorted(_places(chinese)) == sorted(_places(text))


def _places(text):
    return [part.split("}")[0] for part in text.split("{")[1:]]
