"""What contacts do to stages that are not seen: moves by contact, from the likelihood of all histories."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column
from cvm_lessons.lifecycle._baum_welch import evidence_of
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._forward_backward import Chain, Evidence, Posterior, posterior
from cvm_lessons.lifecycle._panel import own_labels
from cvm_lessons.lifecycle._symbols import Symbols
from cvm_lessons.lifecycle.contact_policy import ContactAction
from cvm_lessons.lifecycle.hidden_markov import HiddenMarkovModel

__all__ = ["hidden_contact_actions"]

FEWEST = 5.0  # expected customer-periods below which nothing can be said of a contact in a stage


def hidden_contact_actions(
    model: HiddenMarkovModel,
    panel: pd.DataFrame,
    *,
    action: str = "action",
    margin: str = "margin",
    max_iterations: int = 500,
    tolerance: float = 1e-6,
) -> dict[str, ContactAction]:
    """Return what each contact was followed by and brought, by stages that are told by a model only.

    To decode the stages first and count moves then (`contact_actions`) takes errors of the decoding for
    moves, and the model that decodes believes all contacts to do the same. Here the chance of a move depends
    on the contact of the period that it leaves, and is found by the same climb as the model's; what stages
    show stays as the model has it. Margins are those by which the chances of the stages explain what was
    paid (least squares).

    It is what the contact *does* only where contacts were drawn by lot, or given by the stage alone.

    Parameters
    ----------
    model : HiddenMarkovModel
        Fitted to the panel, or given.
    panel : DataFrame
        One row per customer and period: the model's columns, the contact that the customer got, and the
        margin, the cost of the contact taken off.
    action, margin : str
        Columns of `panel`.
    max_iterations : int, default 500
        Steps of the climb at most.
    tolerance : float, default 1e-6
        Gain in log-likelihood per customer below which the climb ends.

    Returns
    -------
    dict
        A `ContactAction` by contact, for `policy_value` and `best_policy`.

    Raises
    ------
    DataError
        As `HiddenMarkovModel.log_likelihood`, if a contact or margin is missing, or hardly anybody in some
        stage got some contact with a later period to tell what followed.
    ParameterError
        If `model` is no model with parameters, a number is out of range, or the climb does not end.

    References
    ----------
    Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2), 185-204, whose moves depend on contacts by
    a regression; here each contact has a table of its own.

    Examples
    --------
    >>> model = HiddenMarkovModel.from_params(
    ...     ["cool", "warm"], {"orders": "poisson"}, initial=[0.5, 0.5],
    ...     transition=[[0.7, 0.3], [0.3, 0.7]], parameters={"orders": [0.2, 9.0]})
    >>> panel = model.simulate(900, 5).assign(action="call", margin=lambda rows: 2.0 * rows["orders"])
    >>> found = hidden_contact_actions(model, panel)["call"]
    >>> found.transition.round(1).to_numpy().tolist()
    [[0.7, 0.3], [0.3, 0.7]]
    """
    if not isinstance(model, HiddenMarkovModel):
        raise ParameterError(f"model is no HiddenMarkovModel, but a {type(model).__name__}.")
    most = check_count("max_iterations", max_iterations, low=1)
    least = check_number("tolerance", tolerance, low=0)
    panel = own_labels(panel)
    names = filled_column(panel, action).astype(str)
    paid = number_column(panel, margin)
    model.log_likelihood(panel)
    symbols, run = model._symbols(panel), model._learned()
    known = sorted(names.unique())
    contacts = names.map({name: place for place, name in enumerate(known)}).loc[symbols.rows].to_numpy()
    plain = evidence_of(run, symbols, model._structure().kinds)
    evidence = replace(plain, contacts=_spread(contacts, symbols))
    found, tables = _climb(run.chain, evidence, len(known), most, least * symbols.customers)
    chances = symbols.of_customers(found.stages)[symbols.places]
    margins = paid.loc[symbols.rows].to_numpy()
    stages, gone = list(model.stages), model.exit
    _check_rows(found.moves.sum(axis=2), known, stages, gone)
    index = pd.Index(stages, name="stage")
    return {
        name: ContactAction(
            pd.DataFrame(tables[place], index=index, columns=index.rename("next")),
            pd.Series(_margins(chances[contacts == place], margins[contacts == place]), index, name="margin"),
        )
        for place, name in enumerate(known)
    }


def _climb(
    chain: Chain, evidence: Evidence, contacts: int, most: int, least: float
) -> tuple[Posterior, np.ndarray]:
    tables, before = np.repeat(chain.transition[None], contacts, axis=0), -np.inf
    for _ in range(most):
        found = posterior(Chain(chain.initial, tables), evidence)
        value = float(found.loglik.sum())
        if value - before < least:
            return found, tables
        total, before = found.moves.sum(axis=2, keepdims=True), value
        tables = np.where(total > 0, found.moves / np.where(total > 0, total, 1.0), tables)
    raise ParameterError(f"the climb still gains after max_iterations={most}: raise it, or the tolerance.")


def _margins(chances: np.ndarray, paid: np.ndarray) -> np.ndarray:
    """Return the margins by stage that explain best what was paid; 0 where nobody can have been."""
    return np.asarray(np.linalg.lstsq(chances, paid, rcond=None)[0])


def _spread(contacts: np.ndarray, symbols: Symbols) -> np.ndarray:
    table = np.zeros((len(symbols.codes), symbols.customers), dtype=int)
    table[symbols.places] = contacts
    return np.repeat(table, symbols.grid.size, axis=1)


def _check_rows(rows: np.ndarray, known: list[str], stages: list[str], gone: str | None) -> None:
    for name, counts in zip(known, rows, strict=True):
        for stage, count in zip(stages, counts, strict=True):
            if count < FEWEST and stage != gone:
                raise DataError(
                    f"hardly anybody in the stage {stage!r} got {name!r} with a later period (expected "
                    f"{count:.1f}): what it does there cannot be told. Join the contact to another."
                )
