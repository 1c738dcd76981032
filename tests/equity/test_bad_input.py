"""Bad input for each public function: refused by name, never an error from deep inside, never in silence."""

import numpy as np
import pandas as pd
import pytest

import cvm_lessons.equity as room
from cvm_lessons.core import DataError, ParameterError, WorkbookError

BG = room.BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
MODELS = [
    BG,
    room.ModifiedBetaGeoModel.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614),
    room.ParetoNBDModel.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669),
    room.BetaGeoBetaBinomModel.from_params(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8),
]
SPEND = room.GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
CONTRACT = room.ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806)
SUMMARY = pd.DataFrame(
    {"frequency": [2, 0, 1], "recency": [30, 0, 5], "T": 38, "monetary_value": [20.0, 0.0, 5.0]},
    index=["甲", "乙", "丙"],
)
COHORT = pd.DataFrame({"period": range(4), "survivors": [100, 60, 50, 45]})
SALES = pd.DataFrame(
    {"customer_id": [1, 1, 2], "date": ["2025-01-01", "2025-01-09", "2025-01-03"], "amount": [5.0, 7.0, 9.0]}
)
PROFITS = pd.DataFrame({"profit": [60.0, 90.0, -50.0], "tier": ["gold", "gold", "lead"]})
RATINGS = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0]})
BUYERS = pd.DataFrame({"customer_id": [1], "last_brand": "A", "frequency": 1, "volume": 100.0, "margin": 0.2})
CHOICES = pd.DataFrame({"customer_id": [1], "last_brand": "A", "next_brand": "B"})
MARKET = {"inertia": 0.0, "discount_rate": 0.1, "years": 2}
REFERRALS = pd.DataFrame(
    {"customer_id": [1], "period": 0, "margin": 9.0, "referral_cost": 1.0, "marketing_cost": 0.0}
).assign(saved_cost=2.0, anyway=0)
WIN = {"ceiling": 0.4, "rate": 0.2, "per": 5.0}
KEEP = {"ceiling": 0.7, "rate": 0.4, "per": 10.0}


def raised(driver="quality", of="A", by=1.0, cost=1.0):
    """Return the gain of one driver of the small market."""
    return room.equity_gain(
        RATINGS, BUYERS, {"quality": 1.0}, of=of, driver=driver, by=by, cost=cost, **MARKET
    )


# Every public name that takes a table, and a call with a good one replaced by `table`.
TABLES = {
    "GammaGammaModel.fit": lambda table: room.GammaGammaModel().fit(table),
    "GammaGammaModel.expected_spend": SPEND.expected_spend,
    "GammaGammaModel.log_likelihood": SPEND.log_likelihood,
    "ShiftedBetaGeoModel.fit": lambda table: room.ShiftedBetaGeoModel().fit(table),
    "calibration_holdout": lambda table: room.calibration_holdout(table, "2025-01-05"),
    "customer_equity": lambda table: room.customer_equity(table, BUYERS, {"quality": 1.0}, **MARKET),
    "customer_equity, customers": lambda table: room.customer_equity(
        RATINGS, table, {"quality": 1.0}, **MARKET
    ),
    "customer_summary": room.customer_summary,
    "driver_gains": lambda table: room.driver_gains(table, BUYERS, {"quality": 1.0}, of="A", **MARKET),
    "equity_gain": lambda table: room.equity_gain(
        RATINGS, table, {"quality": 1.0}, of="A", driver="quality", by=1, cost=1, **MARKET
    ),
    "fit_switching": lambda table: room.fit_switching(table, CHOICES, ["quality"]),
    "fit_switching, choices": lambda table: room.fit_switching(RATINGS, table, ["quality"]),
    "holdout_by_frequency": lambda table: room.holdout_by_frequency(BG, table),
    "opportunity_summary": room.opportunity_summary,
    "plot_alive_history": room.plot_alive_history,
    "plot_calibration": room.plot_calibration,
    "plot_history_grid": room.plot_history_grid,
    "plot_holdout_by_frequency": room.plot_holdout_by_frequency,
    "plot_iso_values": room.plot_iso_values,
    "plot_tiers": room.plot_tiers,
    "plot_tracking": lambda table: room.plot_tracking(table, calibration=3),
    "plot_whale_curve": room.plot_whale_curve,
    "referral_value": lambda table: room.referral_value(table, 0.1),
    "switching_matrices": lambda table: room.switching_matrices(table, {"quality": 1.0}, inertia=0),
    "tier_table": room.tier_table,
    "tiers_by_cutoff": lambda table: room.tiers_by_cutoff(table, {"gold": 50}),
    "tiers_by_share": room.tiers_by_share,
    "track_purchases": lambda table: room.track_purchases(BG, table, 3),
    "whale_curve": room.whale_curve,
}
for model in MODELS:
    kind = type(model)
    TABLES |= {
        f"{kind.__name__}.fit": kind().fit,
        f"{kind.__name__}.probability_alive": model.probability_alive,
        f"{kind.__name__}.log_likelihood": model.log_likelihood,
        f"{kind.__name__}.expected_counts": model.expected_counts,
        f"{kind.__name__}.expected_purchases": lambda table, model=model: model.expected_purchases(table, 5),
        f"{kind.__name__}.DERT": lambda table, model=model: model.discounted_residual_transactions(
            table, 0.1
        ),
        f"{kind.__name__}.DERL": lambda table, model=model: model.discounted_residual_lifetime(table, 0.1),
    }
NO_TABLES = {
    "None": None,
    "a list": [1, 2],
    "text": "summary",
    "a number": 3.5,
    "a model": BG,
    "a column": SUMMARY["T"],
    "a dict": {"frequency": [1]},
    "an empty frame": pd.DataFrame(),
    "no rows": SUMMARY.head(0),
    "other columns": pd.DataFrame({"x": [1], "y": ["二"]}),
}


@pytest.mark.parametrize("thing", NO_TABLES)
@pytest.mark.parametrize("name", TABLES)
def test_what_is_no_table_is_refused(name, thing):
    with pytest.raises(DataError, match=r"DataFrame is needed, not|is missing|no rows|needs numbers"):
        TABLES[name](NO_TABLES[thing])


HISTORIES = {
    "recency > T": (SUMMARY.assign(recency=[39, 0, 5]), "column 'recency', row 甲: 39 is not at most T"),
    "negative": (
        SUMMARY.assign(frequency=[-1, 0, 1]),
        "column 'frequency', row 甲: -1 is not a number from 0",
    ),
    "NaN": (SUMMARY.assign(T=[38, np.nan, 38]), "column 'T', row 乙: nan is not a value"),
    "infinite": (SUMMARY.assign(T=[38, 38, np.inf]), "column 'T', row 丙: inf is not a number"),
    "text": (SUMMARY.assign(frequency="三"), "column 'frequency', row 甲: 三 is not a number"),
    "twice": (SUMMARY.set_axis(["甲", "乙", "乙"]), "customer 乙 has two rows"),
    "half a purchase": (SUMMARY.assign(frequency=[1.5, 0, 1]), "row 甲: 1.5 is not a whole number"),
}


@pytest.mark.parametrize("case", HISTORIES)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_histories_that_cannot_be_are_refused_by_every_verb(model, case):
    table, message = HISTORIES[case]
    name = type(model).__name__
    verbs = {label: call for label, call in TABLES.items() if label.startswith(f"{name}.")}
    verbs["simulate_future"] = lambda table: model.simulate_future(
        table.loc[["甲"]] if case != "twice" else table, 3
    )
    verbs["customer_lifetime_value"] = lambda table: room.customer_lifetime_value(
        model, table, discount_rate=0.1
    )
    for label, call in verbs.items():
        if label == "simulate_future" and case in {"NaN", "infinite", "twice"}:
            continue  # that row is not the one customer
        with pytest.raises(DataError, match=message):
            call(table)


SPENDING = {
    "negative": (SUMMARY.assign(monetary_value=-5.0), "column 'monetary_value', row 甲: -5.0 is not above 0"),
    "nothing": (SUMMARY.assign(monetary_value=0.0), "column 'monetary_value', row 甲: 0.0 is not above 0"),
    "NaN": (SUMMARY.assign(monetary_value=np.nan), "column 'monetary_value', row 甲: nan is not above 0"),
    "text": (SUMMARY.assign(monetary_value="多"), "column 'monetary_value', row 甲: 多 is not a number"),
    "infinite": (
        SUMMARY.assign(monetary_value=np.inf),
        "column 'monetary_value', row 甲: inf is not a number",
    ),
    "no column": (SUMMARY.drop(columns="monetary_value"), "column 'monetary_value' is missing"),
    "twice": (SUMMARY.set_axis(["甲", "乙", "乙"]), "customer 乙 has two rows"),
    "half a purchase": (SUMMARY.assign(frequency=[1.5, 0, 1]), "row 甲: 1.5 is not a whole number"),
}


@pytest.mark.parametrize("case", SPENDING)
def test_spending_that_cannot_be_is_refused(case):
    table, message = SPENDING[case]
    for call in (room.GammaGammaModel().fit, SPEND.expected_spend, SPEND.log_likelihood):
        with pytest.raises(DataError, match=message):
            call(table)
    with pytest.raises(DataError, match=message):
        room.customer_lifetime_value(BG, table, discount_rate=0.1, horizon=2, spend=SPEND)


def test_a_customer_alone_and_customers_without_purchases_are_no_fault():
    one = SUMMARY.head(1)
    assert len(SPEND.expected_spend(one)) == 1
    nobody = SPEND.expected_spend(SUMMARY.assign(frequency=0, monetary_value=0))
    assert nobody.tolist() == [SPEND.mean_spend()] * 3
    for model in MODELS:
        assert model.probability_alive(one).between(0, 1).all()
        quiet = SUMMARY.assign(frequency=0, recency=0)
        assert (model.expected_purchases(quiet, 5) > 0).all()
    assert room.whale_curve(PROFITS.head(1))["share_of_profit"].tolist() == [1.0]
    assert room.tiers_by_share(PROFITS.head(1))["tier"].tolist() == ["lead"]


COHORTS = {
    "negative": (COHORT.assign(survivors=-1), "column 'survivors', row 0: -1 is not a number from 0"),
    "text": (COHORT.assign(survivors="多"), "column 'survivors', row 0: 多 is not a number"),
    "twice": (
        pd.concat([COHORT, COHORT], ignore_index=True),
        "column 'period', row 4: 0.* is not the next of",
    ),
    "no cohort": (COHORT.assign(cohort=[1, 1, 1, None]), "column 'cohort', row 3: nan is not a value"),
    "one row": (COHORT.head(1), "1 periods say too little"),
    "all zero": (COHORT.assign(survivors=0), "survivors is 0 in period 0"),
    "nobody left": (COHORT.assign(survivors=10), "nobody left in any period"),
    "nobody renewed": (COHORT.assign(survivors=[10, 0, 0, 0]), "nobody renewed in any period"),
    "infinite": (COHORT.assign(survivors=np.inf), "column 'survivors', row 0: inf is not a number"),
}


@pytest.mark.parametrize("case", COHORTS)
def test_survival_tables_that_cannot_be_are_refused(case):
    table, message = COHORTS[case]
    with pytest.raises(DataError, match=message):
        room.ShiftedBetaGeoModel().fit(table)


LOGS = {
    "no date": (SALES.assign(date="昨天"), "column 'date', row 0: 昨天 is not a date"),
    "missing date": (SALES.assign(date=[None, "2025-01-09", "2025-01-03"]), "column 'date', row 0"),
    "no customer": (SALES.assign(customer_id=[1, None, 2]), "column 'customer_id', row 1"),
    "negative spend": (SALES.assign(amount=[-5.0, 7, 9]), "spent -5 in one period, less than 0"),
    "NaN spend": (SALES.assign(amount=np.nan), "column 'amount', row 0: nan is not a value"),
    "text": (SALES.assign(amount="百"), "column 'amount', row 0: 百 is not a number"),
}


@pytest.mark.parametrize("case", LOGS)
def test_purchases_that_cannot_be_are_refused(case):
    table, message = LOGS[case]
    with pytest.raises(DataError, match=message):
        room.customer_summary(table, amount="amount")
    with pytest.raises(DataError, match=message):
        room.calibration_holdout(table, "2025-01-05", amount="amount")


def test_future_dates_are_left_out_only_where_the_end_is_told():
    future = pd.concat([SALES, SALES.head(1).assign(date="2999-01-01")], ignore_index=True)
    assert room.customer_summary(future, end="2025-01-31")["T"].max() == 30
    with pytest.raises(ParameterError, match="until=3 lies before the last purchase, at 9"):
        room.track_purchases(BG, pd.DataFrame({"customer_id": [1, 1], "time": [0.0, 9.0]}), 3)


# No number at all, and what each function does not take; the names of arguments stand in the messages.
NO_NUMBERS = [None, "3", float("nan"), float("inf"), True]
NUMBERS = {
    "retention_value margin": lambda value: room.retention_value(value, 0.5, 0.1),
    "retention_value retention": lambda value: room.retention_value(10, value, 0.1),
    "retention_value discount_rate": lambda value: room.retention_value(10, 0.5, value),
    "retention_value growth": lambda value: room.retention_value(10, 0.5, 0.1, growth=value),
    "retention_value acquisition_cost": lambda value: room.retention_value(
        10, 0.5, 0.1, acquisition_cost=value
    ),
    "retention_value  margin": lambda value: room.retention_value([10, value], [0.5], 0.1),
    "retention_value  retention": lambda value: room.retention_value(10, value, 0.1, periods=3),
    "margin_multiple retention": lambda value: room.margin_multiple(value, 0.1),
    "margin_multiple discount_rate": lambda value: room.margin_multiple(0.5, value),
    "break_even_retention margin": lambda value: room.break_even_retention(value, 10, 0.1),
    "break_even_retention acquisition_cost": lambda value: room.break_even_retention(10, value, 0.1),
    "break_even_retention discount_rate": lambda value: room.break_even_retention(10, 10, value),
    "break_even_retention growth": lambda value: room.break_even_retention(10, 10, 0.1, growth=value),
    "break_even_response cost": lambda value: room.break_even_response(value, 10),
    "break_even_response value": lambda value: room.break_even_response(10, value),
    "response_curve spending": lambda value: room.response_curve(value, 0.5, 0.3, 10),
    "response_curve ceiling": lambda value: room.response_curve(1, value, 0.3, 10),
    "response_curve rate": lambda value: room.response_curve(1, 0.5, value, 10),
    "response_curve per": lambda value: room.response_curve(1, 0.5, 0.3, value),
    "acquisition_retention_optimum margin": lambda value: room.acquisition_retention_optimum(
        value, 0.1, acquisition=WIN, retention=KEEP
    ),
    "acquisition_retention_optimum discount_rate": lambda value: room.acquisition_retention_optimum(
        50, value, acquisition=WIN, retention=KEEP
    ),
    "acquisition_retention_optimum ceiling": lambda value: room.acquisition_retention_optimum(
        50, 0.1, acquisition=WIN | {"ceiling": value}, retention=KEEP
    ),
    "referral_value discount_rate": lambda value: room.referral_value(REFERRALS, value),
    "switching_matrices inertia": lambda value: room.switching_matrices(
        RATINGS, {"quality": 1}, inertia=value
    ),
    "switching_matrices weights": lambda value: room.switching_matrices(
        RATINGS, {"quality": value}, inertia=0
    ),
    "equity_gain by": lambda value: raised(by=value),
    "equity_gain cost": lambda value: raised(cost=value),
    "tiers_by_share gold": lambda value: room.tiers_by_share(PROFITS, {"gold": value}),
    "tiers_by_cutoff gold": lambda value: room.tiers_by_cutoff(PROFITS, {"gold": value}),
    "history_grid T": lambda value: room.history_grid(BG, value, 3),
    "history_grid most": lambda value: room.history_grid(BG, 5, value),
    "iso_value_grid T": lambda value: room.iso_value_grid(BG, value, 3, discount_rate=0.1),
    "iso_value_grid most": lambda value: room.iso_value_grid(BG, 3, value, discount_rate=0.1),
    "iso_value_grid discount_rate": lambda value: room.iso_value_grid(BG, 3, 3, discount_rate=value),
    "alive_history until": lambda value: room.alive_history(BG, [2.0], value),
    "alive_history step": lambda value: room.alive_history(BG, [2.0], 5, step=value),
    "customer_lifetime_value discount_rate": lambda value: room.customer_lifetime_value(
        BG, SUMMARY, discount_rate=value
    ),
    "customer_lifetime_value spend": lambda value: room.customer_lifetime_value(
        BG, SUMMARY, discount_rate=0.1, spend=value
    ),
    "customer_lifetime_value margin": lambda value: room.customer_lifetime_value(
        BG, SUMMARY, discount_rate=0.1, margin=value
    ),
    "lifetime_value_interval level": lambda value: room.lifetime_value_interval(
        BG, SUMMARY.head(1), horizon=5, level=value
    ),
    "from_params r": lambda value: room.BetaGeoModel.from_params(r=value, alpha=1, a=1, b=1),
    "from_params q": lambda value: room.GammaGammaModel.from_params(p=1, q=value, v=1),
    "discounted_residual_lifetime discount_rate": lambda value: CONTRACT.discounted_residual_lifetime(
        1, value
    ),
    "discounted_residual_lifetime renewals": lambda value: CONTRACT.discounted_residual_lifetime(value, 0.1),
    "survival periods": CONTRACT.survival,
    "retention_rate periods": CONTRACT.retention_rate,
    "plot_tracking calibration": lambda value: room.plot_tracking(PROFITS, calibration=value),
}
NUMBERS |= {
    f"customer_equity {name}": lambda value, name=name: room.customer_equity(
        RATINGS, BUYERS, {"quality": 1}, **MARKET | {name: value}
    )
    for name in MARKET
}


@pytest.mark.parametrize("value", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_number_is_refused_by_the_name_of_the_argument(name, value):
    with pytest.raises(ParameterError, match=rf"{name.split()[-1]}\S*=.* is not"):
        NUMBERS[name](value)


OTHERS = {
    "retention_value periods": (
        lambda: room.retention_value(10, 0.5, 0.1, periods=2.5),
        "periods=2.5 is not a whole",
    ),
    "retention_value none": (
        lambda: room.retention_value(10, 0.5, 0.1, periods=0),
        "periods=0 is not a whole number",
    ),
    "retention_value rate": (
        lambda: room.retention_value(10, -0.1, 0.1),
        "retention=-0.1 is not a number from 0 to 1",
    ),
    "retention_value cost": (
        lambda: room.retention_value(1, 0.5, 0.1, acquisition_cost=-1),
        "acquisition_cost=-1",
    ),
    "break_even_retention cost": (
        lambda: room.break_even_retention(100, -100, 0.1),
        "acquisition_cost=-100 is not",
    ),
    "break_even_retention timing": (lambda: room.break_even_retention(1, 1, 0.1, timing=None), "timing=None"),
    "break_even_response": (lambda: room.break_even_response(1, 0), "value=0 is not above 0"),
    "response_curve": (lambda: room.response_curve(-1, 0.5, 0.3, 10), "spending=-1 is not a number from 0"),
    "optimum": (
        lambda: room.acquisition_retention_optimum(1, 0.1, acquisition={"ceiling": 0.4}, retention=KEEP),
        "acquisition={'ceiling': 0.4} does not hold just ceiling, rate and per",
    ),
    "optimum, a number": (
        lambda: room.acquisition_retention_optimum(1, 0.1, acquisition=WIN, retention=0.3),
        "retention=0.3 does not hold just ceiling, rate and per",
    ),
    "weights": (lambda: room.switching_matrices(RATINGS, ["quality"], inertia=0), "is empty or no mapping"),
    "population": (
        lambda: room.customer_equity(RATINGS, BUYERS, {"quality": 1}, population=0, **MARKET),
        "population=0 is not above 0",
    ),
    "driver": (lambda: raised(driver="价格"), "driver='价格' has no weight"),
    "brand": (lambda: raised(of="C"), "of='C' is not a brand"),
    "tiers": (lambda: room.tiers_by_share(PROFITS, ["gold"]), "names no tier"),
    "cutoffs": (lambda: room.tiers_by_cutoff(PROFITS, None), "None names no tier"),
    "paid": (lambda: room.customer_lifetime_value(BG, SUMMARY, discount_rate=0, horizon=1, paid=1), "paid=1"),
    "horizon": (lambda: room.customer_lifetime_value(BG, SUMMARY, discount_rate=0, horizon=-1), "horizon=-1"),
    "iso model": (
        lambda: room.iso_value_grid(SUMMARY, 5, 3, discount_rate=0.1),
        "model is DataFrame, no model",
    ),
    "iso class": (
        lambda: room.iso_value_grid(room.BetaGeoModel, 5, 3, discount_rate=0.1),
        "model is BetaGeoModel, no",
    ),
    "iso discount": (
        lambda: room.iso_value_grid(BG, 5, 3, discount_rate=0),
        "discount_rate=0.* is not above 0",
    ),
    "files": (lambda: room.customer_summary_of_files(None), "are not of one kind"),
    "letters": (lambda: room.ParetoNBDModel.from_params(r=1), "has the parameters"),
    "sample_weight": (lambda: room.ShiftedBetaGeoModel().fit(COHORT, [1]), "sample_weight is not used here"),
    "no fit": (lambda: room.GammaGammaModel().mean_spend(), "has no parameters yet"),
    "unit": (
        lambda: room.plot_alive_history(room.alive_history(BG, [2.0], 5), unit=None),
        "unit=None is not the name",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_arguments_that_cannot_be_are_refused(case):
    call, message = OTHERS[case]
    with pytest.raises(ParameterError, match=message):
        call()


MONEY = {
    "referral_cost": (lambda: room.referral_value(REFERRALS.assign(referral_cost=-1), 0.1), "row 0: -1"),
    "period": (lambda: room.referral_value(REFERRALS.assign(period=-1), 0.1), "column 'period', row 0: -1"),
    "anyway": (
        lambda: room.referral_value(REFERRALS.assign(anyway="也许"), 0.1),
        "row 0: 也许 is not 0 or 1",
    ),
    "whale": (lambda: room.whale_curve(PROFITS.assign(profit=0)), "total profit is 0, not above 0"),
    "whale text": (lambda: room.whale_curve(PROFITS.assign(profit="多")), "column 'profit', row 0: 多"),
    "tiers": (
        lambda: room.tiers_by_share(PROFITS.assign(profit=[1, None, 2])),
        "column 'profit', row 1: nan",
    ),
    "table": (lambda: room.tier_table(PROFITS.assign(tier=None)), "column 'tier', row 0"),
    "volume": (
        lambda: room.customer_equity(RATINGS, BUYERS.assign(volume=-5), {"quality": 1}, **MARKET),
        "column 'volume', row 0: -5 is not a number from 0",
    ),
    "twice": (
        lambda: room.customer_equity(RATINGS, pd.concat([BUYERS, BUYERS]), {"quality": 1}, **MARKET),
        "column 'customer_id', row 0: 1 is not the only row of its customer",
    ),
}


@pytest.mark.parametrize("case", MONEY)
def test_values_that_cannot_be_are_refused_by_row(case):
    call, message = MONEY[case]
    with pytest.raises(DataError, match=message):
        call()


def test_every_error_of_the_room_belongs_to_the_family():
    assert issubclass(DataError, WorkbookError)
    assert issubclass(ParameterError, WorkbookError)


OUTSIDE = {  # constants, what they return, and functions that only their own tests can call
    "AcquisitionRetentionOptimum",
    "PAYMENT_TIMES",
    "PERIODS",
    "SwitchingFit",
    "TIER_SHARES",
    "TIMINGS",
    "customer_summary_of_dask",
}


def test_no_public_function_is_left_out():
    spoken_of = " ".join(
        [*TABLES, *NUMBERS, *OTHERS, "customer_summary_of_files acquisition_retention_optimum"]
    )
    assert [name for name in room.__all__ if name not in OUTSIDE and name not in spoken_of] == []
