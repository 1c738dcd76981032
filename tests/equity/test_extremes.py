"""Likelihoods and expectations against 50 digits, from a day to 50 years and from 0 to 10,000 purchases."""

import mpmath as mp
import numpy as np
import pandas as pd
import pytest

from cvm_lessons.equity import BetaGeoBetaBinomModel, BetaGeoModel, ModifiedBetaGeoModel, ParetoNBDModel

mp.mp.dps = 60
POINTS = 80
COUNTS = (0, 1, 3, 60, 10_000)
RECENT = (1e-3, 0.5, 0.999999)
SPANS = (1.0, 39.0, 18_262.0)  # a day, 39 weeks, 50 years of days


def histories(seed, *choices):
    """Return random points of a grid: parameters by position, then x, t_x and T."""
    rng = np.random.default_rng(seed)
    for _ in range(POINTS):
        parameters = [float(rng.choice(values)) for values in choices]
        x, share, T = float(rng.choice(COUNTS)), rng.choice(RECENT), float(rng.choice(SPANS))
        yield parameters, x, (share * T if x else 0.0), T


def one(x, t_x, T):
    """Return a summary of one customer."""
    return pd.DataFrame({"frequency": [x], "recency": [t_x], "T": [T]})


def close(value, exact, relative):
    """Whether a float agrees with a number of many digits."""
    return abs(value - exact) <= relative * abs(exact) + mp.mpf(10) ** -300


def same_log(value, exact):
    """Whether a logarithm does: to 1e-8 of itself, or of the number where the logarithm is near 0."""
    return abs(value - exact) <= 1e-8 * max(1, abs(exact))


def bg_exact(parameters, x, t_x, T, toss):
    """Return likelihood terms of the BG (toss 0) or MBG/NBD (toss 1): alive, gone and their common factor."""
    r, alpha, a, b = map(mp.mpf, parameters)
    x, t_x, T = map(mp.mpf, (x, t_x, T))
    c = x + toss
    alive = mp.beta(a, b + c) / mp.beta(a, b) * (alpha + T) ** -(r + x)
    gone = mp.beta(a + 1, b + c - 1) / mp.beta(a, b) * (alpha + t_x) ** -(r + x) if c else mp.mpf(0)
    return mp.gamma(r + x) / mp.gamma(r) * alpha**r, alive, gone


def until_dropout(t, r, alpha, a, b):
    """Return the closed form of Fader, Hardie and Lee (2005), with 2F1 by Euler's transformation.

    Untransformed, even 60 digits do not carry r and b of 10,000; a is moved off the pole at 1.
    """
    t, r, alpha, a, b = map(mp.mpf, (t, r, alpha, a, b))
    a += mp.mpf(10) ** -25 if a == 1 else 0
    c, z = a + b - 1, t / (alpha + t)
    falls = (alpha / (alpha + t)) ** r * (1 - z) ** (c - r - b) * mp.hyp2f1(c - r, c - b, c, z)
    return c / (a - 1) * (1 - falls)


@pytest.mark.parametrize(("kind", "toss"), [(BetaGeoModel, 0), (ModifiedBetaGeoModel, 1)])
def test_bg_nbd_keeps_eight_digits_everywhere(kind, toss):
    grid = histories(1, (1e-3, 0.243, 8), (1e-3, 4.4, 900), (1e-3, 0.8, 1, 30), (1e-3, 2.4, 200))
    for parameters, x, t_x, T in grid:
        model = kind.from_params(**dict(zip(kind.letters, parameters, strict=True)))
        factor, alive, gone = bg_exact(parameters, x, t_x, T, toss)
        place = (parameters, x, t_x, T)
        assert same_log(model.log_likelihood(one(x, t_x, T))[0], mp.log(factor * (alive + gone))), place
        assert close(model.probability_alive(one(x, t_x, T))[0], alive / (alive + gone), 1e-8), place


def test_expected_purchases_keep_eight_digits_everywhere():
    grid = histories(2, (1e-3, 0.243, 8), (1e-3, 4.4, 900), (1e-3, 0.8, 1, 30), (1e-3, 2.4, 200))
    for parameters, x, t_x, T in grid:
        r, alpha, a, b = parameters
        model = BetaGeoModel.from_params(r=r, alpha=alpha, a=a, b=b)
        _, alive, gone = bg_exact(parameters, x, t_x, T, 0)
        exact = alive / (alive + gone) * until_dropout(T, r + x, alpha + T, a, b + x)
        assert close(model.expected_purchases(one(x, t_x, T), T)[0], exact, 1e-8), (parameters, x, t_x, T)
        assert close(model.expected_purchases_new(T), until_dropout(T, *parameters), 1e-8), (parameters, T)


def pareto_exact(parameters, x, t_x, T):
    """Return the closed form of Fader and Hardie's note on the Pareto/NBD: factor, alive, gone."""
    r, alpha, s, beta = map(mp.mpf, parameters)
    x, t_x, T = map(mp.mpf, (x, t_x, T))
    more, second = (alpha, s + 1) if alpha >= beta else (beta, r + x)

    def part(y):
        z = abs(alpha - beta) / (more + y)
        return mp.hyp2f1(r + s + x, second, r + s + x + 1, z) / (more + y) ** (r + s + x)

    alive = (alpha + T) ** -(r + x) * (beta + T) ** -s
    gone = s / (r + s + x) * (part(t_x) - part(T))
    return mp.gamma(r + x) / mp.gamma(r) * alpha**r * beta**s, alive, gone


def test_pareto_nbd_keeps_six_digits_everywhere():
    for parameters, x, t_x, T in histories(
        3, (1e-3, 0.55, 5), (1e-3, 10.6, 500), (1e-3, 0.6, 1, 5), (1e-3, 11.7, 500)
    ):
        model = ParetoNBDModel.from_params(**dict(zip(ParetoNBDModel.letters, parameters, strict=True)))
        factor, alive, gone = pareto_exact(parameters, x, t_x, T)
        place = (parameters, x, t_x, T)
        assert same_log(model.log_likelihood(one(x, t_x, T))[0], mp.log(factor * (alive + gone))), place
        assert close(model.probability_alive(one(x, t_x, T))[0], alive / (alive + gone), 1e-6), place


def test_bg_bb_keeps_eight_digits_for_ten_thousand_opportunities():
    rng = np.random.default_rng(4)
    for _ in range(12):
        alpha, beta, gamma, delta = (float(rng.choice([1e-3, 0.7, 30])) for _ in range(4))
        n = int(rng.choice([1, 6, 300, 10_000]))
        t_x = int(rng.integers(max(0, n - 40), n + 1))
        x = 0 if t_x == 0 else int(rng.integers(1, t_x + 1))
        a, b, g, d = map(mp.mpf, (alpha, beta, gamma, delta))
        exact = mp.beta(a + x, b + n - x) * mp.beta(g, d + n)
        for i in range(n - t_x):
            exact += mp.beta(a + x, b + t_x - x + i) * mp.beta(g + 1, d + t_x + i)
        exact = mp.log(exact / mp.beta(a, b) / mp.beta(g, d))
        model = BetaGeoBetaBinomModel.from_params(alpha=alpha, beta=beta, gamma=gamma, delta=delta)
        value = model.log_likelihood(one(x, t_x, n))[0]
        assert same_log(value, exact), (alpha, beta, gamma, delta, x, t_x, n)


def test_discounted_transactions_equal_the_papers_formula():
    # Fader, Hardie and Lee (2005), equation for DERT with Tricomi's function; 15 % a year, by weeks.
    r, alpha, s, beta = (mp.mpf(each) for each in ("0.553", "10.578", "0.606", "11.669"))
    rate = mp.log(mp.mpf("1.15")) / 52
    for x, t_x, T in [(0, 0, 77.86), (2, 40.0, 77.86), (9, 76.0, 77.86)]:
        factor, alive, gone = pareto_exact((r, alpha, s, beta), x, t_x, T)
        tricomi = mp.hyperu(s, s, rate * (beta + T))
        top = alpha**r * beta**s * rate ** (s - 1) * mp.gamma(r + x + 1) * tricomi
        exact = top / (mp.gamma(r) * (alpha + T) ** (r + x + 1) * factor * (alive + gone))
        model = ParetoNBDModel.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
        value = model.discounted_residual_transactions(one(x, t_x, T), float(rate))[0]
        assert close(value, exact, 1e-8), (x, t_x, T)
