"""Customer pyramid by mixture: as many tiers as the profits themselves fall into."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import entr
from sklearn.base import BaseEstimator

from cvm_lessons.core import DataError, ParameterError, as_generator, check_choice, number_column
from cvm_lessons.equity import TIER_SHARES, tier_table, tiers_by_cutoff, tiers_by_share
from cvm_lessons.segments._checks import new_column, whole_number

__all__ = [
    "PROFIT_SCALES",
    "TIER_CRITERIA",
    "TIER_SHARES",
    "TierMixture",
    "tier_table",
    "tiers_by_cutoff",
    "tiers_by_share",
]

PROFIT_SCALES = ("asinh", "log", "plain")
TIER_CRITERIA = ("icl", "bic")
N_STARTS = 5


class TierMixture(BaseEstimator):
    """Tiers of profit by a mixture of normal distributions of equal width, their number by ICL or BIC.

    Profits are many small ones, few large ones and some losses: on the scale asinh(profit / unit) they lie as
    on a logarithm where large, as they are near 0, and losses have a place. With equal widths who brings more
    never stands lower; with widths of their own a narrow tier may lie within a wide one.

    BIC asks how many normals draw the curve of the profits, and takes several for one skew cloud. ICL adds
    what is unsure about who belongs where, so that only tiers that stand apart count.

    Parameters
    ----------
    max_tiers : int, default 6
        Most tiers tried.
    n_tiers : int, optional
        Number of tiers; without it the one of the least `criterion`.
    scale : {"asinh", "log", "plain"}, default "asinh"
        Scale of profit on which a tier is a normal distribution; ``"log"`` takes profits above 0 only.
    criterion : {"icl", "bic"}, default "icl"
        What chooses the number of tiers.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the starts.

    Attributes
    ----------
    n_tiers_ : int
        Tiers kept; where it is `max_tiers`, the criterion may want more still.
    bic_, icl_ : Series
        BIC, and ICL (BIC and twice the entropy of who belongs where), by number of tiers; the least is best.
    tiers_ : DataFrame
        Index `tier` (1 is the top one); columns weight (share of customers), centre (profit at the centre),
        on_scale, width (both on the scale).
    unit_ : float
        Unit of the scale: the median size of a profit.

    References
    ----------
    Zeithaml, Rust and Lemon (2001), California Management Review 43(4), 118-142; Schwarz (1978), Estimating
    the dimension of a model, Annals of Statistics 6(2), 461-464; Biernacki, Celeux and Govaert (2000),
    Assessing a mixture model for clustering with the integrated completed likelihood, IEEE Transactions on
    Pattern Analysis and Machine Intelligence 22(7), 719-725.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> profit = np.concatenate([np.exp(rng.normal(3, 0.4, 300)), np.exp(rng.normal(7, 0.4, 60))])
    >>> mixture = TierMixture(max_tiers=4, scale="log").fit(pd.DataFrame({"profit": profit}))
    >>> mixture.n_tiers_, mixture.tiers_["weight"].round(2).tolist()
    (2, [0.17, 0.83])
    """

    def __init__(
        self,
        *,
        max_tiers: int = 6,
        n_tiers: int | None = None,
        scale: str = "asinh",
        criterion: str = "icl",
        rng: np.random.Generator | int = 0,
    ) -> None:
        self.max_tiers = max_tiers
        self.n_tiers = n_tiers
        self.scale = scale
        self.criterion = criterion
        self.rng = rng

    def fit(self, customers: pd.DataFrame, profit: str = "profit") -> TierMixture:
        """Find the tiers.

        Parameters
        ----------
        customers : DataFrame
            One row per customer.
        profit : str, default "profit"
            Column with the profit.

        Returns
        -------
        TierMixture
            Itself.

        Raises
        ------
        DataError
            If a profit is missing, not above 0 on the scale ``"log"``, or fewer values are unlike than tiers.
        ParameterError
            If a number of tiers, the scale or the criterion is out of range.
        """
        from sklearn.mixture import GaussianMixture

        check_choice("scale", self.scale, PROFIT_SCALES)
        chosen = check_choice("criterion", self.criterion, TIER_CRITERIA)
        most = whole_number("max_tiers", self.max_tiers, low=1)
        tried = range(1, most + 1) if self.n_tiers is None else [whole_number("n_tiers", self.n_tiers, low=1)]
        values = number_column(customers, profit)
        if (unlike := values.nunique()) <= max(tried):
            raise DataError(f"column {profit!r} has {unlike} unlike values: too few for {max(tried)} tiers.")
        sizes = values.abs()[values != 0]
        self.unit_ = float(sizes.median())
        scaled = self._on_scale(customers, profit)
        seed = int(as_generator(self.rng).integers(2**31))
        fits = {
            count: GaussianMixture(count, covariance_type="tied", n_init=N_STARTS, random_state=seed).fit(
                scaled
            )
            for count in tried
        }
        self.bic_ = pd.Series({count: fit.bic(scaled) for count, fit in fits.items()}, name="bic")
        self.bic_ = self.bic_.rename_axis("tiers")
        unsure = [float(entr(fit.predict_proba(scaled)).sum()) for fit in fits.values()]
        self.icl_ = (self.bic_ + 2 * np.array(unsure)).rename("icl")
        self.n_tiers_ = int((self.icl_ if chosen == "icl" else self.bic_).idxmin())
        self.mixture_ = fits[self.n_tiers_]
        self.order_ = np.argsort(-self.mixture_.means_.ravel())
        centres = self.mixture_.means_.ravel()[self.order_]
        self.tiers_ = pd.DataFrame(
            {
                "weight": self.mixture_.weights_[self.order_],
                "centre": self._from_scale(centres),
                "on_scale": centres,
                "width": float(np.sqrt(self.mixture_.covariances_.item())),
            },
            index=pd.RangeIndex(1, self.n_tiers_ + 1, name="tier"),
        )
        return self

    def assign(self, customers: pd.DataFrame, profit: str = "profit", *, tier: str = "tier") -> pd.DataFrame:
        """Return the customers with the likeliest tier and how sure it is.

        Parameters
        ----------
        customers : DataFrame
            One row per customer; they need not be those of the fit.
        profit, tier : str
            Columns: of the profit, and of the tier to be written.

        Returns
        -------
        DataFrame
            `customers` with the ordered category `tier` (1 is the top one) and certainty (probability of the
            tier).

        Raises
        ------
        DataError
            If a profit is missing, or not above 0 on the scale ``"log"``.
        ParameterError
            If the mixture is not fitted.
        """
        if not hasattr(self, "mixture_"):
            raise ParameterError("the mixture is not fitted: call fit(customers) first.")
        chances = self.mixture_.predict_proba(self._on_scale(customers, profit))[:, self.order_]
        codes = pd.Categorical.from_codes(
            chances.argmax(axis=1), list(range(1, self.n_tiers_ + 1)), ordered=True
        )
        return customers.assign(**{new_column("tier", tier): codes, "certainty": chances.max(axis=1)})

    def _on_scale(self, customers: pd.DataFrame, profit: str) -> np.ndarray:
        values = number_column(customers, profit)
        if self.scale == "log":
            if (bad := values <= 0).any():
                raise DataError.at(customers, profit, bad, 'above 0: take scale="asinh", which has losses')
            return np.asarray(np.log(values.to_numpy())[:, None])
        scaled = np.arcsinh(values / self.unit_) if self.scale == "asinh" else values / self.unit_
        return np.asarray(scaled)[:, None]

    def _from_scale(self, scaled: np.ndarray) -> np.ndarray:
        if self.scale == "log":
            return np.asarray(np.exp(scaled))
        return np.asarray((np.sinh(scaled) if self.scale == "asinh" else scaled) * self.unit_)
