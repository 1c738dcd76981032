"""What `cvm data own` prints and writes: how a file was read, in the language in force."""

from pathlib import Path

import pandas as pd

from cvm_lessons.core import ParameterError, translate

__all__ = ["check_target", "own_report", "write_own"]

SUFFIXES = (".csv", ".parquet")


def own_report(frame: pd.DataFrame) -> list[str]:
    """Return how a file was read, a line for each thing recognised.

    Parameters
    ----------
    frame : DataFrame
        From `load_own`.

    Returns
    -------
    list of str
        Lines in the language in force.
    """
    labels = {
        "rows": translate("rows"),
        "encoding": translate("encoding"),
        "separator": translate("separator"),
        "sheet": translate("sheet"),
        "date_style": translate("style of dates"),
        "time_of_day": translate("time of day"),
        "currency": translate("currency"),
        "decimal_mark": translate("decimal mark"),
        "thousands_mark": translate("thousands mark"),
        "unit": translate("unit"),
        "renamed": translate("headings renamed"),
        "kept_as_text": translate("columns kept as text"),
        "left_out": translate("columns without any answer, left out"),
        "formulas": translate("formulas, read by their stored values"),
        "hidden_rows": translate("hidden rows, read like the others"),
        "full_width_customers": translate("customers written in full-width signs, made narrow"),
        "repeated_rows": translate("rows that repeat another one, kept"),
    }
    read_as = frame.attrs["read_as"]
    lines = [f"{labels[key]}: {_shown(read_as[key])}" for key in labels if read_as.get(key)]
    dropped = frame.attrs["dropped"]
    for column, why in frame.attrs["personal"].items():
        told = (
            translate("dropped, tells of persons: {column} ({why})", column=column, why=why)
            if column in dropped
            else translate(
                "tells of persons: {column} ({why}); leave it out with --drop-personal",
                column=column,
                why=why,
            )
        )
        lines.append(told)
    return lines


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{old} → {new}" for old, new in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    names = {
        "\t": translate("tab"),
        " ": translate("space"),
        "none": translate("none"),
        "kept": translate("read and kept"),
        "not stated": translate("not stated"),
    }
    return str(names.get(str(value), value))


def check_target(source: Path, out: Path) -> None:
    """Raise unless a frame can be written to a file without harm to its source.

    Parameters
    ----------
    source, out : Path
        The file that is read, and the one to write.

    Raises
    ------
    ParameterError
        If `out` is the source, is neither ``.csv`` nor ``.parquet``, or its folder is not there.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise ParameterError(f"--out {out}: the name ends in neither {' nor '.join(SUFFIXES)}.")
    if out.resolve() == source.resolve():
        raise ParameterError(f"--out {out}: this is the file that is read. Name another one.")
    if not out.parent.is_dir():
        raise ParameterError(f"--out {out}: there is no folder {out.parent}. Make it first.")


def write_own(frame: pd.DataFrame, out: Path) -> None:
    """Write a frame as CSV (UTF-8) or Parquet, without the lines of its source.

    Parameters
    ----------
    frame : DataFrame
        From `load_own`.
    out : Path
        A ``.csv`` or ``.parquet`` file.
    """
    if out.suffix.lower() == ".parquet":
        frame.to_parquet(out, index=False)
    else:
        frame.to_csv(out, index=False, encoding="utf-8")
