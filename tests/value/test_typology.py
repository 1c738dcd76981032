from itertools import product

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_logit
from cvm_lessons.value import discriminate_choice, five_values, holbrook_table, holbrook_type


def answers(n: int = 3000, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    scores = rng.normal([4.5, 4.0, 5.0], [1.2, 0.6, 1.0], size=(n, 3))
    z = (scores - [4.5, 4.0, 5.0]) / [1.2, 0.6, 1.0]
    chose = rng.random(n) < 1 / (1 + np.exp(-(0.2 + z @ [0.8, 0.4, 0.0])))
    return pd.DataFrame(scores, columns=["functional", "social", "emotional"]).assign(rebooked=chose)


DIMENSIONS = ["functional", "social", "emotional"]


def test_five_values_have_questions_and_a_source():
    table = five_values()
    assert list(table.index) == ["functional", "social", "emotional", "epistemic", "conditional"]
    assert set(table["source"]) == {"sheth1991"}
    assert table["question"].str.endswith("?").all()


@pytest.mark.parametrize(
    ("purpose", "orientation", "stance", "kind"),
    [
        ("extrinsic", "self", "active", "efficiency"),
        ("extrinsic", "self", "reactive", "excellence"),
        ("extrinsic", "other", "active", "status"),
        ("extrinsic", "other", "reactive", "esteem"),
        ("intrinsic", "self", "active", "play"),
        ("intrinsic", "self", "reactive", "aesthetics"),
        ("intrinsic", "other", "active", "ethics"),
        ("intrinsic", "other", "reactive", "spirituality"),
    ],
)
def test_holbrooks_types_are_those_of_his_table(purpose, orientation, stance, kind):
    assert holbrook_type(purpose, orientation, stance) == kind


def test_the_table_holds_every_type_once():
    table = holbrook_table().set_index(["orientation", "stance"])
    cells = {
        table.loc[(orientation, stance), purpose]
        for purpose, orientation, stance in product(
            ("extrinsic", "intrinsic"), ("self", "other"), ("active", "reactive")
        )
    }
    assert len(cells) == 8
    assert table.loc[("other", "active"), "intrinsic"] == holbrook_type("intrinsic", "other", "active")


def test_true_weights_are_recovered_per_standard_deviation():
    table = discriminate_choice(answers(), "rebooked", DIMENSIONS)
    for dimension, weight in zip(DIMENSIONS, [0.8, 0.4, 0.0], strict=True):
        assert table.loc[dimension, "low"] < weight < table.loc[dimension, "high"]
    assert table["odds_ratio"].tolist() == pytest.approx(np.exp(table["coefficient"]).tolist())


def test_coefficients_are_those_of_standardised_scores():
    frame = answers(500)
    z = (frame[DIMENSIONS] - frame[DIMENSIONS].mean()) / frame[DIMENSIONS].std()
    fit = fit_logit(z.assign(rebooked=frame["rebooked"]), "rebooked", DIMENSIONS).to_frame()
    table = discriminate_choice(frame, "rebooked", DIMENSIONS)
    for column in ("coefficient", "low", "high", "odds_ratio"):
        assert table[column].tolist() == pytest.approx(fit.loc[DIMENSIONS, column].tolist())
    assert table.loc["social", "mean_yes"] == pytest.approx(frame.loc[frame["rebooked"], "social"].mean())


def test_bad_questions_are_named():
    with pytest.raises(
        ParameterError, match=r"stance='activ' is not one of its values. Did you mean 'active'\?"
    ):
        holbrook_type("extrinsic", "self", "activ")
    with pytest.raises(ParameterError, match="purpose='means'"):
        holbrook_type("means", "self", "active")
    with pytest.raises(ParameterError, match="orientation='mine'"):
        holbrook_type("extrinsic", "mine", "active")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"social": 4}, "column 'social' is 4 in every row"),
        ({"rebooked": 2}, "column 'rebooked', row 0: 2 is not 0 or 1"),
        ({"rebooked": True}, "column 'rebooked' is 1 in every row"),
    ],
)
def test_bad_answers_are_named(change, message):
    with pytest.raises(DataError, match=message):
        discriminate_choice(answers(50).assign(**change), "rebooked", DIMENSIONS)
