"""What a code cell binds, leaves open and calls, and how long it is, read without running it."""

import ast
from collections.abc import Iterator

__all__ = ["bound_names", "checked_names", "code_lines", "open_names", "parse_code", "started_sets"]


def parse_code(code: str) -> ast.Module | None:
    """Return the syntax tree of a cell, or None where it is no Python.

    Parameters
    ----------
    code : str
        Source of a code cell; lines that begin with ``%`` or ``!`` belong to IPython and are left out.

    Returns
    -------
    ast.Module or None
        The tree.

    Examples
    --------
    >>> parse_code("x = (") is None
    True
    """
    plain = "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in code.split("\n"))
    try:
        return ast.parse(plain)
    except SyntaxError:
        return None


def code_lines(code: str) -> int:
    """Return how many lines of a cell are code: blank lines and the text inside a long string are not.

    Parameters
    ----------
    code : str
        Source of a code cell.

    Returns
    -------
    int
        Lines; a text of several lines counts as one.

    Examples
    --------
    >>> code_lines("memo = '''Keep\\n\\nthe price'''\\n\\nsend(memo)")
    2
    """
    lines = {number for number, line in enumerate(code.split("\n"), start=1) if line.strip()}
    for node in ast.walk(parse_code(code) or ast.Module([], [])):
        if isinstance(node, ast.JoinedStr | ast.Constant) and isinstance(getattr(node, "value", ""), str):
            lines -= set(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def bound_names(tree: ast.Module) -> set[str]:
    """Return every name that the code assigns, defines or imports.

    Parameters
    ----------
    tree : ast.Module
        Code of a cell.

    Returns
    -------
    set of str
        The names.

    Examples
    --------
    >>> sorted(bound_names(ast.parse("import numpy as np\\nx, y = 1, 2\\ndef f(): ...")))
    ['f', 'np', 'x', 'y']
    """
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
    return names


def open_names(tree: ast.Module) -> set[str]:
    """Return the names that the code leaves to the learner: set to ``...``, or functions without a body.

    Parameters
    ----------
    tree : ast.Module
        Code of a starter cell.

    Returns
    -------
    set of str
        The names.

    Examples
    --------
    >>> sorted(open_names(ast.parse("a = ...\\nb, c = ..., ...\\nd = 4\\ndef f(x): ...")))
    ['a', 'b', 'c', 'f']
    """
    return {name for node in tree.body for name in _open(node)}


def _open(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef) and any(_is_open(part) for part in ast.walk(node)):
        yield node.name
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if value is not None and any(_is_open(part) for part in ast.walk(value)):
        yield from sorted(bound_names(ast.Module([node], [])))


def _is_open(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def checked_names(tree: ast.Module) -> list[str]:
    """Return the names whose ``check()`` the code calls.

    Parameters
    ----------
    tree : ast.Module
        Code of a cell.

    Returns
    -------
    list of str
        ``q1`` for ``q1.check()``.

    Examples
    --------
    >>> checked_names(ast.parse("q1.check()\\nq1.hint()"))
    ['q1']
    """
    return [
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "check"
        and isinstance(node.func.value, ast.Name)
    ]


def started_sets(tree: ast.Module) -> dict[str, list[str]]:
    """Return the sets of exercises that the code starts, and the names they are given.

    Parameters
    ----------
    tree : ast.Module
        Code of a setup cell.

    Returns
    -------
    dict of str to list of str
        Names by set.

    Examples
    --------
    >>> started_sets(ast.parse('q1, q2 = start("c03")'))
    {'c03': ['q1', 'q2']}
    """
    return {
        str(node.value.args[0].value): [
            name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)
        ]
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", getattr(node.value.func, "attr", "")) == "start"
        and node.value.args
        and isinstance(node.value.args[0], ast.Constant)
    }
