"""Figure of an effect that depends on switching costs; it draws what `Moderation` computes."""

from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_percent, translate
from cvm_lessons.core.texts import in_lines
from cvm_lessons.trust._dots import TITLE_WIDTH
from cvm_lessons.trust.moderation import Moderation
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_moderation"]

COLOURS = {"low": PALETTE["orange"], "mean": PALETTE["grey"], "high": PALETTE["blue"]}
LABELS = {
    "low": "one standard deviation below the mean",
    "mean": "at the mean",
    "high": "one standard deviation above",
}


def plot_moderation(
    moderation: Moderation, *, point: tuple[float, float] | None = None, ax: Axes | None = None
) -> Axes:
    """Draw what is expected along the cause, where the moderator is low, at its mean, and high.

    Parameters
    ----------
    moderation : Moderation
        What `moderated_retention` or `moderated_effect` returns.
    point : (float, float), optional
        Values of cause and moderator of one customer, to mark.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With three curves and their bands.
    """
    ax = figure_axes(ax, size=(7.2, 4.4))
    curves, moderator = moderation.curves(), scale_label(moderation.moderator)
    for at, part in curves.groupby("at", sort=False):
        colour = COLOURS[str(at)]
        ax.plot(part["cause"], part["estimate"], color=colour, linewidth=2, label=translate(LABELS[str(at)]))
        ax.fill_between(part["cause"], part["low"], part["high"], color=colour, alpha=0.15, linewidth=0)
    if point is not None:
        here = moderation.expected(point[0], point[1]).iloc[0]
        ax.vlines(point[0], here["low"], here["high"], color=PALETTE["ink"], linewidth=1.6, zorder=4)
        ax.scatter(point[0], here["estimate"], s=60, color=PALETTE["red"], zorder=5)
    if moderation.is_probability:
        ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.legend(title=moderator, loc="best")
    told = {"cause": scale_label(moderation.cause), "moderator": moderator}
    ax.set(
        xlabel=translate("{name} (points)", name=scale_label(moderation.cause)),
        ylabel=_outcome_label(moderation),
        title=in_lines(translate(_message(moderation), **told), TITLE_WIDTH),
    )
    return ax


def _outcome_label(moderation: Moderation) -> str:
    unit = "chance of {name}" if moderation.is_probability else "{name} (points)"
    return str(translate(unit, name=scale_label(moderation.fit.outcome)))


def _message(moderation: Moderation) -> str:
    interaction = moderation.interaction
    if interaction.covers(0):
        return "The effect of {cause} does not depend on {moderator}, as far as the data tell"
    slope = moderation.slopes().loc["mean", "estimate"]
    if interaction.estimate * slope > 0:
        return "The effect of {cause} grows with {moderator}"
    return "The effect of {cause} shrinks with {moderator}"
