"""The parts of this group: tables shown, parts hidden, and those that are the same in every shard."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.inside import branches, service_chain, unit_tables

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "units": unit_tables.draw_units,
    "staff": unit_tables.draw_staff,
}
HIDDEN: dict[str, Part] = {
    "branches": branches.draw_branches,
    "posts": branches.draw_posts,
    "service_chain": service_chain.draw_service_chain,
}
SHARED: frozenset[str] = frozenset({"units", "staff", *HIDDEN})
