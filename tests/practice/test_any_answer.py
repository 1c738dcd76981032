"""Whatever a learner assigns, a check says something about it and never fails itself."""

import datetime
import types

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.practice.answers import Letters, Number, Text
from cvm_lessons.practice.comparison import is_blank
from cvm_lessons.practice.labels import Labels, Mapped, Ranking
from cvm_lessons.practice.registry import find_set
from cvm_lessons.practice.results import Outcome
from cvm_lessons.practice.tabular import Column, Table

FRAME = pd.DataFrame({"show": ["Lark", "Quay"], "net": [35.0, 40.0]})
KINDS = {
    "number": (Number(within=0.5, unit="yuan"), 35.0),
    "text": (Text(("Lark", "Quay")), "Lark"),
    "letters": (Letters({"A": "x", "B": "y", "C": "z"}, multiple=True), "AB"),
    "labels": (Labels(), {"Lark", "Quay"}),
    "ranking": (Ranking(), ["Lark", "Quay"]),
    "mapped": (Mapped(Number(within=0.5)), {"Lark": 35.0, "Quay": 40.0}),
    "column": (Column(), [35.0, 40.0]),
    "table": (Table(key=["show"]), FRAME),
    "sorted table": (Table(), FRAME),
}
ODD = {
    "complex": 1j,
    "bytes": b"Lark",
    "nothing": [],
    "nested": [["Lark"], ["Quay"]],
    "mixed": ["Lark", 2, None, pd.NA],
    "set of mixed": {"Lark", 2, (1, 2)},
    "empty mapping": {},
    "mapping of lists": {"Lark": [1], "Quay": {}},
    "odd keys": {1: 2, (1, 2): 3, None: 4},
    "generator": (x for x in [1]),
    "class": int,
    "module": types,
    "date": datetime.date(2024, 3, 1),
    "huge": 10**400,
    "infinity": -np.inf,
    "not a time": pd.NaT,
    "empty frame": pd.DataFrame(),
    "no rows": FRAME.iloc[:0],
    "two levels": FRAME.replace("Quay", "Dock").groupby(["show", "net"]).size(),
    "wide": FRAME.T,
    "columns of columns": pd.concat({"a": FRAME}, axis=1),
    "missing": FRAME.assign(net=[None, pd.NA]),
    "objects": FRAME.assign(net=[[1], {2}]),
    "sparse": pd.Series([35, 0], dtype="Sparse[int]"),
    "cube": np.zeros((2, 2, 2)),
    "strings": np.array(["Lark", "Dock"]),
    "structured": np.array([(1, "a")], dtype=[("x", int), ("y", "U1")]),
    "backticks": "`Lark`\n<b>",
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("kind", KINDS)
def test_every_odd_value_gets_a_sentence(kind, value):
    answer, right = KINDS[kind]
    fault = answer.fault(value, right)
    assert isinstance(fault, str)
    assert " at 0x" not in fault
    for _, mutant in answer.mutants(right):
        assert isinstance(mutant.fault(value, right), str | None)


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_every_exercise_ends_with_an_outcome_on_odd_values(value):
    for exercise in find_set("sample"):
        names = ["best", "lead", "net", "q3_answer", "q4_answer", "table", "order", "ratios", "memo"]
        result = exercise.evaluate(dict.fromkeys(names, value))
        assert result.outcome in {Outcome.FAIL, Outcome.NOT_ATTEMPTED, Outcome.ERROR} or exercise.name == "q6"
        assert " at 0x" not in repr(result)


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_a_function_may_return_anything(value):
    function = find_set("sample")[1]
    result = function.evaluate({"net": lambda benefit, cost: value})
    assert result.outcome is (Outcome.NOT_ATTEMPTED if is_blank(value) else Outcome.FAIL)
