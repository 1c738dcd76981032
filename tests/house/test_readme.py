"""What the README claims, counted against the tree."""

import json
import re
from pathlib import Path

import pytest
import yaml

from cvm_lessons.workbook.keeping import is_copy

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = ["README.md", "CONTRIBUTING.md"]


def claimed() -> dict[str, int]:
    table = README.split("test_readme.py holds this table")[1].split("\n\n")[0]
    return {
        name: int(count)
        for name, count in re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", table, flags=re.MULTILINE)
    }


def notebooks(folder: str) -> list[Path]:
    """Return the notebooks of a folder, without the copies that a reader made."""
    return [path for path in ROOT.glob(f"notebooks/en/{folder}/*.ipynb") if not is_copy(path.name)]


def counted() -> dict[str, int]:
    exercises = [
        cell
        for path in ROOT.glob("exercises/en/*.ipynb")
        if not is_copy(path.name)
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]
    return {
        "lessons": len(notebooks("c[0-9][1-9]_*")),
        "exercises with checks": sum(
            bool(re.fullmatch(r"q\d+\.check\(\)", "".join(cell["source"]).strip())) for cell in exercises
        ),
        "exam items": sum(
            len(re.findall(r"^- id: ", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
            for path in ROOT.glob("course/exam/bank/*.yaml")
        ),
        "case studies": len(notebooks("cases")),
        "data tables": len(list(ROOT.glob("datasets/*.csv")) + list(ROOT.glob("datasets/*.parquet"))),
        "glossary terms": len(yaml.safe_load((ROOT / "course/glossary.yaml").read_text(encoding="utf-8"))),
    }


def test_the_counts_are_those_of_the_tree():
    assert claimed() == counted()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_relative_link_leads_somewhere(guide):
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / guide).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_folder_and_file_that_a_guide_names_exists(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:course|cvm_lessons|datasets|tests|tools|notebooks|exercises|solutions)/[^`*…N ]*)`", text
    )
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_make_target_that_a_guide_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    text = "\n".join((ROOT / guide).read_text(encoding="utf-8") for guide in GUIDES)
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, flags=re.MULTILINE))
    assert {"lab", "test", "system", "lock"} <= named
    assert named <= set(targets.split())


def test_the_changelog_has_an_entry_for_the_version_in_pyproject():
    (version,) = re.findall(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    assert version in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.mark.parametrize("pattern", ["*.mine-*.ipynb", "*-Copy*.ipynb"])
def test_git_and_the_tests_leave_a_readers_copies_in_peace(pattern):
    assert pattern in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f'--ignore-glob="{pattern}"' in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "course/en/start_here.md",
        *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("course/en/cases/*.md")),
    ],
)
def test_a_page_that_names_the_command_line_says_where_it_is(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "`.venv/bin/cvm`" in text
    assert "`.venv\\Scripts\\cvm`" in text
