"""One list of dependencies, three readers of it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {"matplotlib-base": "matplotlib", "python-duckdb": "duckdb"}
NOT_A_LIBRARY = {"python", "pip"}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str = "requirements.lock") -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            found.setdefault(canonicalize_name(match[1]), []).append(Version(match[2]))
    return found


def conda_lines() -> list[str]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return [line for line in environment["dependencies"] if isinstance(line, str)]


def conda_libraries() -> dict[str, MatchSpec]:
    specs = [MatchSpec(line) for line in conda_lines()]  # raises where conda's grammar is broken
    names = {spec: spec.name.normalized for spec in specs}
    return {CONDA_NAMES.get(name, name): spec for spec, name in names.items() if name not in NOT_A_LIBRARY}


def test_every_dependency_is_locked_at_a_version_that_it_allows():
    lock = locked()
    for text in project()["dependencies"]:
        requirement = Requirement(text)
        versions = lock[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), text


def test_every_extra_is_locked_for_the_tests_at_a_version_that_it_allows():
    lock = locked("requirements-dev.lock")
    wanted = [Requirement(text) for texts in project()["optional-dependencies"].values() for text in texts]
    for requirement in wanted:
        if requirement.name == project()["name"]:
            assert requirement.extras <= set(project()["optional-dependencies"])
            continue
        versions = lock[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_test_lock_holds_the_readers_versions():
    lock, tests = locked(), locked("requirements-dev.lock")
    assert {name: tests.get(name) for name in lock} == lock


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_a_hash_for_every_version_and_name_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_conda_names_the_same_libraries_as_pyproject():
    wanted = {canonicalize_name(Requirement(text).name) for text in project()["dependencies"]}
    assert set(map(canonicalize_name, conda_libraries())) == wanted


def test_conda_versions_agree_with_the_lock():
    lock = locked()
    for name, spec in conda_libraries().items():
        pinned = str(spec.version).lstrip("=").removesuffix(".*")
        assert any(f"{version}.".startswith(f"{pinned}.") for version in lock[canonicalize_name(name)]), spec


def test_each_conda_line_says_which_chapters_use_it():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    libraries = [
        line for line in lines if re.match(r"  - [a-z-]+=", line) and "python=" not in line.split("#")[0]
    ]
    assert len(libraries) >= len(project()["dependencies"]) - 1
    assert [line for line in libraries if not re.search(r"# (all|c\d\d|cases|exam)\b.*: \S", line)] == []


def test_conda_python_is_one_that_the_package_supports():
    (python,) = (spec for spec in map(MatchSpec, conda_lines()) if spec.name.normalized == "python")
    assert Version(str(python.version).lstrip("=").removesuffix(".*")) >= Version("3.11")
