import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import nbformat
import pytest

from cvm_lessons.cases import CaseError, outside_requests, read_results, run_case
from cvm_lessons.core import CourseError, DataError, ParameterError, current_language


@pytest.fixture(scope="module")
def run(course):
    """One run of the tiny case, shared by the tests that only look at it."""
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_ROOT", str(course))
        given = {"budget": "300", "sector": "home", "language": "zh"}
        return run_case("tiny", given, progress=lambda done, total: seen.append((done, total))), seen


def test_a_run_leaves_notebook_report_and_results_beside_each_other(run, course):
    result, _ = run
    assert result.folder == course / "build/cases/tiny/sector-home_budget-300_language-zh"
    assert sorted(path.name for path in result.folder.iterdir()) == [
        "results.json",
        "tiny.html",
        "tiny.ipynb",
    ]


def test_the_kernel_gets_exactly_the_parameters_asked_for(run):
    result, _ = run
    assert result.results.parameters == {
        "sector": "home",
        "edition": "all",
        "budget": 300,
        "share": 0.5,
        "own_file": "",
    }
    assert result.results.numbers == {"spent": 150}
    assert read_results(result.folder) == result.results


def test_the_report_needs_nothing_from_outside_and_keeps_the_alt_text(run):
    page = run[0].report.read_text(encoding="utf-8")
    assert outside_requests(page) == []
    assert 'alt="A rising line"' in page
    assert '<html lang="zh">' in page
    assert '<main lang="en">' in page  # the tiny case has no Chinese edition
    assert "<title>小案例</title>" in page
    assert "其余正文为英文" in page
    assert "sector = home" in page
    assert "write_results" not in page


def test_progress_is_told_for_every_cell_and_at_the_end(run):
    _, seen = run
    assert seen[0] == (0, 6)
    assert seen[-1] == (6, 6)
    assert seen == sorted(seen)


def test_the_built_notebook_is_left_as_it_was(run, course):
    built = nbformat.read(course / "notebooks/en/cases/tiny.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in built.cells)


def test_an_error_names_the_cell_the_reason_and_the_notebook_kept(in_course, tmp_path):
    (tmp_path / "results.json").write_text("{}")
    with pytest.raises(CaseError) as stop:
        run_case("tiny", {"share": 0}, folder=tmp_path)
    message = str(stop.value)
    assert "case 'tiny' stopped in cell [4], which begins\n    if share == 0:" in message
    assert "DataError: a share of 0 leaves nothing: take more." in message
    assert message.endswith(str(tmp_path / "tiny.ipynb"))
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.ipynb"]


def test_bad_parameters_stop_before_a_kernel_starts(in_course, monkeypatch):
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a kernel was asked for"))
    with pytest.raises(ParameterError, match="no parameter 'sektor'"):
        run_case("tiny", {"sektor": "home"})
    with pytest.raises(ParameterError, match="language='fr' is not one of its values"):
        run_case("tiny", language="fr")


def test_the_case_s_own_package_may_refuse_before_a_kernel_starts(in_course, monkeypatch, tmp_path):
    def check_answers(*, sector, **_others):
        raise DataError(f"coffee {sector} {current_language()}")

    package = ModuleType("cvm_lessons.cases.tiny")
    package.__spec__ = ModuleSpec("cvm_lessons.cases.tiny", None)
    package.check_answers = check_answers
    monkeypatch.setitem(sys.modules, "cvm_lessons.cases.tiny", package)
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a kernel was asked for"))
    with pytest.raises(DataError, match="coffee home zh"):
        run_case("tiny", {"sector": "home", "language": "zh"}, folder=tmp_path)


def test_an_own_file_with_strange_headings_is_refused_before_a_kernel_starts(tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text("总分,观众\n9,8\n", encoding="utf-8")
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a kernel was asked for"))
    with pytest.raises(DataError, match=r"value_overall \(总体价值\), perf_visitors \(观众质量\)"):
        run_case("value_drivers", {"own_file": tmp_path / "own.csv"}, folder=tmp_path)


def test_a_case_that_is_not_built_says_how_to_build_it(use_course_of, tiny_source, tmp_path):
    use_course_of(tiny_source())
    (tmp_path / "notebooks/en/cases/tiny.ipynb").unlink()
    with pytest.raises(CourseError, match=r"tiny\.ipynb is not there yet: build it with  cvm build cases"):
        run_case("tiny")
