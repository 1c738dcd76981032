"""The file of contact persons: what was entered, what is missing, who agreed to be written to."""

import numpy as np
import pandas as pd

from cvm_lessons.world.dialogue.persons import CHANGES, EXTRACT, entries
from cvm_lessons.world.engine import World

__all__ = ["draw_contact_entries", "draw_contact_persons", "draw_contacts"]

SHOWN = [
    "contact_id", "customer_id", "given_name", "family_name", "name_zh", "email", "email_bounced", "phone",
    "job_role", "language", "consent_email", "consent_phone", "consent_date", "created", "source",
]  # fmt: skip
ANSWERED_WITHIN = 30  # days from the entry to the answer about consent


def draw_contact_entries(world: World) -> pd.DataFrame:
    """Draw the file and what is behind it, in the order of entry.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: the columns of ``contacts`` and of ``contact_persons``.
    """
    rows = entries(world).sort_values(["created", "person"], kind="stable", ignore_index=True)
    rows.insert(0, "contact_id", world.ids("CT", len(rows), 5))
    original = rows[~rows["copy"]].set_index("person")["contact_id"]
    rows["person_id"] = rows["person"].map(original)
    _leave_out(world, rows)
    _ask_for_consent(world, rows)
    return rows


def draw_contacts(world: World) -> pd.DataFrame:
    """Show the file of contact persons.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``contacts``.
    """
    return world["contact_entries"][SHOWN].copy()


def draw_contact_persons(world: World) -> pd.DataFrame:
    """Tell which rows of the file are the same person, and how a repeated row was changed.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: contact_id, person_id (the contact_id of the first entry), copy and the changes.
    """
    return world["contact_entries"][["contact_id", "person_id", "copy", *CHANGES]].copy()


def _leave_out(world: World, rows: pd.DataFrame) -> None:
    """Blank what is missing, spoil some addresses, and let some send mail back."""
    truth = world.truth["contacts"]
    rows["name_zh"] = rows["name_zh"].where(rows["language"] == "zh")
    for column, share in truth["missing"].items():
        gap = world.stream("contacts", f"{column} missing").random(len(rows)) < share
        rows[column] = rows[column].mask(gap)
    spoilt = world.stream("contacts", "malformed").random(len(rows)) < truth["malformed"]
    rows["email"] = rows["email"].mask(spoilt, rows["email"].str.replace("@", "", regex=False))
    gone = world["took_part"]["gone"].groupby(world["invitations"]["customer"]).any()
    chance = np.where(rows["customer"].map(gone), truth["bounced"]["gone"], truth["bounced"]["here"])
    back = pd.Series(world.stream("contacts", "bounced").random(len(rows)) < chance, dtype="boolean")
    rows["email_bounced"] = back.mask(rows["email"].isna())


def _ask_for_consent(world: World, rows: pd.DataFrame) -> None:
    truth = world.truth["contacts"]
    old = rows["created"] < pd.Timestamp(truth["asked"]["law"])
    chance = np.where(old, truth["asked"]["before"], truth["asked"]["after"])
    asked = world.stream("contacts", "asked").random(len(rows)) < chance
    for way, share in truth["consent"].items():
        says = pd.Series(
            world.stream("contacts", f"consent {way}").random(len(rows)) < share, dtype="boolean"
        )
        rows[f"consent_{way}"] = says.where(asked)
    dated = asked & (world.stream("contacts", "undated").random(len(rows)) >= truth["undated"])
    wait = np.floor(ANSWERED_WITHIN * world.stream("contacts", "consent day").random(len(rows)))
    day = (rows["created"] + pd.to_timedelta(wait, unit="D")).clip(upper=EXTRACT)
    rows["consent_date"] = day.where(dated)
