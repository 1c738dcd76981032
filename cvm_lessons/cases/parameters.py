"""The parameters of a case: declared in its source, checked before any kernel starts."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cvm_lessons.core import ParameterError, check_choice, check_number, current_language, nearest

__all__ = ["Parameter", "Value", "check_parameters"]

Value = str | int | float
TABLES = {".csv", ".tsv", ".txt", ".parquet"}  # what a file of answers may be called
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Parameter(BaseModel):
    """One parameter of a case, as its front matter declares it.

    Attributes
    ----------
    name : str
        The Python name that the case's `parameters` cell assigns.
    type : {"choice", "integer", "number", "path", "text"}
        What is accepted.
    default : str, int or float
        Value of the built notebook.
    help : dict of str
        One line for the reader, by language.
    choices : tuple
        Accepted values of a choice.
    low, high : float, optional
        Ends of the range of a number, both included.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    type: Literal["choice", "integer", "number", "path", "text"]
    default: Value
    help: dict[Literal["en", "zh"], str]
    choices: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.type == "choice" and not self.choices:
            raise ValueError("a choice needs `choices`")
        if self.type in ("integer", "number") and (self.low is None or self.high is None):
            raise ValueError("a number needs `low` and `high`")
        if set(self.help) != {"en", "zh"}:
            raise ValueError("`help` needs en and zh")
        self.read(self.default)
        return self

    @property
    def hint(self) -> str:
        """The line of help in the language in force."""
        return self.help["zh"] if current_language() == "zh" else self.help["en"]

    @property
    def allowed(self) -> str:
        """The choices or the range, as a reader sees them."""
        if self.choices:
            return ", ".join(map(str, self.choices))
        return "" if self.low is None or self.high is None else f"{_plain(self.low)} to {_plain(self.high)}"

    def read(self, given: object) -> Value:
        """Return `given` as this parameter's type.

        Parameters
        ----------
        given : object
            A value, or the text of one as it stands on a command line.

        Returns
        -------
        str, int or float
            The value; a path is made absolute.

        Raises
        ------
        ParameterError
            If the type, the range or the choice is wrong, or the file is not there.

        Examples
        --------
        >>> budget = Parameter(
        ...     name="budget", type="integer", default=10, low=0, high=99, help={"en": "-", "zh": "-"}
        ... )
        >>> budget.read("42")
        42
        """
        match self.type:
            case "choice":
                return self._read_choice(given)
            case "integer":
                return self._read_integer(given)
            case "number":
                return self._read_number(given)
            case "path":
                return self._read_path(given)
            case "text":
                return self._read_text(given)

    def _read_choice(self, given: object) -> Value:
        by_text = {str(choice): choice for choice in self.choices}
        return by_text[check_choice(self.name, str(given), by_text)]

    def _read_number(self, given: object, kind: str = "number") -> float:
        try:
            value: Any = float(given) if isinstance(given, str) else given
            return float(check_number(self.name, value, low=self.low, high=self.high))
        except ValueError:
            raise ParameterError(f"{self.name}={given!r} is not a {kind} from {self.allowed}.") from None

    def _read_integer(self, given: object) -> int:
        value = self._read_number(given, "whole number")
        if not value.is_integer():
            raise ParameterError(f"{self.name}={given!r} is not a whole number from {self.allowed}.")
        return int(value)

    def _read_text(self, given: object) -> str:
        if not isinstance(given, str):
            raise ParameterError(f"{self.name}={given!r} is not text.")
        return given

    def _read_path(self, given: object) -> str:
        if not isinstance(given, str | Path):
            raise ParameterError(f"{self.name}={given!r} is not the path of a file.")
        if not str(given):
            return ""
        path = Path(given).expanduser().resolve()
        if path.is_dir():
            inside = _tables(path)
            remedy = f"It holds {', '.join(inside)}." if inside else "It holds no table."
            raise ParameterError(
                f"{self.name}={str(given)!r} is a folder: name the file in it, with its ending. {remedy}"
            )
        if not path.is_file():
            beside = _tables(path.parent)
            remedy = (
                nearest(path.name, beside) if beside else "Give the path from where you stand, or in full."
            )
            raise ParameterError(f"{self.name}={str(given)!r}: there is no such file. {remedy}")
        return str(path)


def check_parameters(declared: Sequence[Parameter], given: Mapping[str, object]) -> dict[str, Value]:
    """Return a value for every declared parameter: what is given, else its default.

    Parameters
    ----------
    declared : sequence of Parameter
        The parameters of the case.
    given : mapping of str to object
        What the user asks for, by name.

    Returns
    -------
    dict
        All parameters in the order of declaration.

    Raises
    ------
    ParameterError
        Once, with every fault: unknown name, wrong type, out of range, no choice, no such file.

    Examples
    --------
    >>> seed = Parameter(name="seed", type="integer", default=1, low=0, high=9, help={"en": "-", "zh": "-"})
    >>> check_parameters([seed], {"seed": "7"})
    {'seed': 7}
    """
    known = {parameter.name: parameter for parameter in declared}
    faults = [
        f"there is no parameter {name!r}. {nearest(name, known)}" for name in given if name not in known
    ]
    values: dict[str, Value] = {}
    for name, parameter in known.items():
        try:
            values[name] = parameter.read(given.get(name, parameter.default))
        except ParameterError as fault:
            faults.append(str(fault))
    if faults:
        raise ParameterError("\n".join(faults))
    return values


def _tables(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.glob("*") if entry.suffix.lower() in TABLES)


def _plain(number: float) -> str:
    return f"{int(number):,}" if math.isfinite(number) and float(number).is_integer() else f"{number:g}"
