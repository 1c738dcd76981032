"""The lists that items refer to: concepts of the syllabus with their tier, keys of the bibliography."""

import re

import yaml

from cvm_lessons.core import project_root

__all__ = ["concept_tiers", "source_keys"]

ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


def concept_tiers(chapter: str | None = None) -> dict[str, str]:
    """Return the tier (A, B, C) of each concept of the syllabus.

    Parameters
    ----------
    chapter : str, optional
        Only concepts of this home chapter.

    Returns
    -------
    dict of str to str
        Tier by concept id.
    """
    text = (project_root() / "course/syllabus.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    concepts = yaml.load(text, Loader=loader)["concepts"]
    return {concept["id"]: concept["tier"] for concept in concepts if chapter in (None, concept["chapter"])}


def source_keys() -> frozenset[str]:
    """Return the keys of the course's bibliography.

    Returns
    -------
    frozenset of str
        Such as ``kotler1994``.
    """
    text = (project_root() / "course/references.bib").read_text(encoding="utf-8")
    return frozenset(ENTRY.findall(text))
