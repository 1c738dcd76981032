"""A round of practice: chosen by weakness and seed, moved on by answers, the same for the same arguments."""

from collections import Counter
from itertools import pairwise

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.bank import Bank, load_bank
from cvm_lessons.exam.progress import Progress
from cvm_lessons.exam.session import choose_items, practise


def ids(items):
    return [item.id for item in items]


def right_answer(asked):
    question = asked.question
    if asked.options:
        return question.keys
    return asked.answer() if question.type == "numeric" else tuple(line.points for line in question.rubric)


def test_a_round_goes_from_question_to_question_and_counts(bank):
    state = practise(bank, seed=1, n=6)
    assert len(state.questions) == 7  # the case has two
    while (asked := state.current) is not None:
        state = state.answer(right_answer(asked))
    assert (state.points, state.out_of, len(state.marks)) == (12, 12, 7)
    with pytest.raises(ParameterError, match="all 7 questions of this round are answered"):
        state.answer(frozenset({0}))


def test_an_answer_leaves_the_former_state_as_it_was(bank):
    before = practise(bank, seed=1, n=2)
    after = before.answer(right_answer(before.current))
    assert (len(before.marks), len(after.marks)) == (0, 1)
    assert after.questions is before.questions


def test_the_same_seed_and_answers_give_the_same_state(bank):
    first = practise(bank, seed=5, n=4)
    answers = [right_answer(asked) for asked in first.questions[:3]]
    assert practise(bank, seed=5, n=4, answers=answers) == practise(bank, seed=5, n=4, answers=answers)
    assert len(practise(bank, seed=5, n=4, answers=answers).marks) == 3
    assert (
        len({tuple(ids(choose_items(bank, seed=seed, n=6, progress=Progress()))) for seed in range(20)}) > 10
    )


@pytest.mark.parametrize("n", [1, 3, 6, 9])
def test_no_item_comes_twice(bank, n):
    for seed in range(50):
        chosen = ids(choose_items(bank, seed=seed, n=n, progress=Progress()))
        assert len(set(chosen)) == len(chosen) == min(n, len(bank))


@pytest.mark.parametrize("seed", range(10))
def test_the_weakest_concept_comes_first(bank, seed):
    progress = Progress({"time-cost": (1.0,) * 5, "image-value": (0.0,) * 5, "energy-cost": (0.0, 1.0, 0.0)})
    chosen = choose_items(bank, seed=seed, n=3, progress=progress)
    assert [item.concepts[0] for item in chosen] == ["image-value", "energy-cost", "time-cost"]


@pytest.mark.parametrize("seed", range(10))
def test_of_one_concept_the_item_asked_least_comes_first(bank, seed):
    progress = Progress(
        {"time-cost": (0.0,), "energy-cost": (1.0,), "image-value": (1.0,)},
        Counter({"c03-aa-001": 2, "c03-ca-001a": 1}),
    )
    assert choose_items(bank, seed=seed, n=1, progress=progress)[0].id == "c03-aa-005"


@pytest.mark.parametrize("seed", range(10))
def test_what_was_wrong_last_time_comes_back_first_the_longest_ago_before_the_rest(bank, seed):
    last = {"c03-aa-002": 0.0, "c03-aa-001": 1.0, "c03-ca-001a": 1.0, "c03-ca-001b": 0.0, "c03-aa-003": 0.0}
    strong = dict.fromkeys(("time-cost", "energy-cost", "image-value"), (1.0,) * 4 + (0.0,))
    chosen = ids(choose_items(bank, seed=seed, n=3, progress=Progress(strong, Counter(last), last=last)))
    assert chosen == ["c03-aa-002", "c03-ca-001", "c03-aa-003"]  # of the case 3 points of 5 are missed


def test_what_was_mended_comes_back_no_sooner_than_others(bank):
    strong = {"time-cost": (0.0, 1.0), "energy-cost": (0.0, 1.0), "image-value": (0.0, 1.0)}
    progress = Progress(strong, Counter({"c03-aa-003": 2}), last={"c03-aa-003": 1.0})
    assert {choose_items(bank, seed=k, n=1, progress=progress)[0].id for k in range(20)} != {"c03-aa-003"}


@pytest.mark.parametrize("n", [5, 10])
def test_no_question_of_a_short_round_shares_a_concept_with_another(n):
    bank = load_bank("c03")
    for seed in range(40):
        chosen = choose_items(bank, seed=seed, n=n, progress=Progress())
        met = Counter(concept for item in chosen for concept in item.concepts)
        assert [concept for concept, times in met.items() if times > 1] == [], (seed, ids(chosen))


def test_neighbours_share_no_concept_as_far_as_that_goes(make):
    alike = [make(f"c03-aa-00{k}", "single", concepts=["time-cost"]) for k in range(3)]
    other = [make(f"c03-aa-01{k}", "single", concepts=["energy-cost"]) for k in range(3)]
    for seed in range(20):
        chosen = choose_items(Bank((*alike, *other)), seed=seed, n=6, progress=Progress())
        assert all(a.concepts != b.concepts for a, b in pairwise(chosen))
    assert len(choose_items(Bank(tuple(alike)), seed=0, n=3, progress=Progress())) == 3


@pytest.mark.parametrize("n", [0, -1, 2.5, True])
def test_a_round_has_at_least_one_item(bank, n):
    with pytest.raises(ParameterError, match=f"n={n!r} is not a whole number from 1 up"):
        practise(bank, seed=0, n=n)


def test_a_seed_is_a_whole_number(bank):
    with pytest.raises(ParameterError, match="seed=-3 is not a whole number from 0 up"):
        practise(bank, seed=-3)
