"""The two tables of the operator: its subscribers, and what each of them did month by month."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, by_row
from cvm_lessons.world.engine import World
from cvm_lessons.world.telecom.leaving import tenures
from cvm_lessons.world.telecom.stages import of_stage
from cvm_lessons.world.telecom.subscribers import month_number, months_between
from cvm_lessons.world.telecom.trial import trial_months

__all__ = ["draw_stage_labels", "draw_telecom_months", "draw_telecom_subscribers", "draw_usage"]


def draw_telecom_subscribers(world: World) -> pd.DataFrame:
    """Show the subscribers who were still there when the table opens, and those won since.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``telecom_subscribers``.
    """
    frame = world["telecom_base"].drop(columns=["start", "late"])
    frame["save_offer"] = world["telecom_lottery"]["save_offer"]
    frame["exit_reason"] = world["telecom_reasons"]
    return frame[world["telecom_exits"]["shown"]].reset_index(drop=True)


def _cells(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows and columns of the calendar that the table shows."""
    telecom, exits = world.truth["telecom"], world["telecom_exits"]["exit"].to_numpy()
    months = np.arange(world["telecom_paths"].shape[1])
    opens = month_number(telecom["shown_from"]) - month_number(telecom["opens"])
    there = world["telecom_risk"].there & (months <= exits[:, None]) & (months >= opens)
    rows, columns = np.nonzero(there)
    return rows, columns


def draw_usage(world: World) -> pd.DataFrame:
    """Draw minutes and data of every month shown.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: minutes and data_gb with the positions ``subscriber`` and ``column``, a row per row of
        ``telecom_months``.
    """
    truth, base = world.truth["telecom_stages"], world["telecom_base"]
    telecom, shape = world.truth["telecom"], world["telecom_paths"].shape
    rows, columns = _cells(world)
    opens = month_number(telecom["shown_from"]) - month_number(telecom["opens"])
    passing = world.stream("telecom_months", "minutes").standard_normal(shape)[rows, columns]
    level = of_stage(world, "telecom_stages", "log_minutes")[rows, columns]
    minutes = np.rint(np.exp(level + truth["log_minutes_sd"] * passing)).astype(int)
    lasting = by_name(truth["log_data_tariff"], base["tariff"])
    sd = truth["log_data_sd"]
    lasting = lasting + sd["subscriber"] * world.stream("telecom_subscribers", "data_gb").standard_normal(
        len(base)
    )
    passing = world.stream("telecom_months", "data_gb").standard_normal(shape)[rows, columns]
    level = of_stage(world, "telecom_stages", "log_data")[rows, columns] + lasting[rows]
    trend = truth["log_data_trend"] * (columns - opens)
    data = np.round(np.exp(level + trend + sd["month"] * passing), 1)
    return pd.DataFrame({"subscriber": rows, "column": columns, "minutes": minutes, "data_gb": data})


def draw_telecom_months(world: World) -> pd.DataFrame:
    """Put usage, money and contacts of every month side by side.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``telecom_months``, by subscriber and month.
    """
    telecom, churn = world.truth["telecom"], world.truth["telecom_churn"]
    usage, contacts = world["telecom_usage"], world["telecom_contacts"]
    rows, columns = usage["subscriber"].to_numpy(), usage["column"].to_numpy()
    tenure = tenures(world)[rows, columns]
    gross, discount = _money(world, tenure)
    churned = columns == world["telecom_exits"]["exit"].to_numpy()[rows]
    draws = world.stream("telecom_months", "final_bill").random(world["telecom_paths"].shape)[rows, columns]
    final = draws < np.where(churned, churn["final_bill"]["leaving"], churn["final_bill"]["staying"])
    return pd.DataFrame(
        {
            "subscriber_id": world["telecom_base"]["subscriber_id"].take(rows).array,
            "month": months_between(telecom["opens"], telecom["closes"])[columns],
            "tenure_months": tenure,
            "minutes": usage["minutes"],
            "data_gb": usage["data_gb"],
            "bill": np.round(gross - discount, 1),
            "discount": np.round(discount, 1),
            "support_calls": contacts.support_calls[rows, columns].astype(int),
            "complaints": contacts.complaint[rows, columns].astype(int),
            "late_payment": contacts.late_payment[rows, columns],
            "final_bill_sent": final,
            "churned": churned,
        }
    )


def _money(world: World, tenure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bill before discount and the discount of each month shown."""
    truth, base, usage = world.truth["telecom"], world["telecom_base"], world["telecom_usage"]
    rows = usage["subscriber"].to_numpy()
    terms = ("fee", "minutes", "data_gb", "per_minute", "per_gb")
    fee, minutes, data, per_minute, per_gb = by_row(truth["tariff"], base["tariff"], terms)[rows].T
    minutes = np.maximum(usage["minutes"].to_numpy() - minutes, 0.0)
    data = np.maximum(usage["data_gb"].to_numpy() - data, 0.0)
    gross = fee + minutes * per_minute + data * per_gb
    welcome, when = truth["welcome"], trial_months(world)
    column = usage["column"].to_numpy()
    new = (tenure <= welcome["months"]) & base["channel"].isin(welcome["channels"]).to_numpy()[rows]
    offered = (world["telecom_lottery"]["save_offer"] == 1).to_numpy()[rows]
    running = offered & (column >= when.start) & (column < when.stop)
    share = welcome["share"] * new + world.truth["telecom_trial"]["rebate"] * running
    return gross, fee * share


def draw_stage_labels(world: World) -> pd.DataFrame:
    """Return the hidden stage behind every row of ``telecom_months``, for lessons to score themselves.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: subscriber_id, month, stage (A to D) and the chance of leaving of one's own will that
        month without an offer.
    """
    usage, letters = world["telecom_usage"], np.array(list(world.truth["telecom_stages"]["names"]))
    rows, columns = usage["subscriber"].to_numpy(), usage["column"].to_numpy()
    frame = world["telecom_months"][["subscriber_id", "month"]].copy()
    frame["stage"] = letters[world["telecom_paths"][rows, columns]]
    frame["chance_of_leaving"] = world["telecom_risk"].chance[rows, columns]
    return frame
