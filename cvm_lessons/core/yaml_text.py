"""YAML read with the fast loader, where there is one."""

from typing import Any

import yaml

__all__ = ["load_yaml"]

# The C loader is ten times as fast; it is missing where PyYAML was built without libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """Return what a YAML text holds; only plain values, no objects.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    object
        Mapping, list or scalar.

    Raises
    ------
    yaml.YAMLError
        If it is no YAML.

    Examples
    --------
    >>> load_yaml("{a: [1, 2.5]}")
    {'a': [1, 2.5]}
    """
    return yaml.load(text, LOADER)
