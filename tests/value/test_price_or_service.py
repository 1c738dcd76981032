"""A price cut against a service: hand-worked costs, and faults named."""

import math

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.value.price_or_service import price_cut_or_service


def test_costs_and_saving_by_hand():
    table = price_cut_or_service([100, 400], price_cut=5000, fixed=[200_000, 400_000], per_customer=1500)
    assert table["price cut"].tolist() == [500_000, 500_000, 2_000_000, 2_000_000]
    assert table["service"].tolist() == [350_000, 550_000, 800_000, 1_000_000]
    assert table["saving"].tolist() == [150_000, -50_000, 1_200_000, 1_000_000]


def test_the_saving_is_zero_at_the_break_even_number():
    turn = price_cut_or_service([1], price_cut=5000, fixed=[350_000], per_customer=1500)[
        "break-even customers"
    ].item()
    assert turn == pytest.approx(100)
    assert (
        price_cut_or_service([100], price_cut=5000, fixed=[350_000], per_customer=1500)["saving"].item() == 0
    )


def test_a_service_dearer_per_customer_than_the_cut_never_breaks_even():
    table = price_cut_or_service([10], price_cut=1000, fixed=[0], per_customer=1500)
    assert math.isnan(table["break-even customers"].item())


@pytest.mark.parametrize("name", ["price_cut", "per_customer"])
def test_a_negative_amount_is_named(name):
    amounts = {"price_cut": 5000, "per_customer": 1500, name: -1}
    with pytest.raises(ParameterError, match=f"{name}=-1 is not a number from 0 to inf"):
        price_cut_or_service([10], fixed=[1], **amounts)


def test_a_negative_count_is_named():
    with pytest.raises(ParameterError, match="customers=-5 is not"):
        price_cut_or_service([-5], price_cut=1, fixed=[1], per_customer=1)
