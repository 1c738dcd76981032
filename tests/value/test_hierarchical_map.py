"""The hierarchical value map keeps strong links, drops told ones and places the rest with few crossings."""

from itertools import pairwise, permutations, product

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value._layered import crossings, layered_layout
from cvm_lessons.value.hierarchical_map import abstractness, centrality, hierarchical_value_map
from cvm_lessons.value.laddering import LEVELS, implication_matrix

CHAINS = pd.DataFrame(
    [
        ("R1", "halls", "leads", "growth"),
        ("R1", "halls", "rest", "peace"),
        ("R2", "halls", "leads", "growth"),
        ("R2", "price", "leads", "growth"),
        ("R3", "price", "leads", "profit"),
        ("R4", "halls", "rest", "peace"),
        ("R4", "halls", "leads", "growth"),
        ("R4", "halls", "leads", "profit"),
    ],
    columns=["respondent_id", *LEVELS],
)
LINKS = implication_matrix(CHAINS)  # direct: halls-leads 3, leads-growth 3, and four links of 2
chains = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from("abc"), st.sampled_from("def"), st.sampled_from("gh")),
    min_size=2,
    max_size=20,
).map(lambda rows: pd.DataFrame(rows, columns=["respondent_id", *LEVELS]))


def links_of(hierarchy) -> set[tuple[str, str, str]]:
    return set(hierarchy.edges[["origin", "target", "kind"]].itertuples(index=False, name=None))


def test_abstractness_and_centrality_by_hand():
    # By mentions every chain runs through its consequence: leads has 6 links in and 6 out of 16 in all.
    links = implication_matrix(CHAINS, count="mentions")
    assert abstractness(links)[["halls", "leads", "growth"]].tolist() == [0, 0.5, 1]
    assert centrality(links)[["halls", "leads", "growth"]].tolist() == [6 / 16, 12 / 16, 4 / 16]


def test_a_chain_that_breaks_off_makes_its_last_element_more_of_an_end():
    broken = pd.concat([CHAINS, pd.DataFrame([("R3", "price", "rest", None)], columns=CHAINS.columns)])
    # rest: 3 links in (R1, R4, R3), 2 out.
    assert abstractness(implication_matrix(broken.reset_index(drop=True)))["rest"] == 0.6


def test_a_cutoff_of_three_leaves_one_chain_and_tells_its_ends_only_once():
    strong = hierarchical_value_map(LINKS, cutoff=3)
    assert links_of(strong) == {("halls", "leads", "direct"), ("leads", "growth", "direct")}
    assert strong.nodes["code"].tolist() == ["halls", "leads", "growth"]
    assert strong.nodes["y"].tolist() == [0, 1, 2]
    assert repr(strong) == "3 elements, 2 links from 3 up"


def test_an_indirect_link_stays_where_its_steps_are_too_weak():
    scattered = pd.DataFrame(
        [("R1", "halls", "leads", "growth"), ("R2", "halls", "rest", "growth")],
        columns=["respondent_id", *LEVELS],
    )
    kept = hierarchical_value_map(implication_matrix(scattered), cutoff=2)
    assert links_of(kept) == {("halls", "growth", "indirect")}
    assert kept.edges["strength"].tolist() == [2]


def test_measures_of_the_nodes_are_those_of_the_whole_study():
    nodes = hierarchical_value_map(LINKS, cutoff=3).nodes.set_index("code")
    assert nodes["centrality"].to_dict() == pytest.approx(centrality(LINKS)[nodes.index].to_dict())


@settings(max_examples=15)
@given(chains)
def test_direct_links_of_a_higher_cutoff_are_among_those_of_a_lower_one(ladders):
    links = implication_matrix(ladders)
    kept = []
    for cutoff in range(1, int(links["direct"].max()) + 1):
        edges = hierarchical_value_map(links, cutoff).edges
        kept.append(set(edges.loc[edges["kind"] == "direct", ["origin", "target"]].itertuples(index=False)))
    assert all(fewer <= more for more, fewer in pairwise(kept))


@settings(max_examples=15)
@given(chains)
def test_no_indirect_link_repeats_a_path_of_direct_ones(ladders):
    edges = (
        links_of(hierarchical_value_map(implication_matrix(ladders), cutoff=2)) if len(ladders) > 6 else set()
    )
    direct = {(a, b) for a, b, kind in edges if kind == "direct"}
    paths = {(a, d) for (a, b), (c, d) in product(direct, direct) if b == c}
    assert not paths & {(a, b) for a, b, kind in edges if kind == "indirect"}


@settings(max_examples=15)
@given(chains)
def test_nodes_of_a_row_stand_apart_and_edges_run_from_node_to_node(ladders):
    hierarchy = hierarchical_value_map(implication_matrix(ladders), cutoff=1)
    assert not hierarchy.nodes.duplicated(["x", "y"]).any()
    at = hierarchy.nodes.set_index("code")[["x", "y"]]
    for edge in hierarchy.edges.itertuples():
        assert edge.route[0] == tuple(at.loc[edge.origin])
        assert edge.route[-1] == tuple(at.loc[edge.target])


@settings(max_examples=20)
@given(st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), min_size=2))
def test_two_small_rows_are_untangled_as_well_as_all_orders_allow(pairs):
    edges = sorted(pairs)
    fewest = min(
        crossings([list(low), list(high)], edges)
        for low, high in product(permutations("abcd"), permutations("wxyz"))
    )
    layout = layered_layout([list("abcd"), list("wxyz")], edges)
    rows = [sorted(row, key=lambda name: layout.nodes[name][0]) for row in ("abcd", "wxyz")]
    assert crossings(rows, edges) == fewest


def test_an_edge_that_passes_a_row_is_led_between_its_nodes():
    layout = layered_layout(
        [["a"], ["b", "c"], ["d"]], [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d")]
    )
    bend = layout.routes["a", "d"][1]
    assert bend[1] == 1
    assert bend[0] not in {layout.nodes["b"][0], layout.nodes["c"][0]}


def test_the_same_study_gives_the_same_places():
    first, second = (hierarchical_value_map(LINKS, cutoff=1) for _ in range(2))
    pd.testing.assert_frame_equal(first.nodes, second.nodes)


@pytest.mark.parametrize(
    ("cutoff", "message"),
    [(0, "cutoff=0 is not a number from 1"), (9, "cutoff=9 leaves no link: the strongest counts 3")],
)
def test_an_impossible_cutoff_is_named(cutoff, message):
    with pytest.raises(ParameterError, match=message):
        hierarchical_value_map(LINKS, cutoff)


def test_a_level_that_is_not_listed_is_named():
    with pytest.raises(DataError, match="column 'origin_level', row 0: attribute is not one of means, goal"):
        hierarchical_value_map(LINKS, 1, levels=["means", "goal"])


@pytest.mark.parametrize("function", [abstractness, centrality])
def test_measures_need_direct_links(function):
    with pytest.raises(DataError, match="column 'direct' holds no link above 0"):
        function(LINKS.assign(direct=0))
    with pytest.raises(DataError, match="column 'direct' is missing"):
        function(LINKS.drop(columns="direct"))
