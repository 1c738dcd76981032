"""Where the course and the tables lie, and optional libraries."""

import pytest

from cvm_lessons.core import MissingExtraError, WorkbookError, data_folder, project_root, require_extra


def test_the_course_is_found_from_a_folder_inside_it(tmp_path, monkeypatch):
    monkeypatch.delenv("CVM_ROOT", raising=False)
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.yaml").write_text("chapters: []")
    (tmp_path / "notebooks" / "en").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "en")
    assert project_root() == tmp_path


def test_a_root_that_is_named_must_hold_a_course(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_ROOT", str(tmp_path))
    with pytest.raises(WorkbookError, match="no workbook found in or above .* set CVM_ROOT"):
        project_root()


def test_the_tables_are_found():
    assert (data_folder() / "truth.yaml").is_file()


def test_a_missing_library_names_the_extra():
    with pytest.raises(
        MissingExtraError,
        match=r"'no_such_module' is needed to export a deck: .* pip install 'cvm-lessons\[anki\]'",
    ):
        require_extra("no_such_module", extra="anki", purpose="export a deck")
