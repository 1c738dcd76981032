"""The truth about the inside of the organiser is consistent in itself."""

import numpy as np
import pytest

from cvm_lessons.world import plain, read_truth

TRUTH = plain(read_truth())


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("units", "region_share"),
        ("units", "tier_share"),
        ("staff", "job_share"),
        ("media", "credit_rest"),
        ("crm_leads", "habit_share"),
        ("crm_leads", "lost_at"),
        ("crm_leads", "lost_reason"),
    ],
)
def test_shares_sum_to_one(area, name):
    assert sum(TRUTH[area][name].values()) == pytest.approx(1)


def test_weights_of_the_months_before_a_show_sum_to_one():
    assert sum(TRUTH["media"]["season_lead"]) == pytest.approx(1)


def test_every_channel_has_all_it_needs():
    media = TRUTH["media"]
    paid = list(media["spend"])
    for name in ("carry", "half", "maximum", "credit_kept", "reach", "contact_rate"):
        assert list(media[name]) == paid, name
    assert set(media["credit_rest"]) == set(media["leads_per_win"]) == {*paid, "website"}
    assert set(TRUTH["crm_leads"]["journey"]) == {*paid, "website", "start"}


def test_the_experiment_is_on_a_channel_without_carry_over():
    media = TRUTH["media"]
    assert media["carry"][media["experiment"]["channel"]] == 0
    assert media["experiment"]["months"] % 2 == 0


def test_every_country_has_a_currency_with_a_rate_in_every_year():
    groups, leads = TRUTH["organisations"]["country_share"], TRUTH["crm_leads"]
    assert {*groups, "Japan"} == set(leads["currency"])
    for rates in leads["rates"].values():
        assert set(rates) == set(leads["currency"].values()) == set(leads["step"])


def test_staff_and_customers_do_not_drive_each_other_without_end():
    """A point of staff satisfaction comes back as 0.45 x 0.70 x 0.25 points two quarters later."""
    chain = TRUTH["service_chain"]
    back = chain["to_service_value"]["satisfaction"] * chain["to_customer_satisfaction"] * chain["reverse"]
    assert back == pytest.approx(0.07875)


def test_kinds_of_work_cover_all_jobs():
    staff = TRUTH["staff"]
    assert set(staff["work"]) == set(staff["job_share"])
    assert set(staff["work"].values()) == {"complex", "standardised"}
    assert np.sign(staff["rating"]["complex"]) == -np.sign(staff["rating"]["standardised"])
