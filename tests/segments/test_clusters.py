"""Attitude clusters and whether to believe in them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import hidden, load
from cvm_lessons.measurement import ipsatize
from cvm_lessons.segments import AttitudeClusters, cluster_validity, gap_choice

ITEMS = ["price", "service", "image"]


def answers(apart=6.0, each=60, seed=1):
    """Return three clouds of answers at the corners of a triangle, and the cloud of each."""
    rng = np.random.default_rng(seed)
    true = np.repeat([0, 1, 2], [each, 2 * each, each])
    corners = apart * np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    return pd.DataFrame(corners[true] + rng.normal(size=(len(true), 3)), columns=ITEMS).assign(true=true)


@pytest.fixture(scope="module")
def judged():
    return cluster_validity(answers(each=40), ITEMS, counts=range(1, 6), n_reference=10, n_boot=5)


def test_clouds_are_found_whatever_the_units():
    rows = answers()
    plain = AttitudeClusters(3).fit(rows, ITEMS)
    assert adjusted_rand_score(rows["true"], plain.labels_) > 0.98
    stretched = AttitudeClusters(3).fit(rows.assign(price=1000 * rows["price"]), ITEMS)
    assert stretched.labels_.equals(plain.labels_)
    assert plain.sizes_.tolist() == [120, 60, 60]
    assert (plain.sizes_.to_numpy() @ plain.centres_.to_numpy()).tolist() == pytest.approx([0] * 3, abs=1e-9)


def test_respondents_of_the_fit_are_placed_as_in_it():
    rows = answers().set_index(pd.Index([f"客户{i}" for i in range(240)]))
    clusters = AttitudeClusters(3).fit(rows, ITEMS)
    assert clusters.predict(rows).equals(clusters.labels_.astype("int64"))
    assert clone(clusters).n_segments == 3


def test_every_measure_points_at_the_three_clouds(judged):
    assert gap_choice(judged) == 3
    assert judged["silhouette"].idxmax() == 3
    assert judged["stability"].idxmax() == 3
    assert judged.loc[3, "stability"] > 0.95
    assert judged["within"].is_monotonic_decreasing


def test_the_tightness_is_that_of_pairs_within_clusters(judged):
    # Tibshirani et al.: W = sum over clusters of the squared distances of all pairs / 2n.
    rows = answers(each=40)
    scores = (rows[ITEMS] - rows[ITEMS].mean()) / rows[ITEMS].std(ddof=0)
    clusters = AttitudeClusters(3).fit(rows, ITEMS)
    by_pairs = 0.0
    for _, part in scores.groupby(clusters.labels_):
        x = part.to_numpy()
        by_pairs += ((x[:, None] - x[None]) ** 2).sum() / (2 * len(x))
    assert judged.loc[3, "within"] == pytest.approx(by_pairs)


def test_the_gap_of_one_cloud_is_one_cluster():
    rng = np.random.default_rng(5)
    rows = pd.DataFrame(rng.uniform(size=(150, 2)), columns=["a", "b"])
    table = cluster_validity(rows, ["a", "b"], counts=[1, 2, 3], n_reference=15, n_boot=2)
    assert gap_choice(table) == 1
    assert np.isnan(table.loc[1, "silhouette"])
    assert np.isnan(table.loc[1, "stability"])


@given(st.lists(st.floats(0, 2), min_size=2, max_size=6))
@settings(max_examples=25)
def test_the_choice_is_the_first_that_the_next_does_not_beat(gaps):
    table = pd.DataFrame({"gap": gaps, "gap_se": 0.1}, index=range(1, len(gaps) + 1))
    count = gap_choice(table)
    assert all(gaps[k - 1] < gaps[k] - 0.1 for k in range(1, count))
    assert count == len(gaps) or gaps[count - 1] >= gaps[count] - 0.1


def test_stated_importance_hardly_shows_the_hidden_segments_of_the_world():
    surveys = load("surveys").query("role == 'exhibitor'")
    items = [name for name in surveys if name.startswith("imp_") and surveys[name].notna().all()]
    means = surveys.groupby("customer_id")[items].mean()
    segment = hidden("attitudes").set_index("customer_id")["segment"].loc[means.index]
    raw = AttitudeClusters(4, n_starts=3).fit(means, items).labels_
    own = AttitudeClusters(4, n_starts=3).fit(ipsatize(means, items), items).labels_
    assert adjusted_rand_score(segment, raw) < 0.06
    assert 0.06 < adjusted_rand_score(segment, own) < 0.2


def test_bad_input_is_named(judged):
    rows = answers(each=10)
    with pytest.raises(DataError, match="column 'price' has one value throughout"):
        AttitudeClusters().fit(rows.assign(price=7), ITEMS)
    with pytest.raises(DataError, match="column 'price', row 0: nan"):
        AttitudeClusters().fit(rows.assign(price=np.nan), ITEMS)
    with pytest.raises(DataError, match="2 rows are unlike: too few for 4 segments"):
        AttitudeClusters(4).fit(pd.DataFrame({"a": [1, 1, 2], "b": [1, 1, 2]}), ["a", "b"])
    with pytest.raises(DataError, match="column 'service' is missing"):
        AttitudeClusters(2).fit(rows, ITEMS).predict(rows[["price", "image"]])
    with pytest.raises(DataError, match=r"1, 2, 3 and so on are needed"):
        gap_choice(judged.drop(index=2))
    with pytest.raises(ParameterError, match="n_segments=0"):
        AttitudeClusters(0).fit(rows, ITEMS)
    with pytest.raises(ParameterError, match="2 or more different columns"):
        AttitudeClusters().fit(rows, ["price"])
    with pytest.raises(ParameterError, match="not fitted"):
        AttitudeClusters().predict(rows)
    with pytest.raises(ParameterError, match="n_boot=1 "):
        cluster_validity(rows, ITEMS, n_boot=1)
    with pytest.raises(ParameterError, match="counts is empty"):
        cluster_validity(rows, ITEMS, counts=[])
