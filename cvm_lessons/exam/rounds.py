"""What practice says of a round: where a question stands in it, how it ended, what to look at again."""

from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.lists import concept_names
from cvm_lessons.exam.session import Practice
from cvm_lessons.exam.wording import facts, lines, say

__all__ = ["heading", "review", "shortage", "summary"]


def heading(mode: str, asked: Asked, practice: Practice) -> str:
    """Return the line above a question: its number in the round and its facts.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    asked : Asked
        The question.
    practice : Practice
        The round it belongs to.

    Returns
    -------
    str
        One line.
    """
    place = practice.places[len(practice.marks)]
    told = [say(mode, "Question {number} of {total}", number=place.number, total=place.total)]
    if place.parts > 1:
        told += [say(mode, "part {part} of {parts}", part=place.part, parts=place.parts)]
    return " | ".join([*told, facts(mode, asked.question)])


def summary(mode: str, practice: Practice) -> str:
    """Return points and count of a round, finished or not.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    practice : Practice
        The round.

    Returns
    -------
    str
        One line.
    """
    return say(
        mode,
        "{answered} of {total} questions answered, {points} of {out_of} points.",
        answered=practice.answered,
        total=len({place.number for place in practice.places}),
        points=practice.points,
        out_of=practice.out_of,
    )


def review(mode: str, practice: Practice) -> tuple[str, ...]:
    """Return what to look at again after a round: a heading, then each question that lost points.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    practice : Practice
        The round.

    Returns
    -------
    tuple of str
        A line each; none before the first answer.
    """
    if not practice.marks:
        return ()
    if not practice.missed:
        return (say(mode, "Everything right."),)
    names = concept_names()
    rows = [say(mode, "To look at again")]
    for position in practice.missed:
        question, given = practice.questions[position].question, practice.marks[position]
        concepts = "; ".join(
            " ".join(lines(mode, names[slug])) for slug in question.concepts if slug in names
        )
        rows.append(f"{question.id} ({given.points}/{given.out_of}): {concepts}")
    return tuple(rows)


def shortage(mode: str, wanted: int, there: int) -> str:
    """Return that fewer questions are there than were wanted, or nothing where there are enough.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    wanted : int
        Questions asked for.
    there : int
        Questions to choose from.

    Returns
    -------
    str
        One line, or an empty text.
    """
    if wanted <= there:
        return ""
    return say(
        mode, "Of {wanted} questions there are only {there}: all are asked.", wanted=wanted, there=there
    )
