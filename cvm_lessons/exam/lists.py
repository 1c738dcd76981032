"""The lists that items refer to: concepts of the syllabus with their tier, keys of the bibliography."""

import re

import yaml

from cvm_lessons.core import project_root
from cvm_lessons.exam.items import Words

__all__ = ["concept_names", "concept_tiers", "source_keys"]

ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


def concept_names() -> dict[str, Words]:
    """Return the name of each concept of the syllabus in both languages.

    Returns
    -------
    dict of str to Words
        Name by concept id.
    """
    return {concept["id"]: Words(en=concept["en"], zh=concept["zh"]) for concept in _concepts()}


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
    concepts = (concept for concept in _concepts() if chapter in (None, concept["chapter"]))
    return {concept["id"]: concept["tier"] for concept in concepts}


def source_keys() -> frozenset[str]:
    """Return the keys of the course's bibliography.

    Returns
    -------
    frozenset of str
        Such as ``kotler1994``.
    """
    text = (project_root() / "course/references.bib").read_text(encoding="utf-8")
    return frozenset(ENTRY.findall(text))


def _concepts() -> list[dict[str, str]]:
    text = (project_root() / "course/syllabus.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.load(text, Loader=loader)["concepts"])
