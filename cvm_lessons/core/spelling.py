"""Names that a person typed: the one that was meant, found without any heavy library."""

from collections.abc import Collection, Hashable, Iterable
from difflib import SequenceMatcher, get_close_matches

from cvm_lessons.core.errors import ParameterError

__all__ = ["check_choice", "nearest"]

LIKE = 0.6  # share of matching letters from which on a name may be a misspelling of another
SHORT, SHORT_LIKE = 6, 0.75  # a short name shares as much with another word: 'price' with 'service'


def nearest(name: str, known: Iterable[str], *, taken: Collection[str] = ()) -> str:
    """Return a sentence with the known name nearest to `name`, or the list of all.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been meant.
    taken : collection of str
        Known names that were meant themselves, and are not proposed for another.

    Returns
    -------
    str
        ``Did you mean 'x'?`` or ``Known: a, b, c.``

    Examples
    --------
    >>> nearest("sektor", ["sector", "seed"])
    "Did you mean 'sector'?"
    >>> nearest("c09", ["c03", "c04"])
    'Known: c03, c04.'
    """
    options = [str(option) for option in known]
    folded = {option.casefold(): option for option in options if option not in taken}
    typed = str(name).casefold()
    close = [each for each in get_close_matches(typed, folded, cutoff=LIKE) if _may_be(typed, each)]
    return f"Did you mean {folded[close[0]]!r}?" if close else f"Known: {', '.join(options)}."


def _may_be(typed: str, known: str) -> bool:
    if len(typed) > SHORT or sorted(typed) == sorted(known):  # letters that changed places
        return True
    if _digits(typed) != _digits(known):  # c09 is another chapter than c03, not a misspelling of it
        return False
    one_letter = len(typed) == len(known) and sum(map(str.__ne__, typed, known)) == 1
    alike = SequenceMatcher(None, typed, known).ratio() >= SHORT_LIKE
    return alike or one_letter or known.startswith(typed)


def _digits(name: str) -> set[str]:
    # A zero more or less, or a digit twice, is a slip: c3 or c033 for c03.
    return {letter for letter in name if letter in "123456789"}


def check_choice(name: str, value: str, known: Iterable[str]) -> str:
    """Return `value` if it is one of `known`.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : str
        What was passed.
    known : iterable of str
        Allowed values.

    Returns
    -------
    str
        The value.

    Raises
    ------
    ParameterError
        Naming the nearest allowed value.

    Examples
    --------
    >>> check_choice("as_", "ratio", ["difference", "ratio"])
    'ratio'
    """
    options = list(known)
    if not isinstance(value, Hashable) or value not in options:  # a frame would be compared cell by cell
        raise ParameterError(f"{name}={value!r} is not one of its values. {nearest(value, options)}")
    return value
