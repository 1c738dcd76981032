"""An explorer: sliders that are answered at once by a sentence and a figure."""

import html
import io
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from cvm_lessons.core.languages import translate

__all__ = ["Explorer", "labelled_slider"]

State = Mapping[str, float]
LABEL_WIDTH = "12em"  # room for the longest label, so that the sliders stand in one line


class Explorer(ipywidgets.VBox):
    """Sliders above a sentence and a figure; each move draws both again.

    Parameters
    ----------
    sliders : mapping of str to ipywidgets slider
        The controls by the name of what they set.
    columns : list of widgets
        The same controls as they stand side by side.
    respond : callable
        From the values of the sliders by name to the frame that is shown.
    say : callable
        From that frame to a sentence.
    draw : callable
        From that frame to the Axes of a new figure.

    Attributes
    ----------
    sliders : mapping of str to ipywidgets slider
        The controls.
    frame : DataFrame
        What the sliders say now.
    sentence : str
        The sentence shown now.
    picture : ipywidgets.Image
        The figure shown now, as PNG.
    """

    def __init__(
        self,
        sliders: Mapping[str, ipywidgets.FloatSlider],
        columns: list[ipywidgets.Widget],
        *,
        respond: Callable[[State], pd.DataFrame],
        say: Callable[[pd.DataFrame], str],
        draw: Callable[[pd.DataFrame], Axes],
    ) -> None:
        self.sliders = sliders
        self._defaults = {name: slider.value for name, slider in sliders.items()}
        self._respond, self._say, self._draw = respond, say, draw
        # As wide as the page allows and never wider: a phone shows all of it.
        self.picture = ipywidgets.Image(format="png", layout={"max_width": "100%", "height": "auto"})
        self._words = ipywidgets.HTML()
        self.reset = ipywidgets.Button(description=translate("Back to the start"))
        self.reset.on_click(self._back)
        for slider in sliders.values():
            slider.observe(self._show, names="value")
        controls = ipywidgets.HBox(columns, layout={"flex_flow": "row wrap"})
        super().__init__([controls, self.reset, self._words, self.picture])
        self._show()

    def default_figure(self) -> Axes:
        """Draw the figure of the first state, for print and for those who cannot move a slider.

        Returns
        -------
        Axes
            Of a new figure.
        """
        return self._draw(self._respond(self._defaults))

    def _show(self, _change: object = None) -> None:
        self.frame = self._respond({name: slider.value for name, slider in self.sliders.items()})
        self.sentence = self._say(self.frame)
        # A screen reader speaks a status when it changes; the image itself has no text for it.
        self._words.value = f'<p role="status" aria-live="polite">{html.escape(self.sentence)}</p>'
        self.picture.value = _png(self._draw(self.frame))

    def _back(self, _button: object = None) -> None:
        for slider in self.sliders.values():
            slider.unobserve(self._show, names="value")
        for name, slider in self.sliders.items():
            slider.value = self._defaults[name]
            slider.observe(self._show, names="value")
        self._show()


def labelled_slider(
    label: str, value: float, *, low: float, high: float, step: float
) -> ipywidgets.FloatSlider:
    """Return a slider with a readable label, at `value`.

    Parameters
    ----------
    label : str
        What it sets.
    value : float
        Where it starts.
    low, high, step : float
        Ends and step.

    Returns
    -------
    ipywidgets.FloatSlider
        Moved with the mouse or the arrow keys; its number can be typed.

    Examples
    --------
    >>> labelled_slider("Price", 40, low=0, high=60, step=1).value
    40.0
    """
    return ipywidgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        readout_format=".2f" if step < 0.1 else ".0f",
        style={"description_width": LABEL_WIDTH},
        layout={"width": "26em", "max_width": "100%"},
    )


def _png(ax: Axes) -> bytes:
    """Return the figure as PNG and close it, so that a thousand moves leave no figure behind."""
    figure: Any = ax.get_figure(root=True)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    plt.close(figure)
    return file.getvalue()
