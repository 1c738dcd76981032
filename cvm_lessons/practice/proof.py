"""Proof that a check is right and sharp: variants, misconceptions that differ, mutants that are noticed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from cvm_lessons.practice.checked import Checked
from cvm_lessons.practice.exercises import Exercise
from cvm_lessons.practice.open_text import Open
from cvm_lessons.practice.questions import Question
from cvm_lessons.practice.results import Result

__all__ = ["confusions", "mutants", "namespace_of", "run_variant", "survivors"]

REFERENCE = "the reference"
SETUP = "from cvm_lessons import load, measurement, show_table, truth, value"  # a notebook's first cell


def namespace_of(exercise: Exercise, code: str) -> dict[str, Any]:
    """Return the names after `code` has run in a notebook with the usual first cell and this one question.

    Parameters
    ----------
    exercise : Exercise
        The exercise; it stands under its own name, ``q3``.
    code : str
        A learner's cell.

    Returns
    -------
    dict
        All names.
    """
    names: dict[str, Any] = {exercise.name: Question(exercise)}
    exec(SETUP, names)
    exec(compile(code, f"<{exercise.id}>", "exec"), names)
    return names


def run_variant(exercise: Exercise, code: str) -> Result:
    """Return what the check says to a learner's code.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    code : str
        A learner's cell.

    Returns
    -------
    Result
        As in the notebook.
    """
    return exercise.evaluate(namespace_of(exercise, code))


def confusions(exercise: Exercise) -> list[str]:
    """Return the pairs of beliefs that the check cannot tell apart, the reference among them.

    Parameters
    ----------
    exercise : Exercise
        The exercise, with its printed or with a student's data.

    Returns
    -------
    list of str
        One sentence a pair; empty for a good exercise.
    """
    if not isinstance(exercise, Checked):
        return []
    beliefs = {REFERENCE: exercise.wanted}
    beliefs |= {wrong.id: exercise.wrong(wrong) for wrong in exercise.misconceptions}
    return [
        f"{exercise.id}: {one} and {other} give the same answers"
        for one, other in combinations(beliefs, 2)
        if all(
            kind.fault(beliefs[one][key], beliefs[other][key]) is None for key, kind in exercise.kinds.items()
        )
    ]


def mutants(exercise: Exercise) -> Iterator[tuple[str, Exercise]]:
    """Yield worse versions of a check, each with the name of what was broken.

    Parameters
    ----------
    exercise : Exercise
        The exercise.

    Yields
    ------
    tuple of str and Exercise
        Name and mutant.
    """
    if isinstance(exercise, Open):
        yield "no minimum of words", replace(exercise, minimum=1)
    if not isinstance(exercise, Checked):
        return
    kinds = dict(exercise.kinds)
    for shared in {id(kind): kind for kind in kinds.values()}.values():  # the cases of a function share one
        keys = [key for key, kind in kinds.items() if kind is shared]
        for name, worse in shared.mutants(exercise.wanted[keys[0]]):
            yield f"{keys[0]}: {name}", exercise.changed(kinds=kinds | dict.fromkeys(keys, worse))
    if len(kinds) > 1:
        yield "one right answer is enough", exercise.changed(_enough=any)
        for key in kinds:
            others = {name: kind for name, kind in kinds.items() if name != key}
            yield f"{key} is skipped", exercise.changed(kinds=others)
    if len(kinds) > 1 and exercise.misconceptions:
        yield "a misconception explains a part", exercise.changed(_explains=any)
    for dropped in exercise.misconceptions:
        kept = tuple(wrong for wrong in exercise.misconceptions if wrong is not dropped)
        yield f"{dropped.id} is not known", exercise.changed(misconceptions=kept)


def survivors(exercise: Exercise, variants: Mapping[str, str]) -> list[str]:
    """Return the mutants of a check that treat every variant as the check itself does.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    variants : mapping
        Name and code of right and wrong answers.

    Returns
    -------
    list of str
        Names of the mutants that nobody noticed; empty for sharp variants.
    """
    names = [namespace_of(exercise, code) for code in variants.values()]
    before = [_verdict(exercise.evaluate(namespace)) for namespace in names]
    return [
        name
        for name, mutant in mutants(exercise)
        if [_verdict(mutant.evaluate(namespace)) for namespace in names] == before
    ]


def _verdict(result: Result) -> tuple[str, str | None]:
    return result.outcome.value, result.misconception
