"""The hidden lifecycle of the world, found again from the log of contacts, without and with attendance."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from cvm_lessons.datasets import hidden, load, truth
from cvm_lessons.lifecycle import HiddenMarkovModel, stages_by_rule
from cvm_lessons.world import build_world

STAGES = ["cultivation", "confirmation", "trust", "weakening", "lost"]
MOVES = {
    "cultivation": ["cultivation", "confirmation", "weakening", "lost"],
    "confirmation": ["confirmation", "trust", "weakening", "lost"],
    "trust": ["trust", "weakening", "lost"],
    "weakening": ["confirmation", "trust", "weakening", "lost"],
}
KEY = ["customer_id", "edition_id"]
PERSONAL = ["phone", "visit", "show floor", "event"]
ANSWERS = ["replied", "meeting", "offer requested"]
SLOTS = [f"{kind}_{slot}" for kind in ("personal", "written") for slot in range(3)]
MOST = 6  # contacts that are told apart
SCALE, SEEDS = 0.5, 40


def panel(participations, touchpoints):
    """Exhibitors by edition: contacts before the show, answers to staff, and whether they took part.

    In the first edition all took part, since they were won with it: that tells nothing.
    """
    rows = participations[participations["customer_id"].str.startswith("E")].sort_values(
        ["customer_id", "year"]
    )
    came = rows["took_part"].astype(float).where(rows.groupby("customer_id").cumcount() > 0)
    rows = rows[[*KEY, "year"]].assign(attended=came)
    inbound = touchpoints[(touchpoints["direction"] == "inbound") & (touchpoints["phase"] == "before")]
    counts = inbound.groupby(KEY).size().rename("contacts").reset_index()
    rows = rows.merge(counts, on=KEY, how="left").fillna({"contacts": 0})
    sent = touchpoints[touchpoints["direction"] == "outbound"].sort_values("touch_id")
    sent = sent.assign(
        kind=np.where(sent["channel"].isin(PERSONAL), "personal", "written"),
        answered=sent["outcome"].isin(ANSWERS).astype(float),
    )
    sent = sent.assign(slot=sent["kind"] + "_" + sent.groupby([*KEY, "kind"]).cumcount().astype(str))
    wide = sent[sent["slot"].isin(SLOTS)].pivot_table("answered", KEY, "slot").reset_index()
    return rows.merge(wide, on=KEY, how="left").assign(contacts=rows["contacts"].clip(upper=MOST).astype(int))


def rough_guess(attendance=None):
    """What the names of the stages say, in round numbers that are not the world's.

    Attendance, if it is to count: "alike" gives all exhibitors of a stage the same chance, "differs" lets
    them differ for good.
    """
    rates = pd.Series([0.8, 1.2, 2.0, 0.4, 0.05], index=STAGES)
    shares = pd.DataFrame({count: poisson.pmf(count, rates) for count in range(MOST)}, index=STAGES)
    shares[MOST] = 1 - shares.sum(axis=1)
    move = pd.DataFrame(0.0, STAGES, STAGES)
    for stage, after in MOVES.items():
        move.loc[stage, after] = 0.3 / (len(after) - 2)
        move.loc[stage, [stage, "lost"]] = 0.6, 0.1
    move.loc["lost", "lost"] = 1.0
    emissions = {"contacts": "categorical"} | dict.fromkeys(SLOTS, "bernoulli")
    shown = {"contacts": shares} | {slot: [0.3, 0.4, 0.5, 0.2, 0.03] for slot in SLOTS}
    options = {}
    if attendance:
        emissions["attended"], shown["attended"] = "bernoulli", [0.5, 0.6, 0.7, 0.4, 0]
        options["silent"] = ["attended"]
    if attendance == "differs":
        options |= {"differs": ["attended"], "nodes": 9, "spread": {"attended": 1.0}}
    return HiddenMarkovModel.from_params(
        STAGES, emissions, exit="lost", moves=MOVES, begin=STAGES[:2], period="year", restarts=0,
        tolerance=1e-5, initial=[0.7, 0.3, 0, 0, 0], transition=move, parameters=shown, **options,
    )  # fmt: skip


def fitted(rows, attendance=None):
    guess = rough_guess(attendance)
    return HiddenMarkovModel(**guess.get_params()).fit(rows, start=guess)


def true_chain():
    area = truth("lifecycle")
    stays, exits = area["transition"]["value"], area["exit"]["value"]["exhibitor"]
    move = pd.DataFrame(0.0, STAGES, STAGES)
    for stage, after in stays.items():
        move.loc[stage] = (1 - exits[stage]) * pd.Series(after).reindex(STAGES, fill_value=0.0)
        move.loc[stage, "lost"] = exits[stage]
    move.loc["lost", "lost"] = 1.0
    return move


def right_share(model, rows, lifecycle):
    chances = model.stage_probabilities(rows)
    both = chances.merge(rows[[*KEY, "year"]], on=["customer_id", "year"]).merge(lifecycle, on=KEY)
    return both.assign(likely=both[STAGES].idxmax(axis=1)).eval("likely == stage").mean(), both


@pytest.fixture(scope="module")
def exhibitors():
    return panel(load("participations"), load("touchpoints"))


@pytest.fixture(scope="module")
def model(exhibitors):
    return fitted(exhibitors)


def test_the_chain_of_the_world_is_found_from_a_rough_guess(model):
    miss = model.transition_ - true_chain()
    assert model.converged_
    assert abs(miss.to_numpy()).max() < 0.2
    assert abs(miss.loc["trust"]).max() < 0.05
    assert abs(miss["lost"]).max() < 0.08
    guess = rough_guess().transition_ - true_chain()
    assert (miss**2).to_numpy().sum() < (guess**2).to_numpy().sum() / 3
    assert model.initial_["cultivation"] == pytest.approx(0.8, abs=0.1)


def test_hidden_stages_are_told_better_than_by_rule_and_loss_is_calibrated(model, exhibitors):
    lifecycle = hidden("lifecycle").astype({"stage": "str"})
    right, both = right_share(model, exhibitors, lifecycle)
    rows = load("participations")
    rule = stages_by_rule(rows[rows["customer_id"].str.startswith("E")]).merge(
        rows, on=["customer_id", "year"]
    )
    rule = rule.merge(lifecycle, on=KEY)
    assert right > 0.62
    assert right > (rule["stage_x"].astype(str) == rule["stage_y"]).mean() + 0.1
    lost = (both["stage"] == "lost").groupby(pd.cut(both["lost"], [-1, 0.2, 0.8, 1])).mean()
    assert lost.iloc[0] < 0.05
    assert 0.3 < lost.iloc[1] < 0.75
    assert lost.iloc[2] > 0.9


@pytest.fixture(scope="module")
def few(exhibitors):
    """Every second exhibitor: a fit with effects takes longer."""
    return exhibitors[exhibitors["customer_id"].isin(exhibitors["customer_id"].unique()[::2])]


@pytest.fixture(scope="module")
def with_attendance(few):
    return {kind: fitted(few, kind) for kind in ("alike", "differs")}


def test_attendance_helps_where_exhibitors_may_differ_and_misleads_where_they_may_not(with_attendance, few):
    """Of the same rows: the share told right, and how much chance the true stage was given."""
    lifecycle = hidden("lifecycle").astype({"stage": "str"})
    right, score = {}, {}
    for name, each in {"without": fitted(few), **with_attendance}.items():
        right[name], both = right_share(each, few, lifecycle)
        given = both[STAGES].to_numpy()[range(len(both)), [STAGES.index(stage) for stage in both["stage"]]]
        score[name] = np.log(np.maximum(given, 1e-9)).mean()
    assert right["differs"] > right["without"] + 0.02
    assert right["alike"] < right["without"] - 0.04  # readers of attendance are taken for another stage
    assert score["differs"] > score["without"] + 0.05
    assert score["alike"] < score["without"] - 0.3


def test_what_the_world_says_of_attendance_is_found_again(with_attendance):
    """In the world those who have not left take part as readily in each stage, each at a rate of its own."""
    found = with_attendance["differs"]
    mean = truth("participation")["take_part_mean"]["value"]["exhibitor"]
    assert found.parameters_["attended"][STAGES[:4]].to_numpy() == pytest.approx(np.full(4, mean), abs=0.06)
    assert found.parameters_["attended"]["lost"] == 0
    assert 0.8 < found.spread_["attended"] < 1.7
    miss = found.transition_ - true_chain()
    assert abs(miss.to_numpy()).max() < 0.2
    assert abs(miss.loc["trust"]).max() < 0.05
    gap = with_attendance["alike"].parameters_["attended"]
    assert gap["confirmation"] - gap["weakening"] > 0.4  # stages that are none: who comes, and who does not


@pytest.mark.long
def test_the_chain_is_found_again_in_forty_worlds():
    """Bias of each move over 40 seeds, and the share of stages told right in each."""
    misses, right, better = [], [], []
    for seed in range(SEEDS):
        world = build_world(seed, SCALE)
        rows, lifecycle = (
            panel(world["participations"], world["touchpoints"]),
            world["lifecycle"].astype({"stage": "str"}),
        )
        found = fitted(rows)
        misses.append((found.transition_ - true_chain()).to_numpy())
        right.append(right_share(found, rows, lifecycle)[0])
        better.append(right_share(fitted(rows, "differs"), rows, lifecycle)[0] - right[-1])
    bias = abs(np.mean(misses, axis=0))
    assert bias.max() < 0.08  # what weakening and confirmation have in common is hard to tell apart
    assert bias[STAGES.index("trust")].max() < 0.02
    assert bias[:, STAGES.index("lost")].max() < 0.03
    assert np.mean(right) > 0.6
    assert min(right) > 0.5
    assert np.mean(better) > 0.015
    assert np.mean(np.array(better) > 0) > 0.8
