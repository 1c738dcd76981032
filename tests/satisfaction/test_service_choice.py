"""Which services to repair or add: by hand, exactly, and with bad input."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import choose_services, service_choices, service_sensitivity

COEFFICIENTS = pd.DataFrame(
    {"better": [0.3, 0.6, 0.5], "worse": [-0.8, -0.2, -0.5]}, index=["wifi", "lounge", "parking"]
)
SERVICES = pd.DataFrame(
    {"kind": ["repair", "new"], "touched": [0.2, 0.4], "cost": [40_000, 60_000]}, index=["wifi", "lounge"]
)


def test_a_repair_counts_who_misses_it_and_a_new_service_who_enjoys_it():
    table = service_choices(COEFFICIENTS, SERVICES, customers=1_000, loss_weight=2)
    assert table["moved"].to_dict() == pytest.approx({"wifi": 160, "lounge": 240})
    assert table["weighted"].to_dict() == pytest.approx({"wifi": 320, "lounge": 240})
    assert table["cost_per_moved"].to_dict() == pytest.approx({"wifi": 250, "lounge": 250})


def test_a_service_that_moves_nobody_has_no_cost_per_customer():
    table = service_choices(COEFFICIENTS, SERVICES.assign(touched=0.0), customers=10)
    assert table["cost_per_moved"].isna().all()


def test_the_best_set_is_found_where_the_best_single_service_misleads():
    choices = pd.DataFrame({"weighted": [200.0, 150.0, 140.0], "cost": [90, 50, 50]}, index=list("abc"))
    assert choose_services(choices, 100)["chosen"].tolist() == [False, True, True]
    assert not choose_services(choices, 10)["chosen"].any()
    assert choose_services(choices, 1_000)["chosen"].all()


def test_of_equal_sets_the_cheaper_is_chosen():
    choices = pd.DataFrame({"weighted": [5.0, 5.0], "cost": [3, 2]}, index=["dear", "cheap"])
    assert choose_services(choices, 3)["chosen"].to_dict() == {"dear": False, "cheap": True}


def test_a_heavier_loss_turns_the_choice_to_the_repair():
    inputs = {"customers": 1_000, "budget": 60_000, "loss_weights": [1, 2], "lacking": [1, 10]}
    table = service_sensitivity(COEFFICIENTS, SERVICES, **inputs)
    assert table["lack × 1.0"].tolist() == ["lounge", "wireless network"]
    assert table["lack × 10.0"].tolist() == ["wireless network", "wireless network"]


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'kind', row lounge: gift is not repair or new"):
        service_choices(COEFFICIENTS, SERVICES.assign(kind=["repair", "gift"]), customers=10)
    with pytest.raises(DataError, match="service 'sauna' has no coefficients; there are wifi, lounge"):
        service_choices(COEFFICIENTS, SERVICES.rename(index={"lounge": "sauna"}), customers=10)
    with pytest.raises(ParameterError, match="budget"):
        choose_services(pd.DataFrame({"weighted": [1.0], "cost": [1]}), -1)
    with pytest.raises(ParameterError, match="16 services: at most 15"):
        choose_services(pd.DataFrame({"weighted": range(16), "cost": 1}), 3)
