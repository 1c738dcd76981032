"""Kano's pairs: categories that differ between roles and segments, odd answers at small rates."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world.survey_modules.kano import CATEGORIES, category_shares


def test_shares_of_a_segment_by_hand(world):
    """Wifi of exhibitors has no tilt: .05, .27, .58, .10 times 1 - .02 - .015."""
    truth = world.truth["kano"]
    shares = category_shares(truth, "wifi", "exhibitor", "image")
    assert shares == pytest.approx([0.04825, 0.26055, 0.5597, 0.0965, 0.02, 0.015])
    # Matchmaking for the performance segment: weights .40, .576, .10, .084, their sum 1.16.
    tilted = category_shares(truth, "matchmaking", "exhibitor", "performance")
    assert tilted[:4] == pytest.approx(np.array([0.40, 0.576, 0.10, 0.084]) / 1.16 * 0.965)
    assert tilted.sum() == pytest.approx(1.0)


def test_each_pair_of_answers_lies_in_its_hidden_category(world):
    truth, hidden = world.truth["kano"]["cells"], world["kano_categories"]
    for service in world.truth["kano"]["share"]["visitor"]:
        pair = world["kano"][f"with_{service}"].astype(str) + world["kano"][f"without_{service}"].astype(str)
        for kind in CATEGORIES:
            assert set(pair[hidden[service] == kind]) <= set(truth[kind])


def test_a_segment_sees_more_of_what_it_is_tilted_to(few_worlds):
    seen = pd.concat(
        [
            w["kano_categories"].merge(w["answered"][["response_id", "segment"]], on="response_id")
            for w in few_worlds
        ]
    )
    share = (seen["recycling"] == "attractive").groupby(seen["segment"]).mean()
    assert share["image"] > share.drop("image").max() + 0.05


@pytest.fixture(scope="module")
def pairs(few_worlds):
    return pd.concat(
        [w["kano"].merge(w["surveys"][["response_id", "role"]], on="response_id") for w in few_worlds]
    )


def category(pairs, service):
    both = pairs[f"with_{service}"].astype(str) + pairs[f"without_{service}"].astype(str)
    table = dict.fromkeys(["12", "13", "14"], "A") | {"15": "O", "11": "Q", "55": "Q"}
    table |= dict.fromkeys(["25", "35", "45"], "M") | dict.fromkeys(
        ["51", "52", "53", "54", "21", "31", "41"], "R"
    )
    return both.map(table).fillna("I")


@pytest.mark.parametrize(
    ("service", "exhibitor", "visitor"),
    [
        ("wifi", "M", "O"),
        ("stand_power", "M", "I"),
        ("trend_forum", "I", "A"),
        ("fast_badge", "O", "M"),
        ("lounge", "A", "A"),
    ],
)
def test_roles_want_different_services(pairs, service, exhibitor, visitor):
    most = category(pairs, service).groupby(pairs["role"]).agg(lambda kinds: kinds.mode().iloc[0])
    assert (most["exhibitor"], most["visitor"]) == (exhibitor, visitor)


def test_few_pairs_are_reversed_or_contradict_themselves(pairs):
    kinds = pd.DataFrame(
        {
            name.removeprefix("with_"): category(pairs, name.removeprefix("with_"))
            for name in pairs.filter(like="with_")
            if name.startswith("with_")
        }
    )
    odd = kinds.apply(lambda column: column.value_counts(normalize=True)).fillna(0)
    assert odd.loc["Q"].between(0.005, 0.03).all()
    assert odd.loc["R"].idxmax() == "app"


def test_the_same_customer_tends_to_see_a_service_alike_again(few_worlds):
    again = []
    for world in few_worlds:
        seen = (
            world["kano_categories"]
            .merge(world["surveys"][["response_id", "customer_id", "year"]], on="response_id")
            .sort_values("year")
        )
        before = seen.groupby("customer_id")["lounge"].shift()
        again.append(pd.DataFrame({"same": seen["lounge"] == before, "known": before.notna()}).query("known"))
    share = pd.concat(again)["same"].mean()
    assert 0.5 < share < 0.9
