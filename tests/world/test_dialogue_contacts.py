"""The file of contact persons: fictional, faulty in known ways, and linked to the true persons."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.world.dialogue.person_names import misspelt, other_romanisation, person_names
from cvm_lessons.world.names import SYLLABLES

NAME = st.lists(st.sampled_from(list(SYLLABLES)), min_size=2, max_size=3).map(
    lambda row: "".join(row).capitalize()
)
CHANGES = ["typo", "swapped", "transliterated", "email_changed", "respaced"]


@pytest.fixture(scope="module")
def linked(world):
    """Return each repeated row beside the first row of the same person."""
    file = world["contacts"].set_index("contact_id")
    copies = world["contact_persons"].query("copy").set_index("contact_id")
    first = file.loc[copies["person_id"]].set_axis(copies.index)
    return file.loc[copies.index].join(copies).join(first.add_suffix("_first"))


def test_identifiers_count_the_entries_in_the_order_of_the_days(world):
    file = world["contacts"]
    assert file["contact_id"].is_unique
    assert file["contact_id"].is_monotonic_increasing
    assert file["created"].is_monotonic_increasing
    assert file["customer_id"].isin(world["organisations"]["customer_id"]).all()


def test_every_exhibitor_and_sponsor_has_a_person(world):
    roles = world["organisations"].set_index("customer_id")["role"]
    known = roles.index.isin(world["contacts"]["customer_id"])
    assert known[roles.isin(["exhibitor", "sponsor"])].all()
    assert 0.25 < known[roles == "visitor"].mean() < 0.40


def test_addresses_lie_in_reserved_domains_and_numbers_in_no_country(few_worlds):
    for world in few_worlds:
        file = world["contacts"]
        assert file["email"].dropna().str.contains(r"(?:\.example\.com|example\.org)$").all()
        assert file["phone"].dropna().str.fullmatch(r"\+000 ?\d{4} ?\d{4}").all()


def test_names_are_built_from_the_syllables():
    names = person_names(np.random.default_rng(5), 400)
    stems = "|".join(sorted(SYLLABLES, key=len, reverse=True))
    assert pd.Series(names["family"]).str.lower().str.fullmatch(f"(?:{stems}){{3}}").all()
    assert pd.Series(names["given"]).str.lower().str.fullmatch(f"(?:{stems}){{2}}").all()
    assert (pd.Series(names["family_zh"]).str.len() == 3).all()
    assert len(set(names["family"])) < 400  # strangers share family names


def test_a_repeated_row_belongs_to_the_same_customer_and_comes_later(linked):
    assert len(linked) > 80
    assert (linked["customer_id"] == linked["customer_id_first"]).all()
    assert (linked["created"] >= linked["created_first"]).all()
    assert (linked["language"] == linked["language_first"]).all()


def test_a_first_row_is_its_own_person_and_unchanged(world):
    persons = world["contact_persons"]
    first = persons[~persons["copy"]]
    assert (first["person_id"] == first["contact_id"]).all()
    assert not first[CHANGES].any(axis=None)


def test_an_unchanged_repetition_reads_the_same(linked):
    same = linked[~linked[["typo", "swapped", "transliterated"]].any(axis=1)]
    assert len(same) > 20
    assert (same["given_name"] == same["given_name_first"]).all()
    assert (same["family_name"] == same["family_name_first"]).all()


def test_swapped_names_are_swapped_and_nothing_else(linked):
    turned = linked[linked["swapped"] & ~linked["typo"] & ~linked["transliterated"]]
    assert len(turned) > 3
    assert (turned["given_name"] == turned["family_name_first"]).all()
    assert (turned["family_name"] == turned["given_name_first"]).all()


def test_characters_survive_a_slip_in_latin_letters(linked):
    both = linked.dropna(subset=["name_zh", "name_zh_first"])
    assert (both["name_zh"] == both["name_zh_first"]).all()


def test_a_changed_address_is_another_one_and_others_stay(linked):
    whole = linked.dropna(subset=["email", "email_first"])
    whole = whole[whole["email"].str.contains("@") & whole["email_first"].str.contains("@")]
    assert ((whole["email"] != whole["email_first"]) == whole["email_changed"]).all()


def test_digits_of_a_number_stay_whatever_the_spaces(linked):
    both = linked.dropna(subset=["phone", "phone_first"])
    assert (both["phone"].str.replace(" ", "") == both["phone_first"].str.replace(" ", "")).all()
    assert (both["phone"].str.contains(" ") == ~both["respaced"]).all()


def test_linking_by_address_alone_is_neither_complete_nor_exact(few_worlds):
    """Precision and recall of the simplest rule: same customer, same address."""
    found = true = right = 0
    for world in few_worlds:
        file = world["contacts"].merge(world["contact_persons"], on="contact_id")
        same = file.merge(file, on="customer_id").query("contact_id_x < contact_id_y")
        alike, person = same["email_x"] == same["email_y"], same["person_id_x"] == same["person_id_y"]
        found, true, right = found + alike.sum(), true + person.sum(), right + (alike & person).sum()
    assert 0.40 < right / true < 0.65
    assert 0.70 < right / found < 0.98


def test_relatives_and_common_mailboxes_are_different_persons(few_worlds):
    relatives = mailboxes = 0
    for world in few_worlds:
        first = world["contact_entries"].query("not copy")
        relatives += first.duplicated(["customer_id", "family_name"]).sum()
        shared = first[first["email"].str.startswith("info@", na=False)]
        mailboxes += shared.duplicated("email").sum()
    assert relatives > 30
    assert mailboxes > 5


def test_nobody_asked_means_no_answer_and_no_date(world):
    file = world["contacts"]
    unasked = file["consent_email"].isna()
    assert (unasked == file["consent_phone"].isna()).all()
    assert file.loc[unasked, "consent_date"].isna().all()
    dated = file.dropna(subset=["consent_date"])
    assert (dated["consent_date"] >= dated["created"]).all()
    assert dated["consent_date"].max() <= pd.Timestamp("2025-12-31")


def test_mail_bounces_only_where_there_is_an_address(world):
    file = world["contacts"]
    assert (file["email_bounced"].isna() == file["email"].isna()).all()


def test_characters_are_kept_for_those_written_to_in_chinese(world):
    file = world["contacts"]
    assert file.loc[file["language"] == "en", "name_zh"].isna().all()
    assert file["name_zh"].dropna().str.fullmatch(r"[\u4e00-\u9fff]{3}·[\u4e00-\u9fff]{2}").all()


@settings(derandomize=True, max_examples=200, deadline=None)
@given(name=NAME, where=st.floats(0, 1, exclude_max=True), how=st.floats(0, 1, exclude_max=True))
def test_a_slip_changes_a_name_by_one_letter_or_two(name, where, how):
    slip = misspelt(name, where, how)
    assert slip != name
    assert abs(len(slip) - len(name)) <= 1
    assert slip[0] == name[0]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(name=NAME)
def test_another_romanisation_is_another_spelling(name):
    assert other_romanisation(name) != name


@pytest.mark.parametrize(("how", "slip"), [(0.1, "Mral"), (0.4, "Maaral"), (0.8, "Mraal")])
def test_slips_by_hand(how, slip):
    assert misspelt("Maral", 0.0, how) == slip
