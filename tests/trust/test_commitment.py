import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import (
    COMMITMENT,
    commitment_contrast,
    commitment_kinds,
    commitment_outcomes,
    dominant_commitment,
)


def test_the_kinds_carry_the_published_signs():
    table = commitment_kinds()
    assert list(table.index) == list(COMMITMENT)
    assert table["advocacy"].tolist() == [1, -1, 1]
    assert table["intention"].tolist() == [1, 0, pd.NA]


def test_deeds_are_foretold_by_calculation_and_by_affection_no_more_beside_satisfaction():
    assert commitment_kinds()["retention"].tolist() == [0, 1, pd.NA]


def test_estimates_are_the_standardised_coefficients_of_the_regression(scores):
    table = commitment_outcomes(scores, ["advocacy", "leave"], cluster="customer_id")
    for outcome, part in table.groupby("outcome"):
        fit = fit_linear(scores, str(outcome), COMMITMENT, cluster="customer_id")
        assert part["estimate"].to_numpy() == pytest.approx(fit.standardised.to_numpy())
        ratio = part["estimate"].to_numpy() / fit.coefficients.iloc[1:].to_numpy()
        assert part["low"].to_numpy() == pytest.approx(ratio * fit.to_frame()["low"].iloc[1:].to_numpy())
    assert table["r_squared"].between(0, 1).all()


def test_continuance_commitment_holds_but_does_not_praise(scores):
    table = commitment_outcomes(scores).set_index(["outcome", "cause"])
    assert table.loc[("advocacy", "commit_continuance"), "high"] < 0
    assert table.loc[("leave", "commit_continuance"), "high"] < 0
    assert (
        table.loc[("advocacy", "commit_affective"), "low"]
        > table.loc[("advocacy", "commit_normative"), "high"]
    )


def test_a_control_of_text_is_held_fixed(scores):
    shifted = scores.assign(advocacy=scores["advocacy"] + scores["country_group"].eq("Asia") * 3.0)
    plain = fit_linear(
        shifted.assign(asia=shifted["country_group"].eq("Europe") * 1.0), "advocacy", [*COMMITMENT, "asia"]
    )
    table = commitment_outcomes(shifted, ["advocacy"], controls=["country_group"])
    assert table["estimate"].to_numpy() == pytest.approx(plain.standardised[list(COMMITMENT)].to_numpy())


def test_the_contrast_is_the_difference_of_two_slopes_with_their_covariance(scores):
    fit = fit_linear(scores, "advocacy", COMMITMENT)
    gap = commitment_contrast(scores, "advocacy")
    b, v = fit.coefficients, fit.covariance
    first, second = COMMITMENT[:2]
    assert gap.estimate == pytest.approx(b[first] - b[second])
    error = (v.loc[first, first] + v.loc[second, second] - 2 * v.loc[first, second]) ** 0.5
    assert (gap.high - gap.low) / 2 / error == pytest.approx(1.96, abs=0.01)
    assert gap.covers(0.67)


@given(st.lists(st.tuples(*[st.integers(1, 7)] * 3), min_size=1, max_size=20))
def test_everybody_has_one_kind_several_or_none(rows):
    frame = pd.DataFrame(rows, columns=COMMITMENT)
    kinds = dominant_commitment(frame)
    above = (frame > 4).sum(axis=1)
    assert (kinds.eq("none") == above.eq(0)).all()
    assert (kinds.eq("several") == above.gt(1)).all()
    assert set(kinds[above == 1]) <= set(COMMITMENT)


def test_bad_input_is_named(scores):
    with pytest.raises(DataError, match="column 'advocasy' is missing. Did you mean 'advocacy'"):
        commitment_outcomes(scores, ["advocasy"])
    with pytest.raises(ParameterError, match="outcomes='advocacy' is one name"):
        commitment_outcomes(scores, "advocacy")
    with pytest.raises(ParameterError, match="components|causes is empty"):
        commitment_outcomes(scores, ["advocacy"], components=[])
    with pytest.raises(ParameterError, match="controls='earlier' is one name"):
        commitment_outcomes(scores, ["advocacy"], controls="earlier")
    with pytest.raises(ParameterError, match="first='affective' is not one of its values"):
        commitment_contrast(scores, "advocacy", "affective")
    with pytest.raises(ParameterError, match="first and second are both 'commit_affective'"):
        commitment_contrast(scores, "advocacy", "commit_affective", "commit_affective")
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        commitment_contrast(scores, "advocacy", level=95)
    with pytest.raises(DataError, match="column 'commit_affective', row 0: nan"):
        dominant_commitment(scores.head(2).assign(commit_affective=float("nan")))
    with pytest.raises(ParameterError, match="cut='4' is not a finite number"):
        dominant_commitment(scores, cut="4")
