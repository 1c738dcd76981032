"""Claims of the survey modules that a reader can check from the shown tables."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, share
from cvm_lessons.datasets.claims._values import claim_at
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
Truth = Mapping[str, Mapping[str, Any]]
GROUPS = 20  # of customers, left out one after the other for a standard error
LONG_SCALE = "long scales are bent, answers are whole points, the satisfied answer more readily"
DIMENSIONS = ("reliability", "assurance", "tangibles", "empathy", "responsiveness")


def _items(stem: str, number: int) -> list[str]:
    return [f"{stem}_{item}" for item in range(1, number + 1)]


SATISFACTION = ["sat_overall", "sat_expectation", "sat_ideal"]
TRUST = [
    *_items("trust_credibility", 3),
    *_items("trust_benevolence", 3),
    *_items("trust_ability", 2),
    *_items("trust_integrity", 2),
]
SCALES = {
    "equity": _items("equity", 2),
    "disconfirmation": _items("disconf", 2),
    "quality": _items("quality", 3),
    "expectation": _items("expect", 3),
}
INDEX = [_items("image", 3), _items("expect", 3), _items("quality", 3), _items("value", 2), SATISFACTION]
Statistic = Callable[[pd.DataFrame], float]


def _answers(world: World, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Join both modules to the survey; of the modules keep `columns`, centred by role and country group."""
    modules = world["satisfaction"].merge(world["relationship"], on="response_id")
    survey = world["surveys"][["response_id", "customer_id", "role", "country_group", "sector", "size"]]
    answers = survey.merge(modules, on="response_id")
    if not columns:
        return answers
    groups = answers.groupby(["role", "country_group"])[list(columns)]
    centred: pd.DataFrame = answers[list(columns)] - groups.transform("mean")
    return centred.assign(customer_id=answers["customer_id"])


def _jackknife(answers: pd.DataFrame, statistic: Statistic) -> Found:
    """Return a statistic, and its error from leaving out one group of customers after the other."""
    group = pd.factorize(answers["customer_id"])[0] % GROUPS
    items = answers.drop(columns="customer_id")
    left_out = np.array([statistic(items[group != one]) for one in range(GROUPS)])
    return statistic(items), float(np.sqrt((GROUPS - 1) * left_out.var()))


def _reliability(kind: str, world: World) -> Found:
    """Return coefficient alpha of pairs of answers, pooled over the five dimensions."""
    sides = {
        side: [item for name in DIMENSIONS for item in _items(f"{side}_{name}", 2)] for side in ("exp", "got")
    }
    answers = _answers(world, [*sides["exp"], *sides["got"]])
    if kind == "gap":
        gaps = answers[sides["got"]].to_numpy() - answers[sides["exp"]].to_numpy()
        pairs = pd.DataFrame(gaps, columns=sides["got"])
    else:
        pairs = answers[sides[kind]]

    def alpha(items: pd.DataFrame) -> float:
        between = np.cov(items.to_numpy().reshape(-1, 2).T)
        return float(2.0 * (1.0 - np.trace(between) / between.sum()))

    return _jackknife(pairs.assign(customer_id=answers["customer_id"]), alpha)


def _corrected(scales: Sequence[Sequence[str]], items: pd.DataFrame) -> np.ndarray:
    """Correlate scales, corrected for the unreliability that their own items show."""
    columns = [column for scale in scales for column in scale]
    owner = np.repeat(np.arange(len(scales)), [len(scale) for scale in scales])
    belongs = (owner == np.arange(len(scales))[:, None]).astype(float)
    between = np.cov(items[columns].to_numpy().T)
    size = belongs.sum(axis=1)
    mean = belongs @ between @ belongs.T / np.outer(size, size)
    own = (np.diag(belongs @ between @ belongs.T) - belongs @ np.diag(between)) / (size * (size - 1.0))
    np.fill_diagonal(mean, own)
    return np.asarray(mean / np.sqrt(np.outer(own, own)))


def _scale_correlation(first: Sequence[str], second: Sequence[str], world: World) -> Found:
    answers = _answers(world, [*first, *second])
    return _jackknife(answers, lambda items: float(_corrected([first, second], items)[0, 1]))


def _index_path(at: int, world: World) -> Found:
    """Regress satisfaction on the four other scores of the index, by corrected correlations."""

    def path(items: pd.DataFrame) -> float:
        between = _corrected(INDEX, items)
        return float(np.linalg.solve(between[:4, :4], between[:4, 4])[at])

    return _jackknife(_answers(world, [column for scale in INDEX for column in scale]), path)


def _halo(world: World) -> Found:
    """Return the root of the mean correlation between dimensions of performance."""
    pairs = [_items(f"got_{name}", 2) for name in DIMENSIONS]
    upper = np.triu_indices(len(pairs), 1)
    answers = _answers(world, [column for pair in pairs for column in pair])
    return _jackknife(answers, lambda items: float(np.sqrt(_corrected(pairs, items)[upper].mean())))


def _phone(world: World) -> Found:
    """Compare those asked by phone with those asked on the web; lots were drawn."""
    answers = _answers(world).query("mode != 'on site'")
    outcome = answers[SATISFACTION].mean(axis=1)
    fit, error = least_squares(outcome, [answers["mode"] == "phone"], clusters=answers["customer_id"])
    return float(fit[1]), float(error[1])


def _uneven_shift(world: World) -> Found:
    """Compare one item with its two neighbours, in the odd group of countries and in the others."""
    answers = _answers(world)
    neighbours = answers[["trust_credibility_1", "trust_credibility_3"]].mean(axis=1)
    odd = answers["country_group"] == world.truth["relationship_items"]["uneven"]["group"]
    gap = answers["trust_credibility_2"] - neighbours
    fit, error = least_squares(gap, [odd], clusters=answers["customer_id"])
    return float(fit[1]), float(error[1])


def _uneven_loading(world: World) -> Found:
    """Divide the loading of one item in the odd group of countries by that in the others."""
    answers = _answers(world)
    odd = answers["country_group"] == world.truth["relationship_items"]["uneven"]["group"]
    items = answers[[*_items("trust_benevolence", 3), "customer_id"]].assign(odd=odd)

    def ratio(part: pd.DataFrame) -> float:
        loading = []
        for here in (True, False):
            between = np.cov(part.loc[part["odd"] == here, _items("trust_benevolence", 3)].to_numpy().T)
            loading.append(between[2, :2].sum() / between[0, 1])
        return float(loading[0] / loading[1])

    return _jackknife(items, ratio)


def _weak_pair(world: World) -> Found:
    pair = _items("shared_values", 2)
    return _jackknife(_answers(world, pair), lambda items: float(np.corrcoef(items[pair].to_numpy().T)[0, 1]))


def _weak_truth(truth: Truth) -> float:
    """Multiply the loadings; whole points add a twelfth to the variance of each answer."""
    asked = truth["relationship_items"]["questions"]["shared_values"]
    return float(np.prod(asked["loading"]) * asked["sd"] ** 2 / (asked["sd"] ** 2 + 1.0 / 12.0))


def _other_shows(world: World) -> Found:
    """Count the other organisers that medium-sized customers book; their answers are alike over editions."""
    answers = _answers(world).query("size == 'medium'")
    here = ~answers["sector"].isin(world.truth["relationship"]["captive"])
    fit, error = least_squares(answers["shows_used"][here] - 1, [], clusters=answers["customer_id"][here])
    return float(fit[0]), float(error[0])


def _kano_share(role: str, service: str, cells: Sequence[str], world: World) -> Found:
    """Return the share of respondents, one answer a customer, whose pair lies in some cells."""
    survey = world["surveys"][["response_id", "customer_id", "role"]]
    asked = (
        world["kano"].merge(survey, on="response_id").query("role == @role").drop_duplicates("customer_id")
    )
    pair = asked[f"with_{service}"].astype(str) + asked[f"without_{service}"].astype(str)
    return share(pair.isin(list(cells)))


def _kano_truth(role: str, service: str, category: str, truth: Truth) -> float:
    """Average the share of a category over the hidden segments."""
    kano, given = truth["kano"], truth["kano"]["share"][role][service]
    odd = kano["questionable"] + kano["reverse"].get(service, kano["reverse"]["any_other"])
    total = 0.0
    for segment, weight in truth["attitudes"]["segment_share"].items():
        tilt = kano["segment_tilt"].get(segment, {}).get(service, {})
        tilted = {name: value * tilt.get(name, 1.0) for name, value in given.items()}
        total += weight * tilted[category] / sum(tilted.values())
    return float(total * (1.0 - odd))


CELLS = {
    "attractive": ["12", "13", "14"],
    "one_dimensional": ["15"],
    "must_be": ["25", "35", "45"],
    "indifferent": [first + second for first in "234" for second in "234"],
}
REVERSED = ["21", "31", "41", "51", "52", "53", "54"]
SHARES = (
    ("exhibitor", "wifi", "must_be"),
    ("visitor", "wifi", "one_dimensional"),
)


def _kano_claim(role: str, service: str, category: str) -> Claim:
    return Claim(
        "kano",
        f"share {role} {service} {category}",
        partial(_kano_truth, role, service, category),
        partial(_kano_share, role, service, CELLS[category]),
    )


CLAIMS: list[Claim] = [
    *(
        claim_at(
            f"satisfaction_items/reliability/{name}",
            partial(_reliability, kind),
            slack=0.01,
            why="stated to two digits",
        )
        for name, kind in (("expected", "exp"), ("met", "got"), ("gap", "gap"))
    ),
    *(
        claim_at(
            f"satisfaction/correlation_with_satisfaction/{name}",
            partial(_scale_correlation, scale, SATISFACTION),
            slack=0.015,
            why=LONG_SCALE,
        )
        for name, scale in SCALES.items()
    ),
    claim_at("satisfaction/index_paths/quality", partial(_index_path, 2), slack=0.02, why=LONG_SCALE),
    claim_at("satisfaction/index_paths/value", partial(_index_path, 3), slack=0.02, why=LONG_SCALE),
    claim_at(
        "satisfaction/halo", _halo, slack=0.01, why="agreeing to whatever is asked adds to every correlation"
    ),
    claim_at("satisfaction_items/mode_shift/phone", _phone, slack=0.04, why="no answer lies above 10"),
    claim_at(
        "relationship/trust_satisfaction",
        partial(_scale_correlation, TRUST, SATISFACTION),
        slack=0.015,
        why=LONG_SCALE,
    ),
    claim_at(
        "relationship_items/uneven/shift/trust_credibility_2",
        _uneven_shift,
        slack=0.02,
        why="the ends of the scale",
    ),
    claim_at(
        "relationship_items/uneven/loading/trust_benevolence_3",
        _uneven_loading,
        slack=0.03,
        why="the ends of the scale, and agreeing to whatever is asked",
    ),
    Claim(
        "relationship_items",
        "correlation of the weak pair",
        _weak_truth,
        _weak_pair,
        slack=0.02,
        why="agreeing to whatever is asked",
    ),
    claim_at("relationship/shows/competitive", _other_shows),
    *(_kano_claim(*which) for which in SHARES),
    Claim(
        "kano",
        "reverse app",
        lambda truth: float(truth["kano"]["reverse"]["app"]),
        partial(_kano_share, "visitor", "app", REVERSED),
    ),
    claim_at("kano/questionable", partial(_kano_share, "visitor", "lounge", ["11", "55"])),
]
