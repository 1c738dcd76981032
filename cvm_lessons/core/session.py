"""The first cell of every notebook: language, figure style, reproducible figures."""

from IPython.core.getipython import get_ipython
from matplotlib.axes import Axes

from cvm_lessons.core.languages import set_language
from cvm_lessons.core.style import apply_style

__all__ = ["setup"]


def setup(language: str = "en") -> None:
    """Prepare a notebook: choose the language, apply the figure style.

    Parameters
    ----------
    language : {"en", "zh"}, default "en"
        Language of labels, tables and formats.

    Raises
    ------
    ParameterError
        If there is no such language.
    """
    set_language(language)
    apply_style()
    shell = get_ipython()
    if shell is not None and hasattr(shell, "kernel"):
        shell.run_line_magic("matplotlib", "inline")
        apply_style()  # the inline backend resets part of it when it is switched on
        # Fixed size and no program version in the file: the same figure is the same bytes.
        shell.run_line_magic(
            "config",
            "InlineBackend.print_figure_kwargs = {'bbox_inches': None, 'metadata': {'Software': None}, "
            "'pil_kwargs': {'optimize': True}}",
        )
        # A plot function returns its axes; a reader wants the figure, not "<Axes: …>" above it.
        if shell.display_formatter is not None:
            shell.display_formatter.ipython_display_formatter.for_type(Axes, lambda axes: None)
