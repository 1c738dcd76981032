"""Words for the names in this room's tables, as a reader without the column list needs them."""

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, str] = {
    # what ties a customer
    "all facets": "all three facets",
    "coefficient": "slope",
    "commit_affective_1": "wants to stay",
    "communication_1": "communication",
    "cost_energy": "energy",
    "cost_money": "money",
    "cost_per_response": "cost of an answer",
    "cost_psychic": "worry",
    "cost_time": "time",
    "financial": "financial: special treatment",
    "friendship_1": "friendship",
    "high_alone": "high",
    "items": "questions",
    "joint": "others held equal",
    "leave": "thinks of leaving",
    "low_alone": "low",
    "predictor": "explained by",
    "r_squared": "share explained",
    "share_of_budget": "share of budget",
    "social": "social: known and liked",
    "structural": "structural: to set up anew",
    "term": "burden",
    # what a relationship is worth
    "direct": "own purchases",
    "measured_by": "measured by",
    "rank_direct": "rank, own purchases",
    "rank_total": "rank, total",
    "referral": "referrals",
    # from idea to practice
    "control": "left alone",
    "expected_gain": "expected gain",
    "gain_per_yuan": "gain a yuan",
    "n_control": "number left alone",
    "n_treated": "number treated",
    "naive_gain": "naive gain",
    "net": "net gain",
    "net_high": "net gain, high",
    "net_low": "net gain, low",
    "none": "no special action",
    "pays_if": "pays if",
    "responded": "rebooked",
}
