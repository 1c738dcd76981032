"""Answers of several names: a set of labels, a ranking, a value for each name."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cvm_lessons.core.languages import translate
from cvm_lessons.core.validation import nearest
from cvm_lessons.practice.answers import Answer
from cvm_lessons.practice.comparison import as_text, is_blank, plain
from cvm_lessons.practice.wording import code, kind_of, listed, shown

__all__ = ["Labels", "Mapped", "Ranking"]


def _texts(value: object) -> list[str] | None:
    """Return the entries as they were written, None unless all are texts."""
    entries = [value] if isinstance(value, str) else plain(value)
    if entries is None or not all(isinstance(entry, str) for entry in entries):
        return None
    return [str(entry) for entry in entries]


def _names_in(value: object, known: Collection[str | None]) -> object:
    """Return the names of a text that separates several with commas; anything else as it is."""
    if not isinstance(value, str) or as_text(value) in known:
        return value
    return [part.strip() for part in re.split(r"[,;、，；]+", value) if part.strip()]


def _unknown(texts: Sequence[str], options: Sequence[str]) -> str | None:
    known = {as_text(option) for option in options}
    strange = next((text for text in texts if known and as_text(text) not in known), None)
    if strange is None:
        return None
    return translate("{name} is not one of {options}.", name=code(strange), options=listed(options))


@dataclass(frozen=True)
class Labels(Answer):
    """A set of names; order and repetition do not matter. A text with commas is read as several names.

    Parameters
    ----------
    options : sequence of str, optional
        All names that may be answered.

    Examples
    --------
    >>> Labels().fault(["quay", "Lark"], {"Lark", "Quay"}) is None
    True
    """

    options: Sequence[str] = ()
    lenient: bool = False  # the mutant: names too many are accepted

    def fault(self, given: object, wanted: object) -> str | None:
        right = {as_text(name) for name in _texts(wanted) or []}
        names = _texts(_names_in(given, {*right, *map(as_text, self.options)}))
        if names is None:
            return self._no_names(given)
        if not names and right:
            return translate("The list is empty: at least one name belongs in it.")
        if strange := _unknown(names, self.options):
            return strange
        extra = [name for name in names if as_text(name) not in right]
        if extra and not self.lenient:
            return translate("{name} does not belong.", name=code(extra[0]))
        if right - {as_text(name) for name in names}:
            return translate("What you have belongs, but something is missing.")
        return None

    def _no_names(self, given: object) -> str:
        strange = [entry for entry in plain(given) or [] if not isinstance(entry, str)]
        if not strange:
            return translate("The answer is to be a list or set of names, not {kind}.", kind=kind_of(given))
        return translate(
            "{value} in your list is {kind}: write each name as a text, in quotes.",
            value=shown(strange[0]),
            kind=kind_of(strange[0]),
        )

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        yield "names too many are accepted", replace(self, lenient=True)


@dataclass(frozen=True)
class Ranking(Answer):
    """Names in order, the first first.

    Parameters
    ----------
    options : sequence of str, optional
        All names that may be answered.

    Examples
    --------
    >>> print(Ranking().fault(["Lark", "Quay", "Dock"], ["Lark", "Dock", "Quay"]))
    From place 2 on the order differs: there you have `Quay`.
    """

    options: Sequence[str] = ()
    lenient: bool = False  # the mutant: the order is ignored

    def fault(self, given: object, wanted: object) -> str | None:
        names = None if isinstance(given, set | frozenset | str) else _texts(given)
        right = [as_text(name) for name in _texts(wanted) or []]
        if names is None:
            return translate("The answer is to be a list of names in order, not {kind}.", kind=kind_of(given))
        if strange := _unknown(names, self.options):
            return strange
        folded = [as_text(name) for name in names]
        if folded == right or (self.lenient and sorted(map(str, folded)) == sorted(map(str, right))):
            return None
        if len(folded) != len(right):
            return translate("The number of names is off: you have {count}.", count=len(folded))
        place = next(i for i, (one, other) in enumerate(zip(folded, right, strict=True)) if one != other)
        return translate(
            "From place {place} on the order differs: there you have {name}.",
            place=place + 1,
            name=code(names[place]),
        )

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        if len(set(map(as_text, _texts(wanted) or []))) > 1:
            yield "the order is ignored", replace(self, lenient=True)


@dataclass(frozen=True)
class Mapped(Answer):
    """A value for each name: a dictionary, or a series whose index holds the names.

    Parameters
    ----------
    of : Answer
        How each value is compared.

    Examples
    --------
    >>> from cvm_lessons.practice.answers import Number
    >>> print(Mapped(Number(within=0.5)).fault({"Lark": 35, "Quay": 4}, {"Lark": 35, "Quay": 40}))
    For `Quay` you have `4`. That is not the number asked for.
    """

    of: Answer
    ignored: str | None = None  # the mutant: one name is not looked at
    lenient: bool = False  # the mutant: one right value is enough

    def fault(self, given: object, wanted: object) -> str | None:
        if not isinstance(given, Mapping | pd.Series):
            wish = translate("a dictionary or series with a value for each name")
            return translate("The answer is to be {wanted}, not {kind}.", wanted=wish, kind=kind_of(given))
        have = {_key(key): (key, value) for key, value in given.items()}
        right = {_key(key): (key, value) for key, value in dict(wanted).items()}  # type: ignore[call-overload]
        if extra := [str(key) for folded, (key, _) in have.items() if folded not in right]:
            known = nearest(extra[0], (str(key) for key, _ in right.values()))
            return translate("{name} is not one of the names. {nearest}", name=code(extra[0]), nearest=known)
        if missing := [str(key) for folded, (key, _) in right.items() if folded not in have]:
            return translate("There is no value for {names}.", names=listed(missing))
        faults = [
            self._entry(key, have[folded][1], value)
            for folded, (key, value) in right.items()
            if folded != self.ignored
        ]
        wrong = [fault for fault in faults if fault]
        if not wrong or (self.lenient and len(wrong) < len(faults)):
            return None
        count = translate("{right} of {total} are right.", right=len(faults) - len(wrong), total=len(faults))
        return f"{wrong[0]} {count}" if len(faults) > 2 else wrong[0]

    def _entry(self, key: object, value: object, right: object) -> str | None:
        if is_blank(value):
            return translate("There is no value for {names}.", names=code(str(key)))
        fault = self.of.fault(value, right)
        own = translate("For {name} you have {value}.", name=code(str(key)), value=shown(value))
        return f"{own} {fault}" if fault else None

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        entries = dict(wanted)  # type: ignore[call-overload]
        if len(entries) > 1:
            yield "one right value is enough", replace(self, lenient=True)
            for key in entries:
                yield f"{key} is not looked at", replace(self, ignored=_key(key))
        for name, worse in self.of.mutants(next(iter(entries.values()))):
            yield f"each value: {name}", replace(self, of=worse)


def _key(key: object) -> str:
    return as_text(key) or str(key)
