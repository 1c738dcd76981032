"""What practice says of a question, in English, in Chinese or in both: shared by terminal and widget."""

from cvm_lessons.core import check_choice, translate
from cvm_lessons.core.languages import language
from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.items import ChoiceItem, NumericItem, OpenItem, Question, Words
from cvm_lessons.exam.marking import Mark, Reason

__all__ = [
    "MODES",
    "check_mode",
    "facts",
    "how_to_answer",
    "lines",
    "not_understood",
    "points_of",
    "reason_lines",
    "rubric_line",
    "say",
    "verdict",
]

MODES = ("both", "en", "zh")
LEVEL_NAMES = {"remember": "Remember", "comprehend": "Comprehend", "apply": "Apply"}
TYPE_NAMES = {
    "single": "single choice",
    "multiple": "multiple choice",
    "true_false": "true/false",
    "numeric": "calculation",
    "term": "explain a term",
    "short": "short answer",
    "essay": "essay",
}
CODES = {"both": ("en", "zh"), "en": ("en",), "zh": ("zh",)}


def check_mode(mode: str) -> str:
    """Return `mode` if it is ``both``, ``en`` or ``zh``.

    Parameters
    ----------
    mode : str
        What was asked for.

    Returns
    -------
    str
        The mode.

    Raises
    ------
    ParameterError
        Naming the nearest mode.
    """
    return str(check_choice("language", mode, MODES))


def say(mode: str, text: str, **values: object) -> str:
    """Return a phrase of the program, in both languages side by side where both are asked for.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    text : str
        English phrase of the catalogue.
    **values : object
        What goes into its places.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> say("both", "Right")
    'Right · 正确'
    """
    phrases = []
    for code in CODES[mode]:
        with language(code):
            phrases.append(translate(text, **values))
    return " · ".join(dict.fromkeys(phrases))


def lines(mode: str, words: Words) -> tuple[str, ...]:
    """Return an item's words, English above Chinese; once where they are the same.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    words : Words
        The words.

    Returns
    -------
    tuple of str
        A line each language.

    Examples
    --------
    >>> lines("both", Words(en="time cost", zh="时间成本"))
    ('time cost', '时间成本')
    """
    return tuple(dict.fromkeys(getattr(words, code) for code in CODES[mode]))


def facts(mode: str, question: Question) -> str:
    """Return level, type, points and id of a question.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    question : Question
        The question.

    Returns
    -------
    str
        One line.
    """
    level, kind = LEVEL_NAMES[question.level], TYPE_NAMES[question.type]
    points = say(mode, "points: {points}", points=question.points)
    return " | ".join([say(mode, level), say(mode, kind), points, question.id])


def how_to_answer(mode: str, asked: Asked) -> str:
    """Return what the learner has to do.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    asked : Asked
        The question.

    Returns
    -------
    str
        One line.
    """
    match asked.question:
        case ChoiceItem(type="multiple"):
            return say(mode, "Choose every right option.")
        case ChoiceItem():
            return say(mode, "Choose one option.")
        case NumericItem(unit=unit):
            return f"{say(mode, 'Give a number.')} ({' · '.join(lines(mode, unit))})"
    return say(mode, "Write your answer, then mark it against the rubric.")


def not_understood(mode: str, asked: Asked, typed: str) -> str:
    """Return why what was typed is no answer, and how to answer.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    asked : Asked
        The question.
    typed : str
        What the learner typed; empty if nothing.

    Returns
    -------
    str
        One line.
    """
    if isinstance(asked.question, OpenItem):
        return say(mode, "Give each line of the rubric its points: a whole number, 0 for none.")
    if not typed.strip():
        why = say(mode, "No answer yet.")
    elif isinstance(asked.question, NumericItem):
        why = say(mode, "{typed} is not understood: write 1250, 1,250 or -0.5.", typed=f"“{typed.strip()}”")
    else:
        why = say(mode, "Not understood.")
    return f"{why} {how_to_answer(mode, asked)}"


def verdict(mode: str, mark: Mark) -> str:
    """Return whether an answer was right, and its points.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    mark : Mark
        The mark.

    Returns
    -------
    str
        One line.
    """
    word = "Right" if mark.right else ("Partly right" if mark.points else "Not right")
    return f"{say(mode, word)} ({mark.points}/{mark.out_of})"


def reason_lines(mode: str, reason: Reason) -> tuple[str, ...]:
    """Return the verdict on one option or number, and why, in each language.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    reason : Reason
        The reason.

    Returns
    -------
    tuple of str
        First the letter with its verdict, or the number where there is no letter; then why.
    """
    if not reason.label:
        whose = say(mode, "Right answer" if reason.correct else "Your answer")
        return (f"{whose}: {' · '.join(lines(mode, reason.text))}", *lines(mode, reason.why))
    verdicts = [say(mode, "right" if reason.correct else "wrong")]
    verdicts += [say(mode, "your answer")] if reason.chosen else []
    return (f"{reason.label}: {', '.join(verdicts)}", *lines(mode, reason.why))


def points_of(mode: str, points: int) -> str:
    """Return a number of points in words.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    points : int
        How many.

    Returns
    -------
    str
        Such as ``1 point``.
    """
    return say(mode, "1 point") if points == 1 else say(mode, "{points} points", points=points)


def rubric_line(mode: str, question: OpenItem, number: int) -> str:
    """Return one line of a rubric with its points.

    Parameters
    ----------
    mode : {"both", "en", "zh"}
        Languages to show.
    question : OpenItem
        The question.
    number : int
        Position of the line, from 0.

    Returns
    -------
    str
        One line a language.
    """
    line = question.rubric[number]
    return f"{points_of(mode, line.points)}: " + "\n".join(lines(mode, line.text))
