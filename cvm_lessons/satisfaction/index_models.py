"""The models of four national satisfaction indices as data: constructs, paths and the questions for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cvm_lessons.core import ParameterError

__all__ = ["INDEX_COLUMNS", "INDEX_MODELS", "IndexModel"]

INDEX_COLUMNS = {
    "image": ("image_1", "image_2", "image_3"),
    "expectation": ("expect_1", "expect_2", "expect_3"),
    "quality": ("quality_1", "quality_2", "quality_3"),
    "value": ("value_1", "value_2"),
    "satisfaction": ("sat_overall", "sat_expectation", "sat_ideal"),
    "complaints": ("complained",),
    "loyalty": ("rebook_intention", "price_tolerance", "recommend_again"),
}


@dataclass(frozen=True)
class IndexModel:
    """Paths of an index of satisfaction.

    Parameters
    ----------
    name : str
        Full name.
    paths : mapping of str to tuple of str
        The constructs that act on each construct.
    source : str
        Key of the bibliography.
    note : str
        What to know before comparing it with another index.
    """

    name: str
    paths: Mapping[str, tuple[str, ...]]
    source: str
    note: str = ""

    @property
    def constructs(self) -> tuple[str, ...]:
        """Names of the constructs, causes first."""
        causes = (name for names in self.paths.values() for name in names)
        used = {*self.paths, *causes}
        return tuple(name for name in INDEX_COLUMNS if name in used)

    def blocks(self, columns: Mapping[str, Sequence[str]] = INDEX_COLUMNS) -> dict[str, tuple[str, ...]]:
        """Return the columns that measure each construct.

        Parameters
        ----------
        columns : mapping of str to sequence of str
            By construct; the workbook's columns by default.

        Returns
        -------
        dict
            For the constructs of this model.

        Raises
        ------
        ParameterError
            If a construct has no columns.
        """
        if missing := [name for name in self.constructs if not columns.get(name)]:
            raise ParameterError(f"columns has none for {missing[0]!r}, which {self.name} needs.")
        return {name: tuple(columns[name]) for name in self.constructs}


_ACSI = {
    "quality": ("expectation",),
    "value": ("expectation", "quality"),
    "satisfaction": ("expectation", "quality", "value"),
    "complaints": ("satisfaction",),
    "loyalty": ("satisfaction", "complaints"),
}
INDEX_MODELS: Mapping[str, IndexModel] = {
    "scsb": IndexModel(
        "Swedish Customer Satisfaction Barometer",
        {
            "value": ("expectation",),
            "satisfaction": ("expectation", "value"),
            "complaints": ("satisfaction",),
            "loyalty": ("satisfaction", "complaints"),
        },
        "fornell1992",
        "perceived performance is asked as quality for the price and price for the quality: value, here",
    ),
    "acsi": IndexModel("American Customer Satisfaction Index", _ACSI, "fornell1996"),
    "ecsi": IndexModel(
        "European Customer Satisfaction Index",
        {
            "expectation": ("image",),
            **_ACSI,
            "satisfaction": ("image", "expectation", "quality", "value"),
            "loyalty": ("image", "satisfaction", "complaints"),
        },
        "tenenhaus2005",
    ),
    "ccsi": IndexModel(
        "Chinese Customer Satisfaction Index",
        {
            "expectation": ("image",),
            "quality": ("expectation",),
            "value": ("expectation", "quality"),
            "satisfaction": ("image", "expectation", "quality", "value"),
            "loyalty": ("image", "satisfaction"),
        },
        "gbt19038",
        "image as in the European index, no complaints; published versions differ in the paths from image",
    ),
}
