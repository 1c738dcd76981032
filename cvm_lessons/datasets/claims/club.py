"""What the club's world claims: renewal, the rise of the fee, visits, baskets and who chooses what."""

from functools import partial

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln, ndtri

from cvm_lessons.datasets.claims._estimators import correlation, logistic_slopes, mean, share, spread
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.claims._values import Truth, value_of
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
AREA = "club"
TYPES = ("household", "weekender", "cherry picker", "business")


def _renewals(world: World) -> pd.DataFrame:
    """Decided renewals; those of members with a notice of a higher fee up to the notice, by lottery."""
    years = world["club_years"]
    notice = years.loc[years["fee_rise"] == 1, ["member_id", "year"]].set_index("member_id")["year"]
    untouched = ~(years["year"] >= years["member_id"].map(notice))
    return years[untouched & years["renewed"].notna()]


def _retention(year: int, world: World) -> Found:
    rows = _renewals(world)
    return share(rows.loc[rows["membership_year"] == year, "renewed"].astype(float))


def _true_retention(year: int, truth: Truth) -> float:
    """Fader and Hardie (2007), retention rate of the shifted beta-geometric."""
    alpha, beta = truth["club_renewal"]["alpha"], truth["club_renewal"]["beta"]
    return float((beta + year - 1) / (alpha + beta + year - 1))


def _fit(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Maximum likelihood of the shifted beta-geometric, with numerical second derivatives."""
    ends = (
        _renewals(world).groupby("member_id").agg(year=("membership_year", "max"), there=("renewed", "last"))
    )
    counts = pd.crosstab(ends["year"], ends["there"].astype(bool))
    years = counts.index.to_numpy(dtype=float)
    lost, there = counts[False].to_numpy(dtype=float), counts[True].to_numpy(dtype=float)

    def loss(logs: np.ndarray) -> float:
        alpha, beta = np.exp(logs)
        last = betaln(alpha + 1.0, beta + years - 1.0) - betaln(alpha, beta)
        still = betaln(alpha, beta + years) - betaln(alpha, beta)
        return -float(lost @ last + there @ still)

    best = minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-7}).x
    step = 0.01
    moves = step * np.eye(2)
    second = [
        [
            (loss(best + a + b) - loss(best + a - b) - loss(best - a + b) + loss(best - a - b)) / 4.0
            for b in moves
        ]
        for a in moves
    ]
    errors = np.sqrt(np.diag(np.linalg.inv(np.array(second) / step**2)))
    return np.exp(best), np.exp(best) * errors


def _parameter(place: int, world: World) -> Found:
    return at(_fit(world), place)


def _fee_rise(world: World) -> Found:
    trial = world["club_years"].dropna(subset=["fee_rise"])
    groups = trial["renewed"].astype(float).groupby(trial["fee_rise"])
    kept, sizes = groups.mean(), groups.size()
    ratio = float(kept[1.0] / kept[0.0])
    return ratio, float(ratio * np.sqrt(((1.0 - kept) / kept / sizes).sum()))


def _drawn(world: World) -> Found:
    return share(world["club_years"]["fee_rise"].dropna())


def _leave(moment: int, world: World) -> Found:
    return mean(world["club_base"]["leave"] ** moment)


def _true_leave(moment: int, truth: Truth) -> float:
    alpha, beta = truth["club_renewal"]["alpha"], truth["club_renewal"]["beta"]
    first = alpha / (alpha + beta)
    return float(first if moment == 1 else first * (alpha + 1.0) / (alpha + beta + 1.0))


def _scores(world: World) -> pd.DataFrame:
    """Normal scores of leaving, and of visiting within each type with the way to the club taken out."""
    base, truth = world["club_base"], world.truth["club_visits"]
    away = base["distance_km"] - world.truth["club"]["distance"]["mean"]
    rate = base["rate"] / np.exp(truth["distance"] * away) / base["type"].map(truth["visits"]).astype(float)

    def score(values: pd.Series) -> np.ndarray:
        return np.asarray(ndtri((values.rank() - 0.5) / len(values)))

    return pd.DataFrame({"leave": score(base["leave"]), "visit": score(rate), "auto": base["auto_renew"]})


def _visit_correlation(world: World) -> Found:
    scores = _scores(world)
    return correlation(scores["leave"], scores["visit"])


def _auto_correlation(world: World) -> Found:
    """The mean score of those above a cut is the correlation times the height of the normal there."""
    scores = _scores(world)
    choose, found = scores["auto"].mean(), mean(scores.loc[scores["auto"], "leave"])
    height = np.exp(-(ndtri(choose) ** 2) / 2.0) / np.sqrt(2.0 * np.pi) / choose
    return float(found[0] / height), float(found[1] / height)


def _auto_share(world: World) -> Found:
    return share(world["club_years"].query("membership_year == 1")["auto_renew"])


def _type_share(kind: str, world: World) -> Found:
    return share(world["club_base"]["type"] == kind)


def _first_years(world: World) -> pd.DataFrame:
    """First years, when nobody has left, with type, way beyond the mean, and the factor of the year."""
    base, truth = world["club_base"], world.truth["club_visits"]
    frame = world["club_years"].query("membership_year == 1").reset_index(drop=True)
    away = base["distance_km"] - world.truth["club"]["distance"]["mean"]
    factor = frame["year"].map(truth["year_factor"]).astype(float)
    return frame.assign(type=base["type"], away=away, factor=factor)


def _ratio(above: pd.Series, below: pd.Series) -> Found:
    """Ratio of two sums over independent rows."""
    ratio = float(above.sum() / below.sum())
    return ratio, float(np.sqrt(((above - ratio * below) ** 2).sum()) / below.sum())


def _visits(kind: str, world: World) -> Found:
    """Visits of a type with year and way taken out; a ratio of sums: the far away count for little."""
    first = _first_years(world).query("type == @kind")
    way = np.exp(world.truth["club_visits"]["distance"] * first["away"])
    return _ratio(first["visits"], first["factor"] * way)


def _distance(world: World) -> Found:
    """Poisson regression of the first year's visits on the type and the way, with robust errors."""
    first = _first_years(world)
    design = np.column_stack([*(first["type"] == kind for kind in TYPES), first["away"]]).astype(float)
    offset, visits = np.log(first["factor"].to_numpy()), first["visits"].to_numpy(dtype=float)
    estimate = np.r_[np.full(len(TYPES), np.log(visits.mean())), 0.0]
    for _ in range(12):  # it has long converged
        mean = np.exp(design @ estimate + offset)
        information = design.T @ (design * mean[:, None])
        estimate = estimate + np.linalg.solve(information, design.T @ (visits - mean))
    inverse = np.linalg.inv(information)
    spread = inverse @ (design.T @ (design * ((visits - mean) ** 2)[:, None])) @ inverse
    return float(estimate[-1]), float(np.sqrt(spread[-1, -1]))


def _pandemic(world: World) -> Found:
    """Visits of 2020 over those of 2019 by the same members."""
    visits = world["club_years"].set_index(["member_id", "year"])["visits"]
    both = pd.concat({year: visits.xs(year, level="year") for year in (2019, 2020)}, axis=1, join="inner")
    return _ratio(both[2020], both[2019])


def _basket_growth(world: World) -> Found:
    """Change of the logarithm of a member's basket from its first to its last year, per year."""
    years = world["club_years"].dropna(subset=["basket_mean"])
    ends = years.assign(log=np.log(years["basket_mean"])).groupby("member_id")[["log", "year"]]
    change = ends.last() - ends.first()
    return _ratio(change["log"], change["year"])


def _basket_sd(world: World) -> Found:
    base = world["club_base"]
    return spread(
        np.log(base["basket"] / base["type"].map(world.truth["club_visits"]["basket"]).astype(float))
    )


def _label(kind: str, world: World) -> Found:
    first = _first_years(world)
    return mean(first.loc[first["type"] == kind, "private_label_share"].dropna())


def _tier(place: int, world: World) -> Found:
    base, centre = world["club_base"], world.truth["club"]["tier"]["centre"]
    over = np.log(base["rate"] * base["basket"] / centre)
    return at(logistic_slopes(base["fee_tier"] == "plus", [over]), place)


def _fee_share(world: World) -> Found:
    money = world["club_years"].groupby("member_id")[["fee", "margin"]].sum()
    return _ratio(money["fee"], money["margin"])


def _way(world: World) -> Found:
    return mean(world["club_members"]["distance_km"])


def _opening(world: World) -> Found:
    return share(world["club_members"]["joined"].dt.year == 2018)


def _true_opening(truth: Truth) -> float:
    weights = truth["club"]["cohort_weight"]
    return float(weights[2018] / sum(weights.values()))


def _acquisition(world: World) -> Found:
    return mean(world["club_members"].query("source == 'store'")["acquisition_cost"])


FEW = "a fit to few members leans outwards"
RENEWAL, VISITS = "club_renewal", "club_visits"

CLAIMS: list[Claim] = [
    *(
        Claim(
            AREA,
            f"retention of membership year {year}",
            partial(_true_retention, year),
            partial(_retention, year),
        )
        for year in (1, 2, 3, 5)
    ),
    Claim(AREA, "sBG alpha", value_of(RENEWAL, "alpha"), partial(_parameter, 0), 0.06, FEW),
    Claim(AREA, "sBG beta", value_of(RENEWAL, "beta"), partial(_parameter, 1), 0.3, FEW),
    Claim(AREA, "mean chance of leaving", partial(_true_leave, 1), partial(_leave, 1)),
    Claim(AREA, "mean square of the chance of leaving", partial(_true_leave, 2), partial(_leave, 2)),
    Claim(AREA, "factor of the notice on renewal", value_of(RENEWAL, "fee_rise", "factor"), _fee_rise),
    Claim(AREA, "share drawn for the notice", value_of(RENEWAL, "fee_rise", "share"), _drawn),
    Claim(AREA, "leaving and visiting", value_of(RENEWAL, "visit_correlation"), _visit_correlation),
    Claim(
        AREA,
        "leaving and automatic renewal",
        value_of(RENEWAL, "auto_renew", "correlation"),
        _auto_correlation,
    ),
    Claim(AREA, "share of automatic renewal", value_of(RENEWAL, "auto_renew", "share"), _auto_share),
    *(
        Claim(AREA, f"share of type {kind}", value_of(VISITS, "type_share", kind), partial(_type_share, kind))
        for kind in ("household", "business")
    ),
    *(
        Claim(AREA, f"visits of type {kind}", value_of(VISITS, "visits", kind), partial(_visits, kind))
        for kind in TYPES
    ),
    Claim(AREA, "visits and the way to the club", value_of(VISITS, "distance"), _distance),
    Claim(AREA, "visits in 2020 over 2019", value_of(VISITS, "year_factor", 2020), _pandemic),
    Claim(AREA, "growth of the basket", value_of(VISITS, "basket_growth"), _basket_growth),
    Claim(AREA, "spread of baskets between members", value_of(VISITS, "basket_sd", "member"), _basket_sd),
    *(
        Claim(
            AREA,
            f"private label of type {kind}",
            value_of(VISITS, "label_share", kind),
            partial(_label, kind),
        )
        for kind in ("household", "cherry picker")
    ),
    *(
        Claim(AREA, f"choice of plus: {name}", value_of(AREA, "tier", name), partial(_tier, place), 0.03, FEW)
        for place, name in enumerate(("intercept", "slope"))
    ),
    Claim(
        AREA,
        "share of fees in all margin",
        value_of(AREA, "fee_share"),
        _fee_share,
        0.03,
        "follows from other parameters",
    ),
    Claim(AREA, "mean way to the club", value_of(AREA, "distance", "mean"), _way),
    Claim(AREA, "share of the opening cohort", _true_opening, _opening),
    Claim(AREA, "acquisition cost: store", value_of(AREA, "acquisition_cost", "store"), _acquisition),
]
