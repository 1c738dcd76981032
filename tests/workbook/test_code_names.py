"""What a code cell binds, leaves open and calls."""

import ast

import pytest

from cvm_lessons.workbook.code_names import (
    bound_names,
    checked_names,
    code_lines,
    open_names,
    parse_code,
    started_sets,
)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = b = 1", {"a", "b"}),
        ("(c, [d, *e]) = x", {"c", "d", "e"}),
        ("f: int = 1", {"f"}),
        ("for g in x: pass", {"g"}),
        ("import os.path, numpy as np\nfrom a import b as c", {"os", "np", "c"}),
        ("class H: pass", {"H"}),
        ("print(x.y)\nx['k'] == 1", set()),
    ],
)
def test_every_way_to_bind_a_name_is_seen(code, names):
    assert bound_names(ast.parse(code)) == names


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = ...", {"a"}),
        ("a: float = ...", {"a"}),
        ("a, b = ..., ...", {"a", "b"}),
        ("d = {'Lark': ..., 'Harbour': ...}", {"d"}),
        ("def f(x):\n    return ...", {"f"}),
        ("def f(x):\n    'Doc.'\n    ...", {"f"}),
        ("a = 1\n...", set()),
    ],
)
def test_what_is_left_to_the_learner_is_seen(code, names):
    assert open_names(ast.parse(code)) == names


def test_checks_and_started_sets_are_seen():
    assert checked_names(ast.parse("q1.hint()\nq2.check()\ncheck()")) == ["q2"]
    code = (
        'c1, c2 = start("c03.01")\n(q1,) = practice.start("c03", student="li")\nx = stop("c04")\nstart("c05")'
    )
    assert started_sets(ast.parse(code)) == {"c03.01": ["c1", "c2"], "c03": ["q1"]}


def test_lines_for_ipython_are_no_python():
    assert bound_names(parse_code("%matplotlib inline\n!ls\nx = 1")) == {"x"}


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("a = 1\n\n# why\nb = 2", 3),
        ('memo = """Keep\n\nthe\nprice"""', 1),
        ('f(f"""a\n{x}\nb""",\n  1)', 2),
        ("plan = choose(\n    gains,\n)", 3),
        ("a = (\nb", 2),
    ],
)
def test_a_long_text_counts_as_one_line(code, lines):
    assert code_lines(code) == lines
