"""What is of another kind than asked for is refused by name: a model, a mapping, a list, a frame."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons import segments
from cvm_lessons.core import DataError, ParameterError

RNG = np.random.default_rng(0)
CUSTOMERS = pd.DataFrame(
    {
        "current": RNG.gamma(2, 10, 60),
        "potential": RNG.gamma(2, 10, 60),
        "segment": RNG.choice(["节俭", "苛刻"], 60),
        "profit": RNG.normal(10, 30, 60),
    }
)
MEASURES = pd.DataFrame({"since_last": [1, 40, 9], "frequency": [3, 1, 2], "spend": [8, 9, 7]})
SCORES = segments.rfm_scores(MEASURES, classes=2)
MOVES = segments.segment_migration(
    pd.DataFrame({"customer_id": [1, 2, 1, 2], "period": [1, 1, 2, 2], "segment": list("xyxy")})
)
SALES = pd.DataFrame({"customer_id": [1, 2], "date": ["2025-01-01", "2025-01-02"], "amount": [3, 1]})
MAILED = pd.DataFrame({"cell": ["a"] * 9, "responded": [1] + [0] * 8})
CELLS = segments.mail_cells(MAILED, cost=1, margin=20)
CENTRES = pd.DataFrame({"price": [1.0, -1.0], "service": [0.5, -0.5]}, index=[1, 2])
WINDOWS = pd.DataFrame({"top_share": [0.8, 0.6], "low": 0.5, "high": 0.9, "customers": 9}, index=[1, 2])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: segments.rfm_class_limits(None, SCORES), "DataFrame is needed, not NoneType"),
        (lambda: segments.rfm_class_limits(MEASURES, [1]), "DataFrame is needed, not list"),
        (lambda: segments.rfm_measures(SALES, amount=None), "column None is missing"),
        (lambda: segments.rfm_scores(MEASURES, classes=None), "classes=None is not a whole number"),
        (lambda: segments.rfm_scores(MEASURES, classes=2, weights=5), "weights=5: three are needed"),
        (lambda: segments.concentration_of_windows(SALES, 30), "lengths=30: give a list"),
        (lambda: segments.concentration_of_windows(SALES, []), r"lengths=\[\]: give a list"),
        (lambda: segments.fit_purchase_rates(MEASURES), "counts is a DataFrame: a Series"),
        (lambda: segments.lasting_top_share(1e12), "r=1000000000000.0 is not a number from 1e-09 to 1e"),
        (lambda: segments.value_matrix(CUSTOMERS, cut=None), "cut=None: two numbers are needed"),
        (lambda: segments.value_matrix(CUSTOMERS, cell=None), "cell=None is no name of a column"),
        (lambda: segments.cell_table(CUSTOMERS, None, cell="segment"), "values=None: 1 or more"),
        (lambda: segments.cluster_validity(CUSTOMERS, None), "items=None: 2 or more different columns"),
        (lambda: segments.cluster_validity(CUSTOMERS, ["current", "profit"], counts=3), "counts=3: give a"),
        (lambda: segments.cluster_validity(CUSTOMERS, ["current", "profit"], level="high"), "level='high'"),
        (lambda: segments.AttitudeClusters().fit(CUSTOMERS, 5), "items=5: 2 or more different columns"),
        (lambda: segments.accessibility(CUSTOMERS, None), "known=None: 1 or more"),
        (lambda: segments.segment_profile(CUSTOMERS, [["current"]]), "1 or more different columns"),
        (
            lambda: segments.segment_criteria(
                CUSTOMERS, known=["current"], needs=["potential"], campaign=CUSTOMERS, bars=0.5
            ),
            "bars is a float: give a dict or a Series",
        ),
        (lambda: segments.segment_migration(MOVES, gone=["gone"]), r"gone=\['gone'\]: give a name"),
        (lambda: segments.project_segments(MOVES, 100, periods=2), "sizes is a int: give a dict"),
        (lambda: segments.project_segments(MOVES, {}, periods=2, joining=[5]), "joining is a list"),
        (lambda: segments.project_segments(MOVES, {}, periods=10**12), "from 1 to 10000"),
        (lambda: segments.plot_cluster_centres(None), "DataFrame is needed, not NoneType"),
        (lambda: segments.plot_cluster_centres(CENTRES, [9, 9]), "sizes is a list: a Series"),
        (lambda: segments.plot_cluster_centres(CENTRES, pd.Series({1: 9})), "no number for the segment 2"),
        (lambda: segments.plot_segment_path({}), "DataFrame is needed, not dict"),
        (lambda: segments.plot_treatments(None), "DataFrame is needed, not NoneType"),
        (lambda: segments.plot_tier_mixture(CUSTOMERS, CUSTOMERS), "mixture is a DataFrame: a fitted Tier"),
        (lambda: segments.plot_windows(WINDOWS, lasting="much"), "lasting='much' is not a number"),
        (lambda: segments.plot_windows(WINDOWS, share=None), "share=None is not a number"),
        (lambda: segments.plot_mail_cells(CELLS, most=0), "most=0 is not a whole number"),
        (lambda: segments.plot_mail_cells(None), "DataFrame is needed, not NoneType"),
        (lambda: segments.plot_rfm_grid(SCORES, [1, 2, 3]), "values is a list: a Series with a value"),
    ],
)
def test_a_thing_of_another_kind_is_refused_by_name(call, said):
    with pytest.raises((DataError, ParameterError), match=said):
        call()


def test_so_many_purchases_that_luck_plays_no_part_need_no_window():
    assert segments.lasting_top_share(2.0, length=1e9) == segments.lasting_top_share(2.0)
    near = segments.lasting_top_share(2.0, length=4e5)
    assert near == pytest.approx(segments.lasting_top_share(2.0), abs=1e-4)
