from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import PartialLeastSquaresPathModel

REFERENCES = Path(__file__).parents[1] / "references"
PATHS = {
    "EXPE": ["IMAG"],
    "QUAL": ["EXPE"],
    "VAL": ["EXPE", "QUAL"],
    "SAT": ["IMAG", "EXPE", "QUAL", "VAL"],
    "LOY": ["IMAG", "SAT"],
}
CONSTRUCTS = ["IMAG", "EXPE", "QUAL", "VAL", "SAT", "LOY"]
SIZES = {"imag": 5, "expe": 5, "qual": 5, "val": 4, "sat": 4, "loy": 4}
BLOCKS = {name.upper(): [f"{name}{i}" for i in range(1, size + 1)] for name, size in SIZES.items()}

# Outputs of R's plspm for its data set `satisfaction` (Sanchez 2013), items not scaled.
R_SQUARED = {
    "EXPE": 0.335193672418813,
    "QUAL": 0.719688235228933,
    "VAL": 0.59008437279849,
    "SAT": 0.707320949544597,
    "LOY": 0.509922562050087,
}
R_SQUARED_MODE_B = [
    0.372046006581529,
    0.722837619445379,
    0.614360808369793,
    0.732183693952877,
    0.539969047981518,
]
COMMUNALITY_MODE_B = [0.532480143903468, 0.60484775361322, 0.657778609805617, 0.637277128517747]
COMMUNALITY_MODE_B += [0.73353650551065, 0.578474667245272]
EFFECTS = {  # direct, indirect, total
    ("IMAG", "EXPE"): (0.57895912845279, 0, 0.57895912845279),
    ("IMAG", "QUAL"): (0, 0.491156739303251, 0.491156739303251),
    ("IMAG", "VAL"): (0, 0.393411171344413, 0.393411171344413),
    ("IMAG", "SAT"): (0.200724200280665, 0.290246937598827, 0.490971137879492),
    ("IMAG", "LOY"): (0.275149575748467, 0.243266046562688, 0.518415622311155),
    ("EXPE", "QUAL"): (0.8483444083796, 0, 0.8483444083796),
    ("EXPE", "VAL"): (0.105477649519747, 0.574036934516201, 0.679514584035949),
    ("EXPE", "SAT"): (-0.00275399457916834, 0.504079430753709, 0.501325436174541),
    ("EXPE", "LOY"): (0, 0.248396387262645, 0.248396387262645),
    ("QUAL", "VAL"): (0.676655529105984, 0, 0.676655529105984),
    ("QUAL", "SAT"): (0.122144565609107, 0.398773842804961, 0.520918408414068),
    ("QUAL", "LOY"): (0, 0.25810429986563, 0.25810429986563),
    ("VAL", "SAT"): (0.589330650016017, 0, 0.589330650016017),
    ("VAL", "LOY"): (0, 0.292001150957277, 0.292001150957277),
    ("SAT", "LOY"): (0.495479322090817, 0, 0.495479322090817),
}
TO_SATISFACTION = {  # estimate, standard error, t, p
    "IMAG": (0.200724200280665, 0.0499287396486374, 4.02021364234742, 7.74463499296224e-05),
    "EXPE": (-0.00275399457916834, 0.0656906937615269, -0.0419236640910812, 0.966593697082093),
    "QUAL": (0.122144565609107, 0.0751969653585023, 1.62432838914152, 0.105591533548731),
    "VAL": (0.589330650016017, 0.0600164458313523, 9.81948600675306, 2.09749370009098e-19),
}
BLOCK_QUALITY = {  # alpha, Dillon-Goldstein, first and second eigenvalue
    "IMAG": (0.830226690205339, 0.882203311183515, 3.01780990053354, 0.777635750863909),
    "EXPE": (0.84658407892526, 0.890855432982731, 3.10231374752292, 0.610546737862663),
    "QUAL": (0.871324954769643, 0.906899737529554, 3.30598735662497, 0.567777281450322),
    "VAL": (0.835722840511797, 0.890444224132854, 2.68153094464434, 0.600684167284007),
    "SAT": (0.894010912676559, 0.926700636965068, 3.03999878726797, 0.422000089566117),
    "LOY": (0.819421641029961, 0.881371093219811, 2.60472075864966, 0.573454889436363),
}
AVE = [
    0.582269092760334,
    0.616419883010119,
    0.65857174851724,
    0.66441556645883,
    0.75889072736371,
    0.639051735398058,
]
OUTER = {  # weight and loading of four items, by scheme
    "centroid": {
        "imag1": (0.0982418501741741, 0.70932650116601),
        "expe4": (0.0994514827286758, 0.71834524993581),
        "sat1": (0.166366549374147, 0.919797990928334),
        "loy2": (0.081728096069474, 0.671101376778201),
    },
    "factorial": {
        "imag1": (0.0982545375897477, 0.709579562555722),
        "expe4": (0.0985183299883673, 0.717467172952437),
        "sat1": (0.166550226780549, 0.919879569484991),
        "loy2": (0.0814752201910471, 0.67071592524707),
    },
    "path": {
        "imag1": (0.0982374837495072, 0.70955076789416),
        "expe4": (0.0985110999361921, 0.717466074586617),
        "sat1": (0.168756177314286, 0.920289506434007),
        "loy2": (0.0803591951846723, 0.669011176703357),
    },
}
# Outputs of R's seminr for mobile phone users, standardised, quality in mode B, scheme "path".
MOBI_BLOCKS = {
    "Expectation": [f"CUEX{i}" for i in range(1, 4)],
    "Quality": [f"PERQ{i}" for i in range(1, 8)],
    "Loyalty": [f"CUSL{i}" for i in range(1, 4)],
    "Image": [f"IMAG{i}" for i in range(1, 6)],
    "Complaints": ["CUSCO"],
}
MOBI_PATHS = {"Loyalty": ["Expectation", "Quality", "Complaints"], "Expectation": ["Image"]}
MOBI_ESTIMATES = {
    ("Image", "Expectation"): 0.512876954138615,
    ("Expectation", "Loyalty"): 0.124534792831633,
    ("Quality", "Loyalty"): 0.405693671851465,
    ("Complaints", "Loyalty"): 0.176081956818542,
}
MOBI_WEIGHTS = {"IMAG3": 0.239057, "PERQ1": 0.407034, "PERQ6": -0.086248, "CUSCO": 1.0, "CUSL2": 0.117888}
MOBI_LOADINGS = {"IMAG3": 0.584994, "PERQ1": 0.848332, "PERQ6": 0.610191, "CUSCO": 1.0, "CUSL2": 0.205795}


def covariances(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCES / f"ecsi_{name}_covariance.csv", comment="#", index_col=0)


def bank(**options) -> PartialLeastSquaresPathModel:
    return PartialLeastSquaresPathModel(PATHS, BLOCKS, **{"scaled": False, **options})


@pytest.fixture
def customers(sample_with) -> pd.DataFrame:
    """250 rows with exactly the covariances of the bank's customers, around 7."""
    matrix = covariances("satisfaction")
    return 7 + sample_with(matrix.to_numpy() * 249 / 250, matrix.columns, n=250)


def simulate(n: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    quality = rng.normal(size=n)
    satisfaction = 0.6 * quality + 0.8 * rng.normal(size=n)
    loyalty = 0.5 * satisfaction + 0.2 * quality + 0.7 * rng.normal(size=n)
    scores = {"q": quality, "s": satisfaction, "l": loyalty}
    return pd.DataFrame(
        {
            f"{key}{i}": 6 + 1.5 * (score + 0.3 * rng.normal(size=n))
            for key, score in scores.items()
            for i in range(12)
        }
    )


SIMPLE_PATHS = {"SAT": ["QUAL"], "LOY": ["SAT", "QUAL"]}
SIMPLE_BLOCKS = {name: [f"{name[0].lower()}{i}" for i in range(12)] for name in ("QUAL", "SAT", "LOY")}


def test_explained_shares_and_effects_agree_with_plspm(customers):
    model = bank().fit(customers)
    assert model.r_squared_.to_dict() == pytest.approx(R_SQUARED, abs=1e-9)
    table = model.effects_.set_index(["origin", "target"])
    assert set(table.index) == set(EFFECTS)
    for pair, expected in EFFECTS.items():
        assert tuple(table.loc[pair]) == pytest.approx(expected, abs=1e-9), pair
    assert model.goodness_of_fit_ == pytest.approx(0.609741624338411, abs=1e-9)


def test_the_regression_on_satisfaction_agrees_with_plspm(customers):
    paths = bank().fit(customers).paths_
    table = paths[paths["target"] == "SAT"].set_index("origin")[["estimate", "standard_error", "t", "p"]]
    for origin, expected in TO_SATISFACTION.items():
        assert tuple(table.loc[origin]) == pytest.approx(expected, rel=1e-7), origin


@pytest.mark.parametrize("scheme", OUTER)
def test_weights_and_loadings_of_each_scheme_agree_with_plspm(customers, scheme):
    outer = bank(scheme=scheme).fit(customers).outer_model_
    for item, expected in OUTER[scheme].items():
        assert tuple(outer.loc[item, ["weight", "loading"]]) == pytest.approx(expected, abs=1e-9), item
    assert outer["communality"].to_numpy() == pytest.approx(outer["loading"].to_numpy() ** 2)
    # By the printed communality times R² of satisfaction.
    if scheme == "centroid":
        assert outer.loc["sat1", "redundancy"] == pytest.approx(0.59841357170163, abs=1e-9)
        assert np.isnan(outer.loc["imag1", "redundancy"])


def test_the_quality_of_the_blocks_agrees_with_plspm(customers):
    quality = bank().fit(customers).quality_
    columns = ["alpha", "dillon_goldstein", "eigenvalue_1", "eigenvalue_2"]
    for construct, expected in BLOCK_QUALITY.items():
        assert tuple(quality.loc[construct, columns]) == pytest.approx(expected, abs=1e-9), construct
    assert quality.loc[CONSTRUCTS, "ave"].to_numpy() == pytest.approx(AVE, abs=1e-9)


def test_formative_blocks_agree_with_plspm(customers):
    quality = bank(modes=dict.fromkeys(CONSTRUCTS, "B")).fit(customers).quality_
    assert quality.loc[CONSTRUCTS[1:], "r_squared"].to_numpy() == pytest.approx(R_SQUARED_MODE_B, abs=1e-9)
    assert quality.loc[CONSTRUCTS, "communality"].to_numpy() == pytest.approx(COMMUNALITY_MODE_B, abs=1e-9)
    assert quality[["ave", "alpha", "rho_a", "composite_reliability"]].isna().all(axis=None)


def test_scaled_items_and_mixed_modes_agree_with_seminr():
    model = PartialLeastSquaresPathModel(
        MOBI_PATHS, MOBI_BLOCKS, {"Quality": "B"}, scheme="path", tolerance=1e-20, max_iter=300
    ).fit_covariance(covariances("mobi"), n=250)
    paths = model.paths_.set_index(["origin", "target"])["estimate"]
    assert paths.to_dict() == pytest.approx(MOBI_ESTIMATES, abs=1e-8)
    assert model.outer_model_["weight"][list(MOBI_WEIGHTS)].to_dict() == pytest.approx(MOBI_WEIGHTS, abs=6e-7)
    assert model.outer_model_["loading"][list(MOBI_LOADINGS)].to_dict() == pytest.approx(
        MOBI_LOADINGS, abs=6e-7
    )
    assert model.quality_["alpha"].isna().to_dict()["Complaints"]


def test_rows_and_their_covariances_give_the_same_model(customers):
    one, other = bank().fit(customers), bank().fit_covariance(covariances("satisfaction"), 250)
    pd.testing.assert_frame_equal(one.paths_, other.paths_)
    pd.testing.assert_frame_equal(one.outer_model_, other.outer_model_)
    assert repr(one) == repr(other)
    assert repr(one).endswith(
        "6 constructs, 10 paths, 27 items: n 250, R² EXPE 0.34, QUAL 0.72, VAL 0.59, SAT 0.71, LOY 0.51"
    )
    assert repr(bank()).endswith("27 items: not fitted")


def test_scores_are_standardised_and_have_the_crossloadings(customers):
    model = bank().fit(customers)
    scores = model.scores(customers)
    assert scores.mean().to_numpy() == pytest.approx(0, abs=1e-9)
    assert scores.std(ddof=0).to_numpy() == pytest.approx(1)
    assert scores.corr().to_numpy() == pytest.approx(model.construct_correlations_.to_numpy())
    expected = [
        [customers[item].corr(scores[name]) for name in scores] for item in model.crossloadings_.index
    ]
    assert model.crossloadings_.to_numpy() == pytest.approx(np.array(expected))


@pytest.mark.parametrize("scaled", [True, False])
def test_the_index_is_the_weighted_mean_of_the_items_by_hand(scaled):
    rows = simulate(200, 1).clip(1, 10)
    model = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS, scaled=scaled).fit(rows)
    items = SIMPLE_BLOCKS["SAT"]
    weights = model.outer_model_.loc[items, "weight"].to_numpy()
    weights = weights / rows[items].std(ddof=0).to_numpy() if scaled else weights
    means = rows[items].mean().to_numpy()
    by_hand = (weights @ means - weights.sum()) / (9 * weights.sum()) * 100
    assert model.index()["SAT"] == pytest.approx(by_hand)
    assert model.index_scores(rows).mean().to_dict() == pytest.approx(model.index().to_dict())


def test_the_index_of_extreme_answers_is_0_and_100():
    rows = simulate(100, 2).clip(1, 10)
    model = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS).fit(rows)
    ends = pd.DataFrame([[1.0] * 36, [10.0] * 36], columns=rows.columns)
    assert model.index_scores(ends).to_numpy() == pytest.approx(np.array([[0.0] * 3, [100.0] * 3]))


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), factor=st.floats(0.1, 10), shift=st.floats(-5, 5))
def test_a_change_of_unit_changes_nothing_where_items_are_scaled(seed, factor, shift):
    rows = simulate(60, seed)
    model, other = (PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS) for _ in range(2))
    changed = rows.assign(q0=rows["q0"] * factor + shift)
    one, two = model.fit(rows).paths_["estimate"], other.fit(changed).paths_["estimate"]
    assert one.to_numpy() == pytest.approx(two.to_numpy(), abs=1e-8)


@pytest.mark.parametrize("scheme", ["centroid", "factorial", "path"])
def test_a_reversed_block_turns_its_items_not_its_meaning(scheme):
    rows = simulate(100, 3)
    one = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS, scheme=scheme).fit(rows)
    flipped = rows.assign(**{item: -rows[item] for item in SIMPLE_BLOCKS["QUAL"]})
    other = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS, scheme=scheme).fit(flipped)
    assert (other.outer_model_["loading"] > 0).all()
    first, second = (model.paths_.set_index(["origin", "target"])["estimate"] for model in (one, other))
    assert first["QUAL", "SAT"] == pytest.approx(-second["QUAL", "SAT"])
    assert first["SAT", "LOY"] == pytest.approx(second["SAT", "LOY"])


def test_known_paths_are_recovered_with_many_items():
    # Twelve items of reliability 0.92 leave 0.7 % of error in a score.
    model = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS).fit(simulate(20_000, 4))
    spread = np.sqrt(0.25 + 0.04 + 0.12 + 0.49)  # of loyalty
    estimates = model.paths_.set_index(["origin", "target"])["estimate"]
    expected = {("QUAL", "SAT"): 0.6, ("SAT", "LOY"): 0.5 / spread, ("QUAL", "LOY"): 0.2 / spread}
    assert estimates.to_dict() == pytest.approx(expected, abs=0.02)


def test_alpha_and_rho_a_recover_a_known_reliability_and_the_loadings_overstate_it():
    quality = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS).fit(simulate(20_000, 5)).quality_
    reliability = 12 / (12 + 0.09)
    assert quality.loc["QUAL", ["alpha", "rho_a"]].to_numpy(dtype=float) == pytest.approx(
        reliability, abs=3e-4
    )
    # The score holds the items' own errors, so that they correlate with it more than with the construct.
    assert (quality.loc["QUAL", ["composite_reliability", "dillon_goldstein"]] > reliability + 5e-4).all()


def test_two_items_have_the_rho_a_worked_by_hand():
    # One predictor of one item: the weights are its correlations with the two items, rescaled.
    names = ["x", "a", "b"]
    matrix = pd.DataFrame([[1.0, 0.6, 0.3], [0.6, 1.0, 0.4], [0.3, 0.4, 1.0]], index=names, columns=names)
    model = PartialLeastSquaresPathModel({"Y": ["X"]}, {"X": ["x"], "Y": ["a", "b"]}).fit_covariance(
        matrix, 100
    )
    w = np.array([0.6, 0.3]) / np.sqrt(0.36 + 0.09 + 2 * 0.6 * 0.3 * 0.4)
    assert model.outer_model_.loc[["a", "b"], "weight"].to_numpy() == pytest.approx(w)
    by_hand = (w @ w) ** 2 * (2 * w[0] * w[1] * 0.4) / (2 * w[0] ** 2 * w[1] ** 2)
    assert model.quality_.loc["Y", "rho_a"] == pytest.approx(by_hand)
    loadings = model.outer_model_.loc[["a", "b"], "loading"]
    by_hand = loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum())
    assert model.quality_.loc["Y", "composite_reliability"] == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"paths": {}}, "paths is empty"),
        ({"paths": {"SAT": ["LOY"], "LOY": ["SAT"]}}, "the paths go in a circle"),
        ({"paths": {"SAT": "QUAL"}}, r"paths\['SAT'\]='QUAL' is one name"),
        ({"blocks": {"QUAL": ["q0"], "SAT": ["s0"]}}, "blocks has no items for 'LOY'"),
        ({"blocks": {**SIMPLE_BLOCKS, "TRUST": ["t0"]}}, "TRUST"),
        ({"blocks": {**SIMPLE_BLOCKS, "SAT": []}}, r"blocks\['SAT'\] is empty"),
        ({"blocks": {**SIMPLE_BLOCKS, "SAT": "s0"}}, r"blocks\['SAT'\]='s0' is one name"),
        ({"blocks": {**SIMPLE_BLOCKS, "SAT": ["s0", "q0"]}}, "item 'q0' stands in 'QUAL' and in 'SAT'"),
        ({"modes": {"SAT": "C"}}, "'C'"),
        ({"modes": {"SATT": "A"}}, "SAT"),
        ({"scheme": "centriod"}, "centroid"),
        ({"tolerance": 0}, "tolerance=0 is not a number"),
        ({"max_iter": 0}, "max_iter=0 is not a whole number from 1 up"),
    ],
)
def test_a_bad_model_is_named_when_it_is_fitted(arguments, message):
    model = PartialLeastSquaresPathModel(**{"paths": SIMPLE_PATHS, "blocks": SIMPLE_BLOCKS} | arguments)
    with pytest.raises(ParameterError, match=message):
        model.fit(simulate(50, 0))


def test_bad_rows_are_named():
    model, rows = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS), simulate(50, 0)
    with pytest.raises(DataError, match="column 's11' is missing"):
        model.fit(rows.drop(columns="s11"))
    with pytest.raises(DataError, match="column 's1', row 4: nan is not a value"):
        model.fit(rows.assign(s1=rows["s1"].where(rows.index != 4)))
    with pytest.raises(DataError, match="column 's1' is 5 in every row"):
        model.fit(rows.assign(s1=5))
    with pytest.raises(DataError, match="3 rows cannot carry 2 predictors: 4 or more"):
        model.fit(rows.head(3))
    with pytest.raises(DataError, match="the weights did not settle in 1 steps: raise max_iter"):
        PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS, tolerance=1e-12, max_iter=1).fit(rows)


def test_bad_moments_are_named():
    model, matrix = bank(), covariances("satisfaction")
    with pytest.raises(DataError, match="the covariances have no row 'sat1'"):
        model.fit_covariance(matrix.drop(index="sat1"), 250)
    with pytest.raises(DataError, match="not symmetric with positive eigenvalues"):
        model.fit_covariance(matrix.assign(sat1=-matrix["sat1"]), 250)
    with pytest.raises(ParameterError, match="n=1 is not a whole number from 2 up"):
        model.fit_covariance(matrix, 1)
    with pytest.raises(DataError, match="fitted without means"):
        model.fit_covariance(matrix, 250).index()
    means = dict.fromkeys(matrix.columns, 7.0)
    assert bank().fit_covariance(matrix, 250, means).index(scale=(0, 10)).to_numpy() == pytest.approx(70)
    with pytest.raises(DataError, match="means has no value for 'loy4'"):
        model.fit_covariance(matrix, 250, {name: 7.0 for name in means if name != "loy4"})


def test_a_bad_index_is_named():
    rows = simulate(60, 0).clip(1, 10)
    model = PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS)
    with pytest.raises(DataError, match=r"the model is not fitted: call fit\(frame\) first"):
        model.index()
    model.fit(rows)
    with pytest.raises(ParameterError, match=r"scale=\(10, 1\) does not rise"):
        model.index(scale=(10, 1))
    with pytest.raises(ParameterError, match=r"scale=10 is not a pair"):
        model.index(scale=10)
    with pytest.raises(DataError, match="column 'q0', row 0: 11 is not a number from 1 to 10"):
        model.index_scores(rows.assign(q0=11))
    with pytest.raises(DataError, match="item 'q0' has a weight that is not positive: an index"):
        PartialLeastSquaresPathModel(SIMPLE_PATHS, SIMPLE_BLOCKS).fit(rows.assign(q0=-rows["q0"])).index()
