"""The medicine: credited is not caused, responses saturate, and answers do not travel between countries."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world, plain, read_truth
from cvm_lessons.world.pharma.sales import response
from cvm_lessons.world.pharma.survey import latent_correlation

CONSTRUCTS = ["information", "trust", "contact", "intention"]
TRUTH = plain(read_truth())


@pytest.fixture(scope="module")
def survey(few_worlds):
    return pd.concat(world["pharma_survey"].assign(seed=seed) for seed, world in enumerate(few_worlds))


@pytest.mark.parametrize("name", ["pharma_sales", "pharma_survey"])
def test_the_tables_are_what_their_schema_says(world, name):
    assert len(check_table(typed(world[name], name), name)) > 1000


@pytest.mark.parametrize("name", ["pharma_sales", "pharma_survey"])
def test_they_are_the_same_at_every_scale_and_in_every_shard(world, name):
    assert_frame_equal(build_world(0, 0.01)[name], world[name])
    assert_frame_equal(build_world(0, 1.0, shard=2)[name], world[name])


def test_there_is_a_row_for_every_country_segment_year_and_channel(world):
    sales = world["pharma_sales"]
    assert len(sales) == 8 * 4 * 10 * 4
    assert (sales[["country", "segment", "year", "channel"]].nunique() == [8, 4, 10, 4]).all()


def test_prescriptions_are_credited_by_contacts_and_sold_at_one_price(world):
    sales = world["pharma_sales"]
    cell = sales.groupby(["country", "segment", "year"])
    share = sales["prescriptions"] / cell["prescriptions"].transform("sum")
    contacts = sales["contacts"] / cell["contacts"].transform("sum")
    assert (share - contacts).abs().max() < 0.002
    price = sales["sales"] / sales["prescriptions"]
    assert price.groupby(sales["country"]).nunique().eq(1).all()


@pytest.mark.parametrize("segment", list(TRUTH["pharma"]["segment"]))
@pytest.mark.parametrize("channel", list(TRUTH["pharma"]["planned"]))
def test_at_the_planned_contacts_the_elasticity_is_that_of_the_truth(segment, channel):
    truth = TRUTH["pharma"]
    planned = truth["planned"][channel]
    low, high = response(truth, segment, channel, planned * np.exp([-1e-5, 1e-5]))
    assert (high - low) / 2e-5 == pytest.approx(truth["elasticity"][segment][channel], rel=1e-6)


def test_contacts_saturate():
    lift = response(TRUTH["pharma"], "cost minders", "sampling", np.array([0.0, 2.5, 5.0, 1e9]))
    assert lift[0] == 0
    assert lift[1] == pytest.approx(lift[3] / 2, rel=1e-6)
    assert lift[2] - lift[1] < lift[1] - lift[0]


def test_the_pandemic_closed_doors_and_opened_screens(world):
    sales = world["pharma_sales"]
    total = sales.groupby(["channel", "year"])["contacts"].sum()
    assert total["rep visits", 2020] < 0.6 * total["rep visits", 2019]
    assert total["congress", 2020] < 0.4 * total["congress", 2019]
    assert total["e-detailing", 2020] > 1.3 * total["e-detailing", 2019]


def test_between_cells_contacts_look_far_stronger_than_they_are(few_worlds):
    """Budgets follow potential: the slope over cells is the response and the potential together."""
    slopes = []
    for world in few_worlds:
        cells = world["pharma_sales"].query("segment == 'cost minders'")
        each = cells.pivot_table(index=["country", "year"], columns="channel", values="contacts")
        heads = cells.groupby(["country", "year"])["physicians"].first()
        scripts = cells.groupby(["country", "year"])["prescriptions"].sum()
        slopes.append(np.polyfit(np.log(each["rep visits"] / heads), np.log(scripts / heads), 1)[0])
    assert np.mean(slopes) > 2 * TRUTH["pharma"]["elasticity"]["cost minders"]["rep visits"]


def test_the_channel_with_most_credit_need_not_be_the_one_that_moves_most(world):
    keepers = world["pharma_sales"].query("segment == 'relationship keepers'")
    credited = keepers.groupby("channel")["prescriptions"].sum()
    moves = TRUTH["pharma"]["elasticity"]["relationship keepers"]
    assert credited.idxmax() == "e-detailing"
    assert max(moves, key=moves.get) == "rep visits"


def test_a_physician_answers_once_a_year_and_stays_where_it_is(world):
    survey = world["pharma_survey"]
    assert not survey.duplicated(["respondent_id", "year"]).any()
    assert (
        len(survey[["respondent_id", "country", "segment"]].drop_duplicates())
        == survey["respondent_id"].nunique()
    )
    assert survey["respondent_id"].nunique() > 1200


def test_identifiers_say_nothing_about_the_order_of_the_panel(world):
    latent = world["pharma_latent"]
    kept = latent[latent["answered"]].sort_values(["year", "physician"])
    names = world["pharma_survey"].query("year == 2022")["respondent_id"].str[2:].astype(int)
    assert abs(np.corrcoef(names, kept.query("year == 2022")["physician"])[0, 1]) < 1
    by_country = world["pharma_survey"].assign(
        number=lambda frame: frame["respondent_id"].str[2:].astype(int)
    )
    assert by_country.groupby("country")["number"].mean().between(500, 750).all()


def test_the_latent_correlation_can_be_drawn_from():
    matrix = latent_correlation(TRUTH["pharma_survey"])
    assert np.linalg.eigvalsh(matrix).min() > 0.2
    assert (matrix == matrix.T).all()
    assert matrix[0, 1] == 0.55


def test_items_that_weigh_less_in_japan_correlate_less_there(survey):
    slope = {}
    for country in ("Japan", "Germany"):
        rows = survey[survey["country"] == country]
        slope[country] = np.cov(rows["trust_2"], rows["trust_1"])[0, 1] / rows["trust_1"].var()
    assert slope["Japan"] < 0.7 * slope["Germany"]


def test_observed_means_differ_more_than_attitudes(survey):
    """Two items inflate the scale mean of China's intention; the first item tells the true difference."""
    scale = survey[[f"intention_{n}" for n in (1, 2, 3)]].mean(axis=1).groupby(survey["country"]).mean()
    marker = survey["intention_1"].groupby(survey["country"]).mean()
    assert scale["China"] - scale["Germany"] > 1.5 * (marker["China"] - marker["Germany"])
    assert marker["China"] - marker["Germany"] == pytest.approx(0.25, abs=0.12)


def test_between_countries_trust_and_intention_run_against_each_other_and_within_together(survey):
    scales = pd.DataFrame(
        {name: survey[[f"{name}_{n}" for n in (1, 2, 3)]].mean(axis=1) for name in CONSTRUCTS}
    )
    means = scales.groupby(survey["country"]).mean()
    assert means["trust"].corr(means["intention"]) < -0.5
    within = scales - scales.groupby(survey["country"]).transform("mean")
    assert within["trust"].corr(within["intention"]) > 0.3
