"""What the truth says is found again; a claim that is wrong, or an interval that is too short, is named."""

import numpy as np
import pytest

from cvm_lessons.core import ParameterError, data_folder
from cvm_lessons.datasets import AREAS, SEEDS, Claim, claims_of, recover, recovery, recovery_page, verdicts

FEW = 6


@pytest.mark.parametrize("area", AREAS)
def test_six_worlds_keep_every_claim(area):
    assert verdicts(recover([area], seeds=FEW), seeds=FEW) == []


@pytest.mark.long
def test_forty_worlds_keep_every_claim_and_the_page_says_so():
    results = recover(processes=2)
    assert verdicts(results) == []
    written = (data_folder() / "RECOVERY.md").read_text(encoding="utf-8")
    assert written == recovery_page(results, seeds=SEEDS, broken=0)


def test_the_page_counts_every_claim():
    head = (data_folder() / "RECOVERY.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert f"{len(claims_of())} quantities" in head
    assert f"None of the {len(claims_of())} claims are broken" in head


def test_no_two_claims_have_the_same_name():
    names = [(claim.area, claim.what) for claim in claims_of()]
    assert len(names) == len(set(names))


def test_every_slack_has_a_reason():
    assert all(bool(claim.slack) == bool(claim.why) for claim in claims_of())


def draws(world, mean, error):
    return float(world.stream("test", "claim").normal(mean, 0.1)), error


@pytest.fixture
def only(monkeypatch):
    def claim(mean, error, **more):
        made = Claim("test", "a mean", lambda _: 1.0, lambda world: draws(world, mean, error), **more)
        monkeypatch.setattr(recovery, "claims_of", lambda areas: [made])

    return claim


def test_a_true_claim_holds(only):
    only(1.0, 0.1)
    results = recover(["customers"], scale=0.01)
    assert verdicts(results) == []
    assert results["coverage"].iloc[0] >= 0.85


def test_a_biased_claim_is_named_with_its_distance(only):
    only(1.2, 0.1)
    (sentence, *_) = verdicts(recover(["customers"], scale=0.01))
    assert sentence.startswith("test: a mean: truth 1, mean 1.2")
    assert sentence.endswith("standard errors off")


def test_a_known_bias_within_the_slack_holds(only):
    only(1.2, 0.1, slack=0.25, why="made so")
    assert verdicts(recover(["customers"], scale=0.01)) == []


def test_an_interval_that_is_too_short_is_named(only):
    only(1.0, 0.03)
    (sentence,) = verdicts(recover(["customers"], scale=0.01))
    assert "of the intervals cover the truth" in sentence


def test_an_estimate_that_is_no_number_breaks_the_claim(only):
    only(np.nan, 0.1)
    assert len(verdicts(recover(["customers"], scale=0.01))) == 2


def test_several_processes_find_the_same():
    alone, together = (recover(["customers"], seeds=2, scale=0.02, processes=n) for n in (1, 2))
    assert alone.equals(together)


def test_progress_is_told_after_each_world():
    told = []
    recover(["customers"], seeds=3, scale=0.02, progress=told.append)
    assert told == pytest.approx([1 / 3, 2 / 3, 1.0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"areas": ["telekom"]}, "area 'telekom' has no claims. Did you mean 'telecom'"),
        ({"seeds": 1}, "seeds=1 is not"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        recover(**{"areas": ["customers"]} | arguments)
