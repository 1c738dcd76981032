"""Tables of text kept beside the code in both languages, read into frames in the language in force."""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from cvm_lessons.core import current_language

__all__ = ["text_records", "text_table"]

FOLDER = Path(__file__).with_name("texts")


@cache
def text_records(name: str) -> tuple[dict[str, Any], ...]:
    """Return the entries of a file in its own order; a text is a mapping with the keys en and zh."""
    return tuple(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def text_table(name: str, *, index: str) -> pd.DataFrame:
    """Return the file as a frame: texts in the language in force, lists as text, other values as they are."""
    rows = [{key: _shown(value) for key, value in record.items()} for record in text_records(name)]
    return pd.DataFrame(rows).set_index(index)


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return value[current_language()]
    return ", ".join(map(str, value)) if isinstance(value, list) else value
