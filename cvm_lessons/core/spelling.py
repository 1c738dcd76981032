"""Names that a person typed: the one that was meant, found without any heavy library."""

from collections.abc import Iterable
from difflib import get_close_matches

from cvm_lessons.core.errors import ParameterError

__all__ = ["check_choice", "nearest"]


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the known name nearest to `name`, or the list of all.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    str
        ``Did you mean 'x'?`` or ``Known: a, b, c.``

    Examples
    --------
    >>> nearest("sektor", ["sector", "seed"])
    "Did you mean 'sector'?"
    """
    options = [str(option) for option in known]
    folded = {option.casefold(): option for option in options}
    close = get_close_matches(str(name).casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean {folded[close[0]]!r}?" if close else f"Known: {', '.join(options)}."


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
    if value not in options:
        raise ParameterError(f"{name}={value!r} is not one of its values. {nearest(value, options)}")
    return value
