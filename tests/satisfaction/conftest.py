"""Answers with the workbook's columns, drawn from known equations, and complaints."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from cvm_lessons import satisfaction

GAIN, LOSS = 0.30, 0.70  # points of satisfaction per point of disconfirmation
ITEM_SD = 0.5
SECTORS = ("machinery", "electronics", "food", "home")


@cache
def make_answers(n: int = 1500, seed: int = 1) -> pd.DataFrame:
    """Return answers on continuous scales, so that the known slopes are not blurred by rounding."""
    rng = np.random.default_rng(seed)
    columns: dict[str, object] = {
        "response_id": [f"R{i}" for i in range(n)],
        "customer_id": [f"C{i}" for i in rng.integers(n // 2, size=n)],
        "sector": rng.choice(SECTORS, size=n),
        "role": rng.choice(["exhibitor", "visitor"], size=n),
        "year": rng.integers(2020, 2026, size=n),
    }
    general, halo = rng.normal(size=(2, n))
    columns["general"] = general  # the expectation itself, without the error of its questions
    for name in satisfaction.RATER:
        expected, got = (
            5.3 + 0.7 * general + 0.5 * rng.normal(size=n),
            4.9 + 0.8 * halo + 0.5 * rng.normal(size=n),
        )
        for item in (1, 2):
            columns[f"exp_{name}_{item}"] = expected + ITEM_SD * rng.normal(size=n)
            columns[f"got_{name}_{item}"] = got + ITEM_SD * rng.normal(size=n)
    surprise = 0.7 * halo - 0.3 * general + 0.6 * rng.normal(size=n)
    fair = 0.5 * halo + rng.normal(size=n)
    blamed = rng.normal(4.5, 1.2, size=n)
    content = GAIN * np.maximum(surprise, 0) + LOSS * np.minimum(surprise, 0) + 0.3 * fair + 0.3 * general
    columns |= {
        "disconf_1": 4 + surprise,
        "disconf_2": 4 + surprise,
        "equity_1": 4 + fair,
        "equity_2": 4 + fair,
    }
    columns |= {
        "cause_organiser": blamed,
        "cause_lasting": rng.normal(4, 1, n),
        "cause_avoidable": rng.normal(4, 1, n),
    }
    columns |= {
        name: rng.normal(5, 1, n) + 0.3 * general for name in ("norm_best_brand", "norm_product", "desired")
    }
    for name in ("joy", "interest", "pride", "ease"):
        columns[f"emo_{name}"] = 3 + 0.4 * content + rng.normal(size=n)
    for name in ("anger", "disappointment", "boredom", "worry"):
        columns[f"emo_{name}"] = 2 - 0.4 * content + rng.normal(size=n)
    for item, name in enumerate(("sat_overall", "sat_expectation", "sat_ideal")):
        columns[name] = 6.5 + content + (0.3 + 0.1 * item) * rng.normal(size=n)
    for name, count in {"image": 3, "expect": 3, "quality": 3, "value": 2}.items():
        cause = {
            "image": 0.5 * content,
            "expect": general,
            "quality": halo,
            "value": 0.6 * halo + 0.3 * general,
        }[name]
        for item in range(1, count + 1):
            columns[f"{name}_{item}"] = 6 + cause + 0.6 * rng.normal(size=n)
    for name in ("enc_before", "enc_during", "enc_after", "core", "auxiliary"):
        columns[name] = 6.8 + 0.5 * content + 0.8 * rng.normal(size=n)
    loyal = 6 + 0.8 * content
    for name in ("rebook_intention", "price_tolerance", "recommend_again"):
        columns[name] = loyal + rng.normal(size=n)
    frame = pd.DataFrame(columns)
    tens = [
        "sat_overall",
        "sat_expectation",
        "sat_ideal",
        "rebook_intention",
        "price_tolerance",
        "recommend_again",
    ]
    tens += ["enc_before", "enc_during", "enc_after", "core", "auxiliary"]
    tens += [name for name in frame if name.split("_")[0] in {"image", "expect", "quality", "value"}]
    frame[tens] = frame[tens].clip(1, 10)
    chance = 1 / (1 + np.exp(2 + 0.8 * content))
    return frame.assign(
        complained=(rng.random(n) < chance).astype(int),
        recommend=np.clip(np.round(7 + 1.4 * content + rng.normal(size=n)), 0, 10).astype(int),
        sat_round=np.clip(np.round(7.5 + 1.6 * content), 1, 10).astype(int),
    )


@cache
def make_complaints(n: int = 600, seed: int = 2) -> pd.DataFrame:
    """Return complaints whose recovery moves satisfaction by known slopes and staying not at all."""
    rng = np.random.default_rng(seed)
    justice = rng.integers(1, 8, size=(n, 3))
    frame = pd.DataFrame(justice, columns=list(satisfaction.JUSTICE)).assign(
        complaint_id=range(n),
        recovery=rng.choice(["none", "apology", "fix", "refund", "fix and refund"], size=n),
        response_hours=rng.exponential(20, size=n),
        severity=rng.integers(1, 6, size=n),
        second_failure=(rng.random(n) < 0.3).astype(int),
        satisfaction_before=rng.integers(4, 11, size=n),
        stayed=rng.random(n) < 0.5,
    )
    after = 1.0 + 0.4 * frame["satisfaction_before"] + justice @ [0.40, 0.25, 0.35] - 0.2 * frame["severity"]
    return frame.assign(
        satisfaction_after=after - 1.0 * frame["second_failure"] + rng.normal(scale=0.8, size=n)
    )


@cache
def make_kano(n: int = 400, seed: int = 3) -> pd.DataFrame:
    """Return answers to Kano's pairs."""
    rng = np.random.default_rng(seed)
    columns = {}
    for number, feature in enumerate(satisfaction.KANO_FEATURES):
        wants = rng.choice(
            [1, 2, 3, 4], size=n, p=[0.3 + 0.04 * number, 0.3 - 0.02 * number, 0.3 - 0.02 * number, 0.1]
        )
        columns[f"with_{feature}"] = wants
        columns[f"without_{feature}"] = rng.choice([2, 3, 4, 5], size=n, p=[0.05, 0.3, 0.15, 0.5])
    return pd.DataFrame(columns).assign(role=rng.choice(["exhibitor", "visitor"], size=n))


@pytest.fixture
def answers() -> pd.DataFrame:
    return make_answers().copy()


@pytest.fixture
def complaints() -> pd.DataFrame:
    return make_complaints().copy()


@pytest.fixture
def kano() -> pd.DataFrame:
    return make_kano().copy()


@pytest.fixture
def answers_of():
    """A maker of answers of any size and seed."""
    return make_answers


@pytest.fixture
def tables(answers, kano, complaints) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return answers, kano, complaints
