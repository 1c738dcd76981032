"""Items to test with: small, sound, and changed by the test that wants them unsound."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydantic import TypeAdapter

from cvm_lessons.exam.bank import Bank
from cvm_lessons.exam.items import Item

ITEM: TypeAdapter[Item] = TypeAdapter(Item)


def words(text: str) -> dict[str, str]:
    return {"en": text, "zh": f"中文{text}"}


def entry(item_id: str, kind: str, **changes: Any) -> dict[str, Any]:
    """An entry of the bank as YAML gives it."""
    base: dict[str, Any] = {
        "id": item_id,
        "concepts": ["time-cost"],
        "level": "remember",
        "type": kind,
        "points": 1,
        "minutes": 1,
        "stem": words(f"stem of {item_id}"),
        "source": ["kotler1994"],
    }
    return deepcopy({**base, **PARTS[kind], **changes})


PARTS: dict[str, dict[str, Any]] = {
    "single": {
        "options": [
            {"text": words("first"), "why": words("no 1"), "misconception": "one-wrong"},
            {"text": words("second"), "why": words("yes 2"), "correct": True},
            {"text": words("third"), "why": words("no 3")},
            {"text": words("fourth"), "why": words("no 4")},
        ]
    },
    "multiple": {
        "points": 2,
        "options": [
            {"text": words("first"), "why": words("yes 1"), "correct": True},
            {"text": words("second"), "why": words("no 2"), "misconception": "two-wrong"},
            {"text": words("third"), "why": words("yes 3"), "correct": True},
            {"text": words("fourth"), "why": words("no 4")},
        ],
    },
    "true_false": {
        "options": [
            {"text": {"en": "True", "zh": "正确"}, "why": words("it holds"), "correct": True},
            {"text": {"en": "False", "zh": "错误"}, "why": words("it does hold")},
        ]
    },
    "numeric": {
        "stem": words("value {value}, cost {cost}"),
        "draw": {"value": {"low": 60, "high": 90, "step": 10}, "cost": {"choices": [20, 30]}},
        "answer": "value - cost",
        "tolerance": 0.1,
        "unit": {"en": "yuan", "zh": "元"},
        "why": words("{value} − {cost} = {value - cost}"),
        "wrong": [
            {"value": "value / cost", "misconception": "ratio-for-difference", "why": words("a ratio")},
            {"value": "value", "misconception": "value-without-cost", "why": words("left out {cost}")},
            {"value": "cost - value", "misconception": "sign-reversed", "why": words("the other way")},
        ],
    },
    "short": {
        "points": 3,
        "answer": words("model answer"),
        "rubric": [{"points": 1, "text": words("line one")}, {"points": 2, "text": words("line two")}],
    },
}


@pytest.fixture
def make() -> Callable[..., Item]:
    """Build an item from its id, type and changes."""
    return lambda item_id, kind, **changes: ITEM.validate_python(entry(item_id, kind, **changes))


@pytest.fixture
def raw() -> Callable[..., dict[str, Any]]:
    """Build the entry of an item, to be broken."""
    return entry


@pytest.fixture
def case_entry() -> dict[str, Any]:
    """The entry of a case with two questions."""
    questions = [entry("c03-ca-001a", "single"), entry("c03-ca-001b", "short")]
    return {
        "id": "c03-ca-001",
        "concepts": ["time-cost"],
        "level": "apply",
        "type": "case",
        "points": 4,
        "minutes": 9,
        "stem": words("a case"),
        "text": words("its text"),
        "source": ["kotler1994"],
        "questions": questions,
    }


@pytest.fixture
def bank(make: Callable[..., Item], case_entry: dict[str, Any]) -> Bank:
    """One item of each kind, on three concepts."""
    return Bank(
        (
            make("c03-aa-001", "single", concepts=["time-cost"]),
            make("c03-aa-002", "multiple", concepts=["energy-cost"], level="apply"),
            make("c03-aa-003", "true_false", concepts=["image-value"]),
            make("c03-aa-004", "numeric", concepts=["energy-cost"], level="apply"),
            make("c03-aa-005", "short", concepts=["time-cost"], level="comprehend"),
            ITEM.validate_python(case_entry),
        )
    )


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Keep every log of a test in its own folder."""
    monkeypatch.setenv("CVM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
