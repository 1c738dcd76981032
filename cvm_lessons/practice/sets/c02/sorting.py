"""Answers that sort sentences under names: the slip of a whole kind, and the answer as code."""

from collections.abc import Mapping
from textwrap import fill

__all__ = ["shown_mapping", "sorted_wrongly"]

WIDTH, GLUE = 76, "\xa0"


def sorted_wrongly(name: str, right: Mapping[str, str], swap: Mapping[str, str]) -> dict[str, object]:
    """Return the answer of somebody who takes each key of `swap` for its value."""
    return {name: {letter: swap.get(kind, kind) for letter, kind in right.items()}}


def shown_mapping(name: str, right: Mapping[str, object]) -> str:
    """Return the code that assigns the right answer, as many entries a line as a page shows."""
    entries = [
        f'"{key}": "{kind}",' if isinstance(kind, str) else f'"{key}": {kind},' for key, kind in right.items()
    ]
    # The blank inside an entry must not be the end of a line.
    text = fill(" ".join(entry.replace(" ", GLUE) for entry in entries), WIDTH, break_on_hyphens=False)
    lines = "".join(f"    {line}\n" for line in text.replace(GLUE, " ").split("\n"))
    return f"{name} = {{\n{lines}}}"
