"""What the models predict against 50 digits: purchases and values to come, contracts, spending; also near 0.

`test_extremes` holds likelihoods, P(alive) and the purchases of the BG/NBD; here are the other verbs. A few
hundred points run each time, some thousand in the long lane.
"""

import mpmath as mp
import numpy as np
import pandas as pd
import pytest

from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
)

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 12))]
COUNTS = (0, 1, 3, 60, 10_000)
RECENT = (1e-3, 0.5, 0.999999, 1.0)
SPANS = (1.0, 39.0, 18_262.0)  # a day, 39 weeks, 50 years of days
RATES = (1e-6, 1e-3, 0.1)


@pytest.fixture(autouse=True)
def many_digits():
    """Reckon with 60 digits, as the closed forms subtract nearly equal numbers."""
    with mp.workdps(60):
        yield


def draw(rng, *choices):
    """Return one of each list of choices."""
    return [float(rng.choice(values)) for values in choices]


def history(rng):
    """Return frequency, recency and age."""
    x, share, T = draw(rng, COUNTS, RECENT, SPANS)
    return x, (share * T if x else 0.0), T


def one(x, t_x, T):
    """Return a summary of one customer."""
    return pd.DataFrame({"frequency": [x], "recency": [t_x], "T": [T]})


def assert_close(value, exact, relative, *place):
    """Check a float against a number of many digits, relatively."""
    assert abs(value - exact) <= relative * abs(exact) + mp.mpf(10) ** -300, (
        place,
        value,
        mp.nstr(exact, 15),
    )


def until_dropout(t, r, alpha, a, b):
    """Return the closed form of Fader, Hardie and Lee (2005), with 2F1 by Euler's transformation."""
    t, r, alpha, a, b = map(mp.mpf, (t, r, alpha, a, b))
    a += mp.mpf(10) ** -25 if a == 1 else 0
    c, z = a + b - 1, t / (alpha + t)
    falls = (alpha / (alpha + t)) ** r * (1 - z) ** (c - r - b) * mp.hyp2f1(c - r, c - b, c, z)
    return c / (a - 1) * (1 - falls)


def bg_alive(parameters, x, t_x, T, toss):
    """Return P(alive) of the BG (toss 0) or MBG/NBD (toss 1)."""
    r, alpha, a, b, x, t_x, T = map(mp.mpf, (*parameters, x, t_x, T))
    c = x + toss
    if c == 0:
        return mp.mpf(1)
    return 1 / (1 + a / (b + c - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "toss"), [(BetaGeoModel, 0), (ModifiedBetaGeoModel, 1)])
def test_purchases_to_come_keep_eight_digits_in_the_bg_and_mbg_nbd(kind, toss, seed):
    rng = np.random.default_rng(seed)
    for _ in range(40):
        parameters = draw(rng, (1e-3, 0.243, 8), (1e-3, 4.4, 900), (1e-3, 0.8, 1, 30), (1e-3, 2.4, 200))
        (x, t_x, T), t = history(rng), float(rng.choice([1e-3, 1, 52, 18_262]))
        model = kind.from_params(**dict(zip(kind.letters, parameters, strict=True)))
        r, alpha, a, b = parameters
        alive = bg_alive(parameters, x, t_x, T, toss)
        assert_close(model.probability_alive(one(x, t_x, T))[0], alive, 1e-8, parameters, x, t_x, T)
        to_come = alive * until_dropout(t, r + x, alpha + T, a, b + x + toss)
        assert_close(model.expected_purchases(one(x, t_x, T), t)[0], to_come, 1e-8, parameters, x, t_x, T, t)
        new = until_dropout(t, r, alpha, a, b + toss) * (mp.mpf(b) / (mp.mpf(a) + mp.mpf(b)) if toss else 1)
        assert_close(model.expected_purchases_new(t), new, 1e-8, parameters, t)


def bg_discounted(parameters, x, T, *, toss, rate, more):
    """Return purchases (more = 1) or time (more = 0) to come of the living, from one integral over time."""
    r, alpha, a, b = map(mp.mpf, parameters)
    n, age, stay = r + x + more, alpha + T, b + x + toss

    def falling(log_t):
        t = mp.exp(log_t)
        return t * mp.exp(-rate * t) * mp.hyp2f1(n, a, a + stay, -t / age)

    scale = mp.log(min(1 / mp.mpf(rate), age / (n * a / (a + stay))))
    integral = mp.quad(falling, [scale + step for step in (-45, -12, -6, -3, 0, 2, 4, 8, 16, 30)])
    return integral * ((r + x) / age if more else 1)


@pytest.mark.parametrize("seed", SEEDS[:5])
@pytest.mark.parametrize(("kind", "toss"), [(BetaGeoModel, 0), (ModifiedBetaGeoModel, 1)])
def test_discounted_futures_keep_eight_digits_in_the_bg_and_mbg_nbd(kind, toss, seed):
    rng = np.random.default_rng(seed)
    with mp.workdps(20):
        for _ in range(2):
            parameters = draw(rng, (1e-3, 0.243, 8), (4.4, 900), (1e-3, 0.8, 30), (1e-3, 2.4, 200))
            x, t_x, T = history(rng)
            x, rate = min(x, 60.0), float(rng.choice(RATES))
            model = kind.from_params(**dict(zip(kind.letters, parameters, strict=True)))
            alive = bg_alive(parameters, x, t_x, T, toss)
            for verb, more in (("transactions", 1), ("lifetime", 0)):
                value = getattr(model, f"discounted_residual_{verb}")(one(x, t_x, T), rate)[0]
                exact = alive * bg_discounted(parameters, x, T, toss=toss, rate=rate, more=more)
                assert_close(value, exact, 1e-8, verb, parameters, x, t_x, T, rate)


def lifetime_within(t, s, beta):
    """Return the mean time alive within t under a Pareto law."""
    if s == 1:
        return beta * mp.log(1 + t / beta)
    return beta / (s - 1) * (1 - (beta / (beta + t)) ** (s - 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_futures_of_the_living_keep_six_digits_in_the_pareto_nbd(seed):
    rng = np.random.default_rng(seed)
    for _ in range(30):
        parameters = draw(rng, (1e-3, 0.55, 5), (1e-3, 10.6, 500), (1e-3, 0.6, 1, 5), (1e-3, 11.7, 500))
        (x, t_x, T), rate = history(rng), float(rng.choice(RATES))
        t = float(rng.choice([1e-3, 1, 52, 18_262]))
        model = ParetoNBDModel.from_params(**dict(zip(ParetoNBDModel.letters, parameters, strict=True)))
        r, alpha, s, beta = map(mp.mpf, parameters)
        # P(alive) has its own reference in test_extremes; what is beside it has closed forms.
        customer, place = one(x, t_x, T), (parameters, x, t_x, T, t, rate)
        alive = model.probability_alive(customer)[0]
        buys = (r + x) / (alpha + T)
        exact = alive * buys * lifetime_within(mp.mpf(t), s, beta + T)
        assert_close(model.expected_purchases(customer, t)[0], exact, 1e-8, *place)
        exact = r / alpha * lifetime_within(mp.mpf(t), s, beta)
        assert_close(model.expected_purchases_new(t), exact, 1e-8, *place)
        with mp.workdps(25):
            z = mp.mpf(rate) * (beta + T)
            lasting = alive * (beta + T) * mp.exp(z) * mp.expint(s, z)
        assert_close(model.discounted_residual_lifetime(customer, rate)[0], lasting, 1e-8, *place)
        assert_close(model.discounted_residual_transactions(customer, rate)[0], lasting * buys, 1e-8, *place)


def renewals(leave, stay, rate):
    """Return 2F1(1, stay; leave + stay; 1 / (1 + rate)) by Pfaff's transformation."""
    return mp.hyp2f1(1, leave, leave + stay, -1 / mp.mpf(rate)) * (1 + mp.mpf(rate)) / mp.mpf(rate)


def times_alive(t, gamma, delta):
    """Return the sum over k below t of B(gamma, delta + k) / B(gamma, delta)."""
    g = gamma + (mp.mpf(10) ** -25 if gamma == 1 else 0)
    falls = mp.loggamma(g + delta - 1) - mp.loggamma(g + delta - 1 + t) + mp.loggamma(delta + t)
    return (g + delta - 1) / (g - 1) * (1 - mp.exp(falls - mp.loggamma(delta)))


@pytest.mark.parametrize("seed", SEEDS)
def test_futures_keep_eight_digits_in_the_bg_bb(seed):
    rng = np.random.default_rng(seed)
    for _ in range(30):
        parameters = draw(rng, (1e-3, 0.7, 1, 30), (1e-3, 0.75, 30), (1e-3, 0.66, 1, 30), (1e-3, 2.8, 30))
        n, t = (int(rng.choice(lengths)) for lengths in ([1, 6, 300, 10_000], [1, 5, 300]))
        t_x = int(rng.integers(max(0, n - 40), n + 1))
        x = 0 if t_x == 0 else int(rng.integers(1, t_x + 1))
        model = BetaGeoBetaBinomModel.from_params(
            **dict(zip(BetaGeoBetaBinomModel.letters, parameters, strict=True))
        )
        a, b, g, d = map(mp.mpf, parameters)
        history_chance = mp.beta(a + x, b + n - x) * mp.beta(g, d + n)
        for i in range(n - t_x):
            history_chance += mp.beta(a + x, b + t_x - x + i) * mp.beta(g + 1, d + t_x + i)
        alive = mp.beta(a + x, b + n - x) * mp.beta(g, d + n + 1) / history_chance
        place = (parameters, x, t_x, n, t)
        assert_close(model.probability_alive(one(x, t_x, n))[0], alive, 1e-8, *place)
        buys = (a + x) / (a + b + n)
        exact = alive * buys * times_alive(t, g, d + n + 1)
        assert_close(model.expected_purchases(one(x, t_x, n), t)[0], exact, 1e-8, *place)
        exact = a / (a + b) * d / (g + d) * times_alive(t, g, d + 1)
        assert_close(model.expected_purchases_new(t), exact, 1e-8, *place)


@pytest.mark.parametrize("seed", SEEDS)
def test_contracts_keep_eight_digits(seed):
    rng = np.random.default_rng(seed)
    shapes = (1e-6, 1e-3, 0.7, 1, 30, 1e4)
    for _ in range(30):
        alpha, beta, rate = draw(rng, shapes, shapes, (1e-8, 1e-6, 1e-3, 0.1, 5))
        n = int(rng.choice([0, 1, 12, 600, 10_000]))
        model = ShiftedBetaGeoModel.from_params(alpha=alpha, beta=beta)
        a, b = mp.mpf(alpha), mp.mpf(beta)
        place = (alpha, beta, n, rate)
        assert_close(model.survival(n)[n], mp.beta(a, b + n) / mp.beta(a, b), 1e-8, *place)
        assert_close(model.retention_rate(n + 1)[n], (b + n) / (a + b + n), 1e-12, *place)
        exact = (b + n) / (a + b + n) / (1 + mp.mpf(rate)) * renewals(a, b + n + 1, rate)
        assert_close(model.discounted_residual_lifetime(n, rate), exact, 1e-8, *place)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_likelihood_of_contracts_keeps_eight_digits(seed):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"period": range(4), "survivors": [1000, 631, 468, 382]})
    model = ShiftedBetaGeoModel().fit(table)
    likelihood = model._likelihood(model.purchases_)
    for _ in range(30):
        parameters = draw(rng, (1e-6, 1e-3, 0.7, 30, 1e4), (1e-6, 1e-3, 1.2, 30, 1e4))
        a, b = map(mp.mpf, parameters)
        lost = [(369, 1), (163, 2), (86, 3)]
        exact = sum(count * mp.log(mp.beta(a + 1, b + t - 1) / mp.beta(a, b)) for count, t in lost)
        exact += 382 * mp.log(mp.beta(a, b + 3) / mp.beta(a, b))
        assert_close(likelihood(np.array(parameters))[0], exact, 1e-8, parameters)


@pytest.mark.parametrize("seed", SEEDS)
def test_spending_keeps_eight_digits(seed):
    rng = np.random.default_rng(seed)
    for _ in range(100):
        p, q, v, x, mean = draw(
            rng,
            (1e-3, 1, 6.25, 400),
            (1e-3, 0.5, 3.74, 100),
            (1e-3, 15.44, 1e5),
            (1, 2, 60, 1e4),
            (0.01, 35, 1e6),
        )
        model = GammaGammaModel.from_params(p=p, q=q, v=v)
        buyer = pd.DataFrame({"frequency": [x], "monetary_value": [mean]})
        P, Q, V, X, Z = map(mp.mpf, (p, q, v, x, mean))
        total = X * Z + V
        exact = mp.log((V / total) ** Q * (X * Z / total) ** (P * X) / Z / mp.beta(P * X, Q))
        value = model.log_likelihood(buyer)[0]
        assert abs(value - exact) <= 1e-8 * max(1, abs(exact)), (p, q, v, x, mean)
        if p * x + q > 1.001:
            exact = P * (V + X * Z) / (P * X + Q - 1)
            assert_close(model.expected_spend(buyer)[0], exact, 1e-8, p, q, v, x, mean)
        if q > 1:
            assert_close(model.mean_spend(), P * V / (Q - 1), 1e-8, p, q, v)


@pytest.mark.parametrize("seed", SEEDS)
def test_chances_of_a_number_of_purchases_keep_eight_digits_of_one(seed):
    rng = np.random.default_rng(seed)
    for _ in range(20):
        r, alpha, a, b, T = draw(
            rng, (1e-3, 0.243, 8), (1e-3, 4.4, 900), (1e-3, 0.8, 30), (1e-3, 2.4, 200), SPANS
        )
        model = BetaGeoModel.from_params(r=r, alpha=alpha, a=a, b=b)
        values = model.expected_counts(one(0, 0.0, T), 12)["expected"]
        assert values.sum() == pytest.approx(1)
        R, A, B, share = mp.mpf(r), mp.mpf(a), mp.mpf(b), mp.mpf(alpha) / (mp.mpf(alpha) + mp.mpf(T))
        chances = [
            mp.gamma(R + n) / mp.gamma(R) / mp.factorial(n) * share**R * (1 - share) ** n for n in range(12)
        ]
        for n in (0, 1, 5, 11):
            exact = mp.beta(A, B + n) / mp.beta(A, B) * chances[n]
            if n:
                exact += mp.beta(A + 1, B + n - 1) / mp.beta(A, B) * (1 - sum(chances[:n]))
            assert abs(values[n] - exact) < 1e-8, (r, alpha, a, b, T, n)
