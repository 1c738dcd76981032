"""Optional libraries: imported where they are used, and asked for by the name of their extra."""

import importlib
from typing import Any

from cvm_lessons.core.errors import MissingExtraError

__all__ = ["require_extra"]


def require_extra(module: str, *, extra: str, purpose: str) -> Any:
    """Import an optional library, or say which extra brings it.

    Parameters
    ----------
    module : str
        Name of the module to import.
    extra : str
        Extra of this package that installs it.
    purpose : str
        What it is needed for, as the end of "is needed to …".

    Returns
    -------
    module
        The imported module.

    Raises
    ------
    MissingExtraError
        If the module is not installed.

    Examples
    --------
    >>> require_extra("json", extra="dev", purpose="read a file").loads("[1]")
    [1]
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        message = f"{module!r} is needed to {purpose}: install it with  pip install 'cvm-lessons[{extra}]'"
        raise MissingExtraError(message) from missing
