"""Who comes again by editions attended, and what an offer to rebook must change to pay."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.discount_gain import offer_break_even, offer_gains
from cvm_lessons.relationship.return_rates import return_by_editions

RECORD = pd.DataFrame(
    {
        "customer_id": list("AAAABBBC"),
        "year": [1, 2, 3, 4, 1, 2, 3, 3],
        "took_part": [True, True, True, False, True, False, True, True],
    }
)


def test_returns_are_counted_by_hand():
    # After the first edition: A came, B did not. After the second: A came; B's second is its last row.
    # After the third: A did not. C was not invited again.
    table = return_by_editions(RECORD)
    assert table["cases"].to_dict() == {1: 2, 2: 1, 3: 1}
    assert table["returned"].to_dict() == {1: 0.5, 2: 1.0, 3: 0.0}


def test_the_order_of_the_rows_does_not_matter():
    pd.testing.assert_frame_equal(return_by_editions(RECORD.iloc[::-1]), return_by_editions(RECORD))


def test_high_counts_form_one_class():
    assert return_by_editions(RECORD, last=2)["cases"].to_dict() == {1: 2, 2: 2}


def test_intervals_hold_the_share():
    table = return_by_editions(RECORD)
    assert (table["low"] <= table["returned"]).all()
    assert (table["returned"] <= table["high"]).all()


def test_a_record_without_a_second_invitation_or_with_a_year_twice_is_refused():
    with pytest.raises(DataError, match="invited again"):
        return_by_editions(RECORD.drop_duplicates("customer_id"))
    with pytest.raises(DataError, match="only row"):
        return_by_editions(pd.concat([RECORD, RECORD.head(1)], ignore_index=True))
    with pytest.raises(ParameterError, match="last"):
        return_by_editions(RECORD, last=0)


def test_the_break_even_of_an_offer_by_hand():
    # (0.2 * 0.4 + 100 / 10,000) / 0.8
    assert offer_break_even(0.2, base=0.4, margin=10_000, contact=100) == pytest.approx(0.1125)


@given(st.floats(0, 0.8), st.floats(0, 0.5), st.floats(1_000, 50_000), st.floats(0, 50))
def test_at_the_break_even_an_offer_gains_nothing(given_away, base, margin, contact):
    effect = offer_break_even(given_away, base=base, margin=margin, contact=contact)
    if base + effect <= 1:
        terms = {"given_away": given_away, "margin": margin, "contact": contact}
        assert offer_gains([effect], [base], **terms).iloc[0, 0] == pytest.approx(0, abs=1e-6 * margin)


def test_more_than_everybody_cannot_respond():
    table = offer_gains([0.2, 0.5], [0.6], given_away=0.1, margin=100)
    assert table[0.6].tolist()[0] == pytest.approx(12)
    assert table[0.6].isna().tolist() == [False, True]


def test_terms_out_of_range_are_refused():
    with pytest.raises(ParameterError, match="given_away=1"):
        offer_break_even(1, base=0.4, margin=100)
    with pytest.raises(ParameterError, match="margin"):
        offer_break_even(0.2, base=0.4, margin=0)
    with pytest.raises(ParameterError, match="effects"):
        offer_gains([2], [0.4], given_away=0.1, margin=100)
    with pytest.raises(ParameterError, match="bases"):
        offer_gains([0.1], [1.4], given_away=0.1, margin=100)
