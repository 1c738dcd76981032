"""What contacts do, estimated from a panel: by hand, and found again where they were drawn by lot."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import ContactAction, best_policy, contact_actions

NAMES = ["培育", "信任", "消失"]
TRUE = {
    "call": ContactAction(
        pd.DataFrame([[0.4, 0.5, 0.1], [0.1, 0.85, 0.05], [0, 0, 1]], NAMES, NAMES),
        pd.Series([-40.0, 60.0, -40.0], NAMES),
    ),
    "rest": ContactAction(
        pd.DataFrame([[0.5, 0.2, 0.3], [0.1, 0.83, 0.07], [0, 0, 1]], NAMES, NAMES),
        pd.Series([0.0, 100.0, 0.0], NAMES),
    ),
}
PANEL = pd.DataFrame(
    {
        "customer_id": ["客1", "客1", "客1", "客2", "客2"],
        "year": [2022, 2023, 2024, 2022, 2023],
        "stage": pd.Categorical(["培育", "信任", "消失", "培育", "培育"], NAMES),
        "action": "call",
        "margin": [10.0, 50.0, 0.0, 20.0, 30.0],
    }
)


def by_lot(customers, periods, seed):
    """Customers whose contact is drawn by lot in each period, moving as `TRUE` has it."""
    rng = np.random.default_rng(seed)
    edges = np.stack([np.cumsum(each.transition.to_numpy(), axis=1)[:, :-1] for each in TRUE.values()])
    margins = np.stack([each.margin.to_numpy() for each in TRUE.values()])
    place, rows = np.zeros(customers, dtype=int), []
    for period in range(periods):
        lot = rng.integers(2, size=customers)
        noise = rng.normal(0, 20, customers)
        rows.append(
            pd.DataFrame({"customer_id": range(customers), "year": period, "place": place, "lot": lot})
        )
        rows[-1]["margin"] = margins[lot, place] + noise
        place = (rng.random(customers)[:, None] >= edges[lot, place]).sum(axis=1)
    panel = pd.concat(rows, ignore_index=True)
    return panel.assign(
        stage=pd.Categorical.from_codes(panel["place"], NAMES), action=np.array(list(TRUE))[panel["lot"]]
    )


def test_shares_and_margins_by_hand():
    call = contact_actions(PANEL.sample(frac=1, random_state=1), leaving="消失")["call"]
    assert call.transition.to_numpy().tolist() == [[0.5, 0.5, 0], [0, 0, 1], [0, 0, 1]]
    assert call.margin.tolist() == [20, 50, 0]


def test_a_rare_contact_is_drawn_towards_what_all_contacts_did():
    """客3 alone is visited, in 培育, and moves on to 信任: of three moves out of 培育, two go there."""
    third = pd.DataFrame({"customer_id": "客3", "year": [2022, 2023], "stage": ["培育", "信任"]})
    rows = pd.concat([PANEL.astype({"stage": str}), third.assign(action="visit", margin=40.0)])
    rows["stage"] = pd.Categorical(rows["stage"], NAMES)
    with pytest.raises(DataError, match="nobody in the stage '信任' got 'visit'.*set pooled above 0"):
        contact_actions(rows, leaving="消失")
    visit = contact_actions(rows, leaving="消失", pooled=2)["visit"]
    # Moves out of 培育: two by call (one to 信任), one by visit (to 信任): 1/3 stay, 2/3 go to 信任.
    assert visit.transition.loc["培育"].tolist() == pytest.approx([2 / 9, (1 + 4 / 3) / 3, 0])
    assert visit.transition.loc["信任"].tolist() == [0, 0, 1]
    assert visit.margin["培育"] == pytest.approx((40 + 2 * (10 + 20 + 30 + 40) / 4) / 3)
    assert visit.margin["消失"] == 0
    with pytest.raises(ParameterError, match="pooled=-1"):
        contact_actions(rows, pooled=-1)


def test_contacts_by_lot_lead_to_the_policy_that_is_best_in_truth():
    found = contact_actions(by_lot(4000, 6, seed=1), leaving="消失")
    for name, action in TRUE.items():
        assert found[name].transition.to_numpy() == pytest.approx(action.transition.to_numpy(), abs=0.04)
        assert found[name].margin.to_numpy() == pytest.approx(action.margin.to_numpy(), abs=3)
    best, true = best_policy(found, 0.1), best_policy(TRUE, 0.1)
    assert best["action"].tolist() == true["action"].tolist() == ["call", "rest", "rest"]
    assert best["value"].to_numpy() == pytest.approx(true["value"].to_numpy(), rel=0.1, abs=15)


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (PANEL.head(0), "no rows"),
        (PANEL.drop(columns="action"), "column 'action' is missing"),
        (PANEL.assign(margin="多"), "column 'margin', row 0: 多 is not a number"),
        (PANEL.assign(stage=None), "column 'stage', row 0"),
        (pd.concat([PANEL, PANEL.head(1)]), "the only row of that customer and year"),
        (
            PANEL.assign(action=["call", "rest", "call", "call", "call"]),
            "nobody in the stage '信任' got 'call'",
        ),
    ],
)
def test_panels_that_tell_nothing_are_refused(panel, message):
    with pytest.raises(DataError, match=message):
        contact_actions(panel, leaving="消失")


def test_without_an_end_every_stage_must_be_seen_to_be_left():
    with pytest.raises(DataError, match="nobody in the stage '消失' got 'call' with a later period"):
        contact_actions(PANEL)
    with pytest.raises(ParameterError, match="leaving='流失' is not one of its values"):
        contact_actions(PANEL, leaving="流失")
