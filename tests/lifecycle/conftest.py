"""Small chains, their likelihood by adding up every course, and histories drawn from them."""

from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.lifecycle import HiddenMarkovModel


@pytest.fixture(scope="session")
def small_model():
    """Three stages, the last one the exit; a yes or no, a count and a colour are seen."""
    colours = pd.DataFrame([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]], columns=["red", "绿", "blue"])
    return HiddenMarkovModel.from_params(
        ["cool", "warm", "gone"],
        {"came": "bernoulli", "calls": "poisson", "colour": "categorical"},
        exit="gone",
        silent=["came"],
        initial=[0.75, 0.25, 0.0],
        transition=[[0.6, 0.25, 0.15], [0.1, 0.85, 0.05], [0.0, 0.0, 1.0]],
        parameters={"came": [0.4, 0.9, 0.0], "calls": [0.8, 3.0, 0.1], "colour": colours},
    )


def _chance(model, stage, row):
    came, calls, colour = (model.parameters_[name] for name in ("came", "calls", "colour"))
    chance = 1.0
    if not pd.isna(row.came):
        chance *= came.iloc[stage] if row.came else 1 - came.iloc[stage]
    if not pd.isna(row.calls):
        rate = calls.iloc[stage]
        chance *= np.exp(-rate) * rate**row.calls / np.prod(np.arange(1, row.calls + 1))
    if not pd.isna(row.colour):
        chance *= colour[row.colour].iloc[stage]
    return chance


@pytest.fixture(scope="session")
def every_course():
    """A function that returns each course of stages of one customer with its joint chance."""

    def courses(model, rows):
        initial, move = model.initial_.to_numpy(), model.transition_.to_numpy()
        found = {}
        for course in product(range(len(initial)), repeat=len(rows)):
            chance = initial[course[0]]
            for before, after in pairwise(course):
                chance *= move[before, after]
            for stage, row in zip(course, rows.itertuples(), strict=True):
                chance *= _chance(model, stage, row)
            found[course] = chance
        return found

    return courses
