"""The persons at the customers, as they were first entered, and the second entries of some of them."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, by_row, pick, rows_of
from cvm_lessons.world.dialogue.person_names import misspelt, other_romanisation, person_names
from cvm_lessons.world.engine import World

__all__ = ["CHANGES", "EXTRACT", "entries"]

EXTRACT = pd.Timestamp("2025-12-31")  # the day on which the file was written
EARLY = 90  # days before its first edition from which a customer's first person is known
CHANGES = ["typo", "swapped", "transliterated", "email_changed", "respaced"]


def entries(world: World) -> pd.DataFrame:
    """Draw the persons and the repeated entries, with names, addresses and telephone numbers as written.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        person (running number), copy, the changes of a copy, and what a clerk entered; persons first.
    """
    persons = _persons(world)
    _name(world, persons)
    share = world.truth["contacts"]["duplicate"]
    again = world.stream("contacts", "copies").poisson(share / (1.0 - share), len(persons))
    copies = persons.loc[np.repeat(persons.index, again)].assign(copy=True)
    copies["created"] = _later(copies["created"], world.stream("contacts", "copied").random(len(copies)))
    source = world.truth["contacts"]["copy_source_share"]
    copies["source"] = pick(world.stream("contacts", "copy source"), source, len(copies))
    whole = pd.concat([persons, copies], ignore_index=True)
    rates = world.truth["contacts"]["change"]
    draws = world.stream("contacts", "changes").random((len(whole), len(CHANGES)))
    happened = (draws < [rates[name] for name in CHANGES]) & whole["copy"].to_numpy()[:, None]
    whole[CHANGES] = happened
    _rewrite(world, whole)
    return whole


def _persons(world: World) -> pd.DataFrame:
    truth, customers = world.truth["contacts"], world["organisations"]
    mean = by_name(truth["persons"], customers["role"])
    at_least = np.floor(mean)
    count = (at_least + world.stream("contacts", "persons").poisson(mean - at_least)).astype(int)
    columns = ["customer_id", "name", "role", "country_group"]
    frame = customers.loc[np.repeat(customers.index, count), columns].reset_index(names="customer")
    frame["turn"] = frame.groupby("customer").cumcount()
    frame["created"] = _created(world, frame)
    frame["source"] = pick(world.stream("contacts", "source"), truth["source_share"], len(frame))
    frame["job_role"] = _job_roles(world, frame["role"])
    chinese = by_name(truth["chinese"], frame["country_group"])
    written = world.stream("contacts", "language").random(len(frame)) < chinese
    return frame.assign(language=np.where(written, "zh", "en"), person=np.arange(len(frame)), copy=False)


def _created(world: World, persons: pd.DataFrame) -> pd.Series:
    """A customer's first person is entered before its first edition, others at any time after."""
    rows = world["invitations"]
    opened = rows.loc[rows["turn"] == 0, "edition_id"]  # one per customer, in their order
    start = rows_of(world["calendar"].set_index("edition_id")[["start"]], opened)[persons["customer"], 0]
    draws = world.stream("contacts", "created").random(len(persons))
    start = pd.Series(start)
    first = start - pd.to_timedelta(np.floor(EARLY * draws), unit="D")
    return first.where(persons["turn"] == 0, _later(start, draws))


def _later(day: pd.Series, draws: np.ndarray) -> pd.Series:
    room = (EXTRACT - day).dt.days.to_numpy() + 1
    return day + pd.to_timedelta(np.floor(room * draws), unit="D")


def _job_roles(world: World, roles: pd.Series) -> np.ndarray:
    shares = world.truth["contacts"]["role_share"]
    names = list(dict.fromkeys(name for share in shares.values() for name in share))
    edges = np.cumsum(by_row(shares, roles, names), axis=1)
    draws = world.stream("contacts", "job_role").random(len(roles))[:, None]
    return np.asarray(np.array(names, dtype=object)[(draws * edges[:, -1:] >= edges[:, :-1]).sum(axis=1)])


def _name(world: World, persons: pd.DataFrame) -> None:
    """Add names; some further persons of a customer bear the family name of the first, being relatives."""
    truth = world.truth["contacts"]
    names = pd.DataFrame(person_names(world.stream("contacts", "name"), len(persons)))
    first = persons.groupby("customer")["person"].transform("min").to_numpy()
    related = world.stream("contacts", "relatives").random(len(persons)) < truth["relatives"]
    for side in ("family", "family_zh"):
        names[side] = np.where(related, names[side].to_numpy()[first], names[side])
    persons["family_name"], persons["given_name"] = names["family"], names["given"]
    persons["name_zh"] = names["family_zh"] + "·" + names["given_zh"]
    persons["email"] = _addresses(world, persons)
    digits = world.stream("contacts", "phone").integers(0, 10_000, (len(persons), 2))
    persons["phone"] = [f"+000 {one:04d} {two:04d}" for one, two in digits]  # no country has the code 000


def _addresses(world: World, persons: pd.DataFrame) -> pd.Series:
    company = persons["name"].str.split(" ").str[0].str.lower() + ".example.com"
    own = persons["given_name"].str.lower() + "." + persons["family_name"].str.lower()
    draws = world.stream("contacts", "mailbox").random(len(world["organisations"]))
    common = (draws < world.truth["contacts"]["shared_mailbox"])[persons["customer"]]
    return own.mask(common, "info") + "@" + company


def _rewrite(world: World, rows: pd.DataFrame) -> None:
    """Change the copies in place as their flags say."""
    private = rows["given_name"].str.lower() + rows["family_name"].str.lower().str[:3] + "@example.org"
    rows["email"] = rows["email"].mask(rows["email_changed"], private)
    rows["phone"] = rows["phone"].mask(rows["respaced"], rows["phone"].str.replace(" ", ""))
    slips = world.stream("contacts", "typos").random((len(rows), 3))
    in_family = slips[:, 0] < 0.5
    for side, here in (("family_name", in_family), ("given_name", ~in_family)):
        at = np.flatnonzero(rows["typo"] & here)
        typed = zip(rows.loc[at, side], slips[at, 1], slips[at, 2], strict=True)
        rows.loc[at, side] = [misspelt(*entry) for entry in typed]
        heard = rows.loc[rows["transliterated"], side].map(other_romanisation)
        rows.loc[rows["transliterated"], side] = heard
    turned = rows["swapped"].to_numpy()
    rows.loc[turned, ["family_name", "given_name"]] = rows.loc[
        turned, ["given_name", "family_name"]
    ].to_numpy()
