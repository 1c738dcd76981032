"""Answers joined with behaviour, and one project under uncertain inputs: hand-worked, faults named."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.project_gain import (
    exhibitor_margins,
    plan_sensitivity,
    project_sensitivity,
    with_rebooking,
)

SURVEYS = pd.DataFrame(
    {"customer_id": ["E2", "E1"], "edition_id": ["food-2024", "food-2024"], "value_overall": [7, 5]},
    index=[10, 11],
)
TOOK_PART = pd.DataFrame(
    {"customer_id": ["E1", "E2"], "edition_id": ["food-2024"] * 2, "rebooked_on_site": [False, True]}
)
DRIVERS = pd.DataFrame(
    {"performance": [7.0], "coefficient": [0.2]}, index=pd.Index(["image"], name="attribute")
)
PROJECTS = pd.DataFrame(
    {"project": ["P1"], "attribute": ["image"], "lift": [0.5], "reach": [0.8], "cost": [20.0]}
)


def test_each_answer_keeps_its_place_and_gets_what_its_customer_did():
    joined = with_rebooking(SURVEYS, TOOK_PART)
    assert joined["rebooked_on_site"].to_dict() == {10: 1, 11: 0}
    assert joined["value_overall"].tolist() == [7, 5]


def test_an_answer_without_a_participation_is_named():
    with pytest.raises(
        DataError, match="column 'customer_id', row 10: E2 is not a customer with a participation"
    ):
        with_rebooking(SURVEYS, TOOK_PART.head(1))


def test_a_participation_that_comes_twice_is_named():
    with pytest.raises(DataError, match="row 1: E1 is not the only participation"):
        with_rebooking(SURVEYS, pd.concat([TOOK_PART.head(1)] * 2, ignore_index=True))


def test_net_gain_by_hand():
    # 0.5 x 0.8 points of image x 0.2 = 0.08 points of value; x slope 0.1 x 200 customers = 1.6 rebookings
    table = project_sensitivity(
        DRIVERS, PROJECTS, "P1", customers=200, margins=[10_000, 20_000], slopes=[0.1, 0.05]
    )
    assert table.loc[10_000].tolist() == pytest.approx([16_000 - 20_000, 8_000 - 20_000])
    assert table.loc[20_000].tolist() == pytest.approx([32_000 - 20_000, 16_000 - 20_000])


def test_an_unknown_project_is_named():
    with pytest.raises(DataError, match="no project 'P9'; there are P1"):
        project_sensitivity(DRIVERS, PROJECTS, "P9", customers=200, margins=[1], slopes=[0.1])


STANDS = pd.DataFrame(
    {
        "customer_id": ["E1", "E2", "V1", "E3"],
        "edition_id": ["food-2025", "food-2025", "food-2025", "food-2024"],
        "took_part": [True, False, True, True],
        "area_m2": [9.0, 0.0, 0.0, 12.0],
        "spend_space": [10_000, 0, 0, 20_000],
        "spend_digital": [1_000, 0, 0, 0],
        "cost_to_serve": [1_500, 260, 55, 900],
    }
)


def test_the_margin_is_a_share_of_the_spend_less_the_cost_of_those_with_a_stand():
    assert exhibitor_margins(STANDS, "food-2025", margin_rate=0.4).to_dict() == {"E1": 0.4 * 11_000 - 1_500}


def test_an_edition_without_exhibitors_is_named():
    with pytest.raises(DataError, match="nobody exhibited at 'food-2020'"):
        exhibitor_margins(STANDS, "food-2020", margin_rate=0.4)


def test_a_rate_above_one_is_refused():
    with pytest.raises(ParameterError, match="margin_rate=42 is not a number from 0 to 1"):
        exhibitor_margins(STANDS, "food-2025", margin_rate=42)


def test_a_plan_earns_the_sum_of_its_projects():
    two = pd.concat([PROJECTS, PROJECTS.assign(project="P2", attribute="sales", cost=5.0)], ignore_index=True)
    drivers = pd.concat([DRIVERS, DRIVERS.rename({"image": "sales"})])
    table = plan_sensitivity(drivers, two, customers=200, margins=[10_000], slopes=[0.1])
    assert table.iloc[0, 0] == pytest.approx((16_000 - 20_000) + (16_000 - 5_000))


def test_two_projects_for_one_attribute_are_refused():
    two = pd.concat([PROJECTS, PROJECTS.assign(project="P2")], ignore_index=True)
    with pytest.raises(DataError, match="row 1: image is not an attribute with one project"):
        plan_sensitivity(DRIVERS, two, customers=200, margins=[1], slopes=[0.1])
