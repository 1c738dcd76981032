"""What made the exhibitors' answers and rebookings: asked for only after a case has estimated."""

from scipy.special import expit

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.datasets import truth

__all__ = ["true_slope", "true_weights"]


def true_slope(study: Study) -> float:
    """Return the true rise of the probability of rebooking per point, at the mean value of the answers.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters.

    Returns
    -------
    float
        Change of probability per point of value.
    """
    curve = truth("value")["rebooking"]["value"]
    chance = expit(curve["intercept"] + curve["slope"] * study.survey["value_overall"].mean())
    return float(curve["slope"] * chance * (1 - chance))


def true_weights(study: Study) -> dict[str, float]:
    """Return the weights of the attributes in overall value that made the ratings of the show.

    Parameters
    ----------
    study : Study
        Its sector counts.

    Returns
    -------
    dict of float
        Points of value per point of the rating, by attribute.
    """
    return dict(truth("value")["weight"]["value"]["exhibitor"][study.sector])
