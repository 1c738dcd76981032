"""The truth file: complete, sourced and consistent in itself."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from pybtex.database import parse_file

from cvm_lessons.core import CourseError, project_root
from cvm_lessons.world import plain, read_truth
from cvm_lessons.world.ratings import rest_correlation, score_correlation

LEAVES = [
    (area, name, leaf) for area, parameters in read_truth().items() for name, leaf in parameters.items()
]


def shares(node, path=()):
    """Every mapping of names to numbers below `node` that should sum to 1, with its path."""
    if not isinstance(node, dict):
        return
    if node and all(isinstance(value, int | float) for value in node.values()):
        yield path, sum(node.values())
        return
    for key, value in node.items():
        yield from shares(value, (*path, key))


def test_every_source_is_chosen_or_in_the_bibliography():
    known = set(parse_file(project_root() / "course" / "references.bib").entries) | {"chosen"}
    assert {leaf["source"] for _, _, leaf in LEAVES} <= known


def test_changing_the_values_changes_no_other_world():
    mine = plain(read_truth())
    mine["organisations"]["count"]["sponsor"] = 0
    assert plain(read_truth())["organisations"]["count"]["sponsor"] == 60


def test_every_parameter_has_a_unit_in_words():
    assert all(isinstance(leaf["unit"], str) and leaf["unit"] for _, _, leaf in LEAVES)


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("organisations", "sector_share"),
        ("organisations", "size_share"),
        ("organisations", "channel_share"),
        ("spending", "line_share"),
        ("attitudes", "segment_share"),
        ("laddering", "chains"),
        ("laddering", "attribute_share"),
        ("laddering", "consequence_given_attribute"),
        ("laddering", "goal_given_consequence"),
    ],
)
def test_shares_sum_to_one(area, name):
    sums = list(shares(plain(read_truth())[area][name]))
    assert sums
    assert all(total == pytest.approx(1) for _, total in sums), sums


def test_country_shares_sum_to_one_over_all_groups():
    groups = plain(read_truth())["organisations"]["country_share"]
    assert sum(share for countries in groups.values() for share in countries.values()) == pytest.approx(1)


def test_weights_sum_to_the_same_in_every_sector_and_role():
    for _, total in shares(plain(read_truth())["value"]["weight"]):
        assert total == pytest.approx(0.96)


def test_rivals_of_a_sector_share_its_customers():
    for sector, shows in plain(read_truth())["rivals"]["shows"].items():
        assert len(shows) == 4, sector
        assert sum(show["known_by"] for show in shows.values()) == pytest.approx(1), sector


@pytest.mark.parametrize("role", ["exhibitor", "visitor"])
def test_correlations_can_be_drawn_from(role):
    assert np.linalg.eigvalsh(rest_correlation(plain(read_truth())["value"], role)).min() > 0.1


def test_scores_correlate_as_loadings_and_pairs_say():
    """By hand: two unlike attributes 0.55 squared; visitors and sales add 0.69 of what is left."""
    correlation = score_correlation(plain(read_truth())["value"], "exhibitor")
    assert correlation[0, 2] == pytest.approx(0.3025)
    assert correlation[0, 1] == pytest.approx(0.3025 + 0.69 * 0.6975)
    assert correlation[0, 7] == pytest.approx(0.55 * -0.06)
    assert np.diag(correlation) == pytest.approx(np.ones(8))


def test_every_ladder_step_has_a_next_one():
    truth = plain(read_truth())["laddering"]
    for role in ("exhibitor", "visitor"):
        attributes = truth["consequence_given_attribute"][role]
        goals = truth["goal_given_consequence"][role]
        assert set(attributes) == set(truth["attribute_share"][role])
        assert {name for table in attributes.values() for name in table} == set(goals)


def test_faults_of_a_truth_file_are_all_named(tmp_path: Path):
    file = tmp_path / "truth.yaml"
    file.write_text(
        yaml.safe_dump(
            {
                "value": {"slope": {"value": 1}, "sd": 2},
                "x": {"y": {"value": 1, "unit": "m", "source": "chosen"}},
            }
        )
    )
    with pytest.raises(
        CourseError, match=r"2 faults in truth.yaml:\nvalue.sd: needs source, unit, value\nvalue.slope"
    ):
        read_truth(file)
