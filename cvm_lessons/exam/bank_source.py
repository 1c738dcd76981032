"""YAML of the bank: parsed with the line of every item, and its faults put into an author's words."""

from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel

from cvm_lessons.core import CourseError, nearest
from cvm_lessons.exam.items import TYPES, CaseItem, ChoiceItem, NumericItem, OpenItem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["entries_with_lines", "explain"]

MODELS: dict[str, type[BaseModel]] = {
    **dict.fromkeys(("single", "multiple", "true_false"), ChoiceItem),
    **dict.fromkeys(("term", "short", "essay"), OpenItem),
    "numeric": NumericItem,
    "case": CaseItem,
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without doubled fields: plain YAML keeps the last one and drops the others in silence."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"field {key!r} is there twice: keep one", problem_mark=key_node.start_mark
                )
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


def entries_with_lines(text: str, name: str) -> list[tuple[int, Any]]:
    """Return the entries of a YAML list, each with the line it starts on.

    Parameters
    ----------
    text : str
        YAML.
    name : str
        Name of the file, for the message.

    Returns
    -------
    list of (int, object)
        Line, counted from 1, and entry.

    Raises
    ------
    CourseError
        Naming file and line of an error of syntax, or of a text that is no list.

    Examples
    --------
    >>> entries_with_lines("- id: a\\n- id: b", "c03.yaml")
    [(1, {'id': 'a'}), (2, {'id': 'b'})]
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            raise CourseError(f"{name} holds no list of items: begin each with '- id: …'.")
        return [(node.start_mark.line + 1, loader.construct_object(node, deep=True)) for node in root.value]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 1
        raise CourseError(f"{name}, line {line}: {fault.problem}.") from None
    except yaml.YAMLError as fault:
        raise CourseError(f"{name} cannot be read as YAML: {fault}.") from None
    finally:
        loader.dispose()


def explain(error: "ErrorDetails") -> tuple[str, str]:
    """Return field and remedy of one fault that pydantic found.

    Parameters
    ----------
    error : dict
        One entry of ``ValidationError.errors()``.

    Returns
    -------
    tuple of str
        Field, with ``#2`` for the second of a list, and what is wrong and to be done.
    """
    place = error["loc"]
    kind, value = error["type"], error["input"]
    if kind == "union_tag_not_found":
        return _field((*place, "type")), "is missing: add it."
    if kind == "union_tag_invalid":
        given = str((error.get("ctx") or {})["tag"])
        return _field((*place, "type")), f"{given!r} is no type of item. {nearest(given, TYPES)}"
    return _field(place), _remedy(kind, place, value, error["msg"])


def _remedy(kind: str, place: tuple[int | str, ...], value: object, message: str) -> str:
    match kind:
        case "missing":
            return "is missing: add it."
        case "extra_forbidden":
            return f"is no field here. {_meant(place)}"
        case "string_too_short":
            return "is empty: write it."
        case "string_type":
            return f"{value!r} is no text: put it in quotes."
        case "string_pattern_mismatch":
            return f"{value!r} is not of the form {_form(place)}."
        case "value_error":
            return message.removeprefix("Value error, ").rstrip(".") + "."
        case "model_type" | "model_attributes_type":
            return f"{str(value)[:40]!r} stands where fields are needed: write 'field: value' lines below it."
    return f"{value!r} is not right: {message[:1].lower()}{message[1:]}."


def _form(place: tuple[int | str, ...]) -> str:
    if place[-1] == "id":
        return "c03-xx-001 (a question of a case ends with a letter: c03-xx-001a)"
    return "words-joined-by-hyphens" if "draw" not in place else "lower_case_name"


def _meant(place: tuple[int | str, ...]) -> str:
    # Only an item's own fields are worth a guess; its parts have few.
    tags = [part for part in place if part in MODELS]
    own = place[-2] in MODELS if len(place) > 1 else False
    if own:
        return str(nearest(str(place[-1]), MODELS[str(tags[-1])].model_fields))
    return "Delete it, or correct its name."


def _field(place: tuple[int | str, ...]) -> str:
    parts = [f"#{part + 1}" if isinstance(part, int) else f".{part}" for part in place if part not in TYPES]
    return "".join(parts).removeprefix(".").replace(".[key]", "")
