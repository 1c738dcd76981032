"""A common cause by its formula, against answers that were drawn from the same arrows."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.trust import common_cause_associations, common_cause_sentence, friendship_associations


def drawn(effect: float, strength: float, asked: float, lasting: float, customers: int) -> pd.DataFrame:
    """Two answers of each customer."""
    rng = np.random.default_rng(7)
    last, change, *chance = rng.normal(size=(5, customers, 2))
    cause = np.sqrt(lasting) * last[:, :1] + np.sqrt(1 - lasting) * change
    friendship = strength * cause + np.sqrt(1 - strength**2) * chance[0]
    own = 1 - effect**2 - strength**2 - 2 * effect * strength**2
    table = {
        "friendship": friendship,
        "trust": effect * friendship + strength * cause + np.sqrt(own) * chance[1],
        "sociability": np.sqrt(asked) * cause + np.sqrt(1 - asked) * chance[2],
    }
    return pd.DataFrame({name: part.ravel() for name, part in table.items()}).assign(
        customer_id=np.repeat(np.arange(customers), 2)
    )


def test_the_formula_is_what_drawn_answers_show():
    scores = drawn(0.2, 0.6, 0.5, 0.7, 30_000)
    exact = common_cause_associations(0.2, 0.6, asked=0.5, lasting=0.7).set_index("method")["estimate"]
    adjusted = friendship_associations(scores, ["trust"], adjust=["sociability"], customer=None)
    within = friendship_associations(scores, ["trust"])
    found = pd.concat([adjusted, within]).drop_duplicates("method").set_index("method")["estimate"]
    for method in ("raw", "adjusted", "within customer"):
        assert found[method] == pytest.approx(exact[method], abs=0.02)


def test_numbers_worked_by_hand():
    table = common_cause_associations(0.1, 0.5, asked=0.6, lasting=0.8).set_index("method")
    assert table["estimate"].to_dict() == pytest.approx(
        {"raw": 0.1 + 0.25, "adjusted": 0.1 + 0.1 / 0.85, "within customer": 0.1 + 0.05 / 0.8}
    )


def test_without_a_common_cause_every_method_finds_the_effect():
    assert common_cause_associations(0.3, 0)["estimate"].tolist() == pytest.approx([0.3] * 3)


def test_a_cause_that_nobody_asked_stays_in_the_adjusted_association():
    table = common_cause_associations(0, 0.5, asked=0, lasting=1).set_index("method")["estimate"]
    assert table["adjusted"] == table["raw"] == pytest.approx(0.25)
    assert table["within customer"] == 0


def test_the_sentence_tells_each_method():
    assert common_cause_sentence(common_cause_associations()) == (
        "Raw 0.35; adjusted 0.22; within customer 0.16. True effect 0.10."
    )


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="effect=-0.1 is not a number from 0"):
        common_cause_associations(-0.1)
    with pytest.raises(ParameterError, match="asked=2 is not a number from 0"):
        common_cause_associations(asked=2)
    with pytest.raises(ParameterError, match="explain 1.53 of trust, which has a variance of 1"):
        common_cause_associations(0.5, 0.8)
