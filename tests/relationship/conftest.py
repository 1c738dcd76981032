"""Worlds with known parameters, small enough to be drawn in a test."""

import numpy as np
import pandas as pd
import pytest

TRUTH = {
    ("visitors", "variety"): 0.50,
    ("visitors", "variety_last"): 0.25,
    ("small", "visitors_last"): 0.60,
    ("medium", "visitors_last"): 0.50,
    ("large", "visitors_last"): 0.40,
}
WEIGHTS, MEANS = np.array([1.0, 1.2, 2.0]), np.array([64.0, 30.0, 12.0])
PULLS, PRICES = np.array([0.6, 0.5, 0.4]), np.array([-0.9, -0.6, -0.3])


def draw_regional_shows(seed: int, *, shows: int = 60, years: int = 12) -> pd.DataFrame:
    """Draw a panel of two-sided shows with the effects in `TRUTH` and a shock that both sides feel."""
    rng = np.random.default_rng(seed)
    lasting = rng.normal(0, 0.18, shows)
    state = np.tile(np.append(MEANS, 4000.0), (shows, 1))
    usual, frames = float(MEANS @ WEIGHTS), []
    for year in range(2000, 2000 + years):
        shock = rng.normal(0, 0.14, shows)
        promo_e, promo_v = rng.choice([0, 0.1, 0.2, 0.3], (2, shows))
        price = np.round(620 * np.exp(rng.normal(0, 0.07, shows)))
        ticket = np.round(40 * np.exp(rng.normal(0, 0.15, shows)))
        logs = np.log(MEANS) + PULLS * np.log(state[:, 3:] / 4000) + PRICES * np.log(price / 620)[:, None]
        logs += np.array([1.6, 1.0, 0.4]) * promo_e[:, None] + (lasting + 0.8 * shock)[:, None]
        sides = np.maximum(np.rint(np.exp(logs + rng.normal(0, 0.1, (shows, 3)))), 1.0)
        visitors = np.log(4000) + 0.5 * np.log(sides @ WEIGHTS / usual)
        visitors += 0.25 * np.log(state[:, :3] @ WEIGHTS / usual) - 0.25 * np.log(ticket / 40)
        visitors += 1.3 * promo_v + lasting + shock + rng.normal(0, 0.1, shows)
        state = np.column_stack([sides, np.rint(np.exp(visitors))])
        columns = ["exhibitors_small", "exhibitors_medium", "exhibitors_large", "visitors"]
        frame = pd.DataFrame(state, columns=columns).assign(
            show_id=[f"RG{number:02d}" for number in range(shows)],
            year=year,
            price_m2=price,
            visitor_ticket=ticket,
            promo_exhibitors=promo_e,
            promo_visitors=promo_v,
        )
        frames.append(frame)
    return pd.concat(frames[4:], ignore_index=True)  # the first years let the shows settle


@pytest.fixture(scope="session")
def regional_shows():
    """A function that draws a panel of shows."""
    return draw_regional_shows


@pytest.fixture(scope="session")
def cross_truth() -> dict[tuple[str, str], float]:
    """The elasticities behind the drawn panels."""
    return TRUTH
