import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear, path_model
from cvm_lessons.trust import (
    KMV_PATHS,
    compare_with_rival,
    fit_commitment_trust,
    kmv_equations,
    kmv_paths,
    rival_equations,
)


def test_the_model_has_the_thirteen_hypotheses_of_its_authors():
    table = kmv_paths()
    assert len(table) == len(set(table[["origin", "target"]].itertuples(index=False))) == 13
    assert sorted(table.loc[table["sign"] < 0, "target"]) == ["thoughts of leaving", "trust", "uncertainty"]


def test_trust_comes_before_commitment_and_both_before_outcomes():
    assert list(kmv_equations()) == ["trust", "commit_affective", "acquiescence", "leave", "cooperation"]
    assert kmv_equations()["commit_affective"] == ["switching_costs", "benefits", "shared_values", "trust"]


def test_paths_to_what_is_not_measured_are_left_out():
    few = {"communication": "c", "trust": "t", "relationship commitment": "k", "cooperation": "o"}
    assert kmv_equations(few) == {"t": ["c"], "k": ["t"], "o": ["k", "t"]}
    assert rival_equations(few) == {"o": ["c", "t", "k"]}


def test_paths_are_standardised_coefficients_and_go_as_expected(scores):
    table = fit_commitment_trust(scores, cluster="customer_id").set_index(["origin", "target"])
    fit = fit_linear(scores, "cooperation", ["commit_affective", "trust"])
    assert table.loc[("trust", "cooperation"), "estimate"] == pytest.approx(fit.standardised["trust"])
    assert table.loc[("trust", "cooperation"), "r_squared"] == pytest.approx(fit.r_squared)
    assert table.loc[("opportunism", "trust"), "high"] < 0
    # Nothing leads from switching costs to affective commitment in these data.
    assert table["as_expected"].sum() >= 9


def test_a_path_against_its_sign_is_not_as_expected(scores):
    turned = scores.assign(opportunism=8 - scores["opportunism"])
    table = fit_commitment_trust(turned).set_index(["origin", "target"])
    assert not table.loc[("opportunism", "trust"), "as_expected"]


def test_path_model_takes_the_equations(scores):
    fitted = path_model(scores, kmv_equations(), n_boot=100)
    assert len(fitted.paths) == 11


def test_chi_square_is_that_of_the_implied_covariances(scores):
    # Wright's algebra: covariances that the equations imply, held against those observed.
    equations, columns = kmv_equations(), []
    for outcome, causes in equations.items():
        columns += [name for name in [*causes, outcome] if name not in columns]
    place = {name: number for number, name in enumerate(columns)}
    observed = np.cov(scores[columns].to_numpy().T, ddof=0)
    paths, rest = np.zeros_like(observed), observed.copy()
    for outcome, causes in equations.items():
        fit = fit_linear(scores, outcome, causes)
        row = place[outcome]
        paths[row, [place[name] for name in causes]] = fit.coefficients[causes]
        rest[row, :] = rest[:, row] = 0
        rest[row, row] = (1 - fit.r_squared) * observed[row, row]
    through = np.linalg.inv(np.eye(len(columns)) - paths)
    implied = through @ rest @ through.T
    gap = np.linalg.slogdet(implied)[1] - np.linalg.slogdet(observed)[1]
    chi2 = len(scores) * (gap + np.trace(np.linalg.solve(implied, observed)) - len(columns))
    row = compare_with_rival(scores).loc["commitment-trust"]
    assert row["chi2"] == pytest.approx(chi2, rel=1e-9)
    assert (row["paths"], row["df"]) == (11, 24)  # 45 pairs, 10 free, 11 with an arrow


def test_the_rival_has_more_arrows_and_says_less(scores):
    table = compare_with_rival(scores)
    assert table.loc["rival", ["paths", "df"]].tolist() == [21, 3]
    assert table.loc["commitment-trust", "pnfi"] > table.loc["rival", "pnfi"]
    assert table.loc["commitment-trust", "supported"] > table.loc["rival", "supported"]


def test_data_made_by_the_model_fit_it_and_prefer_it():
    rng = np.random.default_rng(8)
    made = pd.DataFrame(rng.normal(size=(2000, 2)), columns=["shared values", "communication"])
    made["trust"] = 0.5 * made["shared values"] + 0.5 * made["communication"] + rng.normal(size=2000)
    made["relationship commitment"] = (
        0.3 * made["shared values"] + 0.5 * made["trust"] + rng.normal(size=2000)
    )
    made["cooperation"] = 0.5 * made["relationship commitment"] + 0.3 * made["trust"] + rng.normal(size=2000)
    made["acquiescence"] = 0.5 * made["relationship commitment"] + rng.normal(size=2000)
    table = compare_with_rival(made, measured={name: name for name in made})
    assert table.loc["commitment-trust", "p"] > 0.01
    assert table.loc["commitment-trust", "rmsea"] < 0.03
    assert table["bic"].idxmin() == "commitment-trust"


def test_bad_input_is_named(scores):
    with pytest.raises(ParameterError, match="measured names 'trst'. Did you mean 'trust'"):
        kmv_equations({"trst": "trust"})
    with pytest.raises(ParameterError, match="measured has no column for 'relationship commitment'"):
        rival_equations({"trust": "trust"})
    with pytest.raises(DataError, match="column 'benefits' is missing"):
        fit_commitment_trust(scores.drop(columns="benefits"))
    with pytest.raises(ParameterError, match="measured names no outcome"):
        compare_with_rival(scores, measured={"trust": "trust", "relationship commitment": "commit_affective"})
    with pytest.raises(DataError, match="constant or a sum of others"):
        compare_with_rival(scores.assign(benefits=scores["communication"] + scores["opportunism"]))
    assert len(KMV_PATHS) == 13
