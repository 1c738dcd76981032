"""Arithmetic that an author may write in an item: walked as a tree, never run as Python."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from cvm_lessons.core import CourseError, nearest

__all__ = ["evaluate", "names_in", "round_half_up"]

# An item's formula fits in a line; the bound also keeps a hostile one from nesting deep.
LONGEST = 300
# Discount factors need powers; nothing in the course needs a higher one.
HIGHEST_POWER = 100


def round_half_up(value: float, decimals: float = 0) -> float:
    """Round as exam candidates do: a half goes away from zero.

    Parameters
    ----------
    value : float
        Finite number.
    decimals : float, default 0
        Whole number of decimals to keep.

    Returns
    -------
    float
        The rounded number.

    Examples
    --------
    >>> round_half_up(2.5), round(2.5)
    (3.0, 2)
    """
    step = Decimal(1).scaleb(-int(decimals))
    return float(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP))


def _total(*values: Any) -> float:
    return math.fsum(values[0] if len(values) == 1 and isinstance(values[0], list) else values)


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "max": max,
    "min": min,
    "round": round_half_up,
    "sum": _total,
}


def names_in(expression: str) -> frozenset[str]:
    """Return the names of the numbers that an expression needs.

    Parameters
    ----------
    expression : str
        Arithmetic with ``+ - * / **``, brackets, lists, and min, max, round, abs, sum.

    Returns
    -------
    frozenset of str
        Names, functions left out.

    Raises
    ------
    CourseError
        If the expression cannot be read.

    Examples
    --------
    >>> sorted(names_in("max(value - cost, 0)"))
    ['cost', 'value']
    """
    nodes = ast.walk(_tree(expression))
    return frozenset({node.id for node in nodes if isinstance(node, ast.Name)} - FUNCTIONS.keys())


def evaluate(expression: str, values: Mapping[str, float] | None = None) -> float:
    """Return the number that an expression gives for `values`.

    Parameters
    ----------
    expression : str
        Arithmetic as in `names_in`; ``round`` sends a half away from zero.
    values : mapping of str to float, optional
        Number of each name.

    Returns
    -------
    float
        A finite number.

    Raises
    ------
    CourseError
        Naming the expression and what in it is unknown, not allowed or impossible.

    Examples
    --------
    >>> evaluate("round(sum([benefit, 20]) / cost, 2)", {"benefit": 40, "cost": 7})
    8.57
    """
    tree = _tree(expression)
    try:
        result = _walk(tree, values or {})
    except CourseError as fault:
        raise CourseError(f"expression {expression!r}: {fault}") from None
    except (ArithmeticError, TypeError, ValueError) as fault:
        raise CourseError(f"expression {expression!r} cannot be computed: {fault}.") from None
    if isinstance(result, complex | list) or not math.isfinite(result):
        raise CourseError(f"expression {expression!r} gives {result}, not a finite number.")
    return float(result)


@cache
def _tree(expression: str) -> ast.expr:
    if len(expression) > LONGEST:
        raise CourseError(
            f"an expression of {len(expression)} characters is too long: {LONGEST} are allowed."
        )
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError as fault:
        raise CourseError(f"expression {expression!r} is no arithmetic: {fault.msg}.") from None
    if strange := [node for node in ast.walk(tree) if not _allowed(node)]:
        allowed = f"use numbers, drawn names, + - * / ** and {', '.join(FUNCTIONS)}"
        raise CourseError(
            f"expression {expression!r}: {ast.unparse(strange[0])!r} is not allowed; {allowed}."
        )
    return tree


def _allowed(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            return name in FUNCTIONS
        case ast.BinOp(op=op) | ast.UnaryOp(op=op):
            return type(op) in OPERATORS
    return isinstance(node, ast.Name | ast.List | ast.Load) or type(node) in OPERATORS


def _walk(node: ast.AST, values: Mapping[str, float]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            if name not in values:
                raise CourseError(f"{name!r} is not drawn. {nearest(name, values)}")
            return values[name]
        case ast.UnaryOp(op=op, operand=part):
            return OPERATORS[type(op)](_walk(part, values))
        case ast.BinOp(left=left, op=op, right=right):
            return _combine(op, _walk(left, values), _walk(right, values))
        case ast.Call(func=ast.Name(id=name), args=parts):
            return FUNCTIONS[name](*(_walk(part, values) for part in parts))
        case ast.List(elts=parts):
            return [_walk(part, values) for part in parts]
    raise AssertionError(f"_allowed let {node} through")


def _combine(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(left, list) or isinstance(right, list):
        raise CourseError("a list stands only inside min, max and sum.")
    if isinstance(op, ast.Pow) and abs(right) > HIGHEST_POWER:
        raise CourseError(f"power {right:g} is too high: {HIGHEST_POWER} is the limit.")
    return OPERATORS[type(op)](left, right)
