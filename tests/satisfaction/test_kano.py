"""Kano: the table of evaluation, counts, coefficients and tests worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    KANO_FEATURES,
    better_worse,
    evaluation_table,
    kano_answers,
    kano_by_segment,
    kano_category,
    kano_table,
)


def of(letters: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"feature": "wifi", "category": list(letters)}).assign(**columns)


def test_the_evaluation_table_has_one_must_be_column_and_one_reverse_row():
    table = evaluation_table()
    assert table.loc["like"].tolist() == ["Q", "A", "A", "A", "O"]
    assert table["dislike"].tolist() == ["O", "M", "M", "M", "Q"]
    assert table["like"].tolist() == ["Q", "R", "R", "R", "R"]
    assert set(table.iloc[1:4, 1:4].to_numpy().ravel()) == {"I"}


@given(st.integers(1, 5), st.integers(1, 5))
def test_swapping_the_two_answers_swaps_wanted_and_reverse(first, second):
    swap = {"A": "R", "O": "R", "M": "R", "I": "I", "Q": "Q"}
    category = kano_category(first, second)
    if category != "R":
        assert kano_category(second, first) == swap[category]


def test_better_and_worse_by_hand():
    # 20 A, 30 O, 40 M, 10 I, and 5 R and 2 Q that count in neither.
    row = better_worse(of("A" * 20 + "O" * 30 + "M" * 40 + "I" * 10 + "R" * 5 + "Q" * 2)).iloc[0]
    assert (row["better"], row["worse"], row["n"]) == (0.5, -0.7, 100)
    assert (row["better_low"], row["better_high"]) == pytest.approx((0.4038, 0.5962), abs=1e-4)  # Wilson
    assert row["worse_low"] < -0.7 < row["worse_high"]


def test_fong_s_test_by_hand():
    # n = 100: 1.645 · root(70 · 130 / 200) = 11.1; 40 against 30 is not clear, 45 against 25 is.
    assert not kano_table(of("M" * 40 + "O" * 30 + "A" * 20 + "I" * 10)).loc["wifi", "clear"]
    assert kano_table(of("M" * 45 + "O" * 25 + "A" * 20 + "I" * 10)).loc["wifi", "clear"]


def test_counts_shares_and_ties():
    table = kano_table(of("OOMMAI" + "Q"))
    assert table.loc["wifi", ["category", "second"]].tolist() == ["M", "O"]  # of a tie, what hurts most
    assert not table.loc["wifi", "clear"]
    assert table.loc["wifi", "total_strength"] == pytest.approx(5 / 7)
    assert table.loc["wifi", "contradictory"] == pytest.approx(1 / 7)
    assert table.loc["wifi", "n"] == 7


def test_even_counts_have_a_high_p_value():
    assert kano_table(of("MMOOAAII")).loc["wifi", "even_p"] == pytest.approx(1)
    assert kano_table(of("M" * 40 + "O" * 5)).loc["wifi", "even_p"] < 1e-9


def test_every_pair_of_the_real_columns_gets_a_category(kano):
    table = kano_answers(kano, keep=["role"])
    assert len(table) == len(kano) * len(KANO_FEATURES)
    assert table["feature"].unique().tolist() == list(KANO_FEATURES)
    row = kano.iloc[0]
    assert table["category"].iloc[0] == kano_category(row["with_wifi"], row["without_wifi"])


def test_segments_can_want_opposite_things():
    frame = pd.concat([of("M" * 30 + "I" * 10, role="exhibitor"), of("A" * 30 + "I" * 10, role="visitor")])
    row = kano_by_segment(frame, "role").loc["wifi"]
    assert (row["exhibitor"], row["visitor"], row["differ"]) == ("M", "A", True)
    assert row["p"] < 1e-6
    same = pd.concat([of("MMMI", role="exhibitor"), of("MMMI", role="visitor")])
    assert kano_by_segment(same, "role").loc["wifi", "p"] == pytest.approx(1)


@pytest.mark.long
def test_wilson_covers_a_known_share_of_better():
    rng = np.random.default_rng(7)
    covered = []
    for _ in range(400):
        drawn = rng.choice(list("AOMI"), size=80, p=[0.35, 0.2, 0.15, 0.3])
        row = better_worse(of("".join(drawn))).iloc[0]
        covered.append(row["better_low"] <= 0.55 <= row["better_high"])
    assert np.mean(covered) > 0.92


def test_bad_input_is_named(kano):
    with pytest.raises(DataError, match="column 'with_wifi', row 0: 6 is not a whole number from 1 to 5"):
        kano_answers(kano.assign(with_wifi=6))
    with pytest.raises(DataError, match="column 'without_it', row 0: 0 is not"):
        kano_category(1, 0)
    with pytest.raises(DataError, match="column 'category', row 0: Z is not A, O, M, I, R or Q"):
        kano_table(of("Z"))
    with pytest.raises(ParameterError, match="level=1.5"):
        kano_table(of("M"), level=1.5)
    with pytest.raises(DataError, match="service 'wifi' has no answer in A, O, M or I"):
        better_worse(of("RQ"))
    with pytest.raises(DataError, match="column 'role' holds one segment"):
        kano_by_segment(of("MM", role="visitor"), "role")
