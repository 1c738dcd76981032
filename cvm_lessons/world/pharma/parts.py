"""The parts that this group brings to the world; cells and panel are the same at every scale."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.pharma import sales, survey

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "pharma_sales": sales.draw_pharma_sales,
    "pharma_survey": survey.draw_pharma_survey,
}
HIDDEN: dict[str, Part] = {
    "pharma_cells": sales.draw_pharma_cells,
    "pharma_contacts": sales.draw_pharma_contacts,
    "pharma_latent": survey.draw_pharma_latent,
}
SHARED: frozenset[str] = frozenset(TABLES) | frozenset(HIDDEN)
