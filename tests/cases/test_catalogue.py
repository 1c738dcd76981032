import pytest

from cvm_lessons.cases import describe_case, find_case, list_cases
from cvm_lessons.core import CourseError, ParameterError, language


def test_the_list_has_a_row_for_every_case(in_course):
    cases = list_cases()
    assert cases["case"].tolist() == ["tiny"]
    assert cases["parameters"].iloc[0].startswith("sector, edition, budget")


def test_the_description_has_a_row_for_every_parameter(in_course):
    rows = describe_case("tiny").set_index("parameter")
    assert rows.index.tolist() == ["sector", "edition", "budget", "share", "title", "own_file", "language"]
    assert rows.loc["budget"].tolist() == ["integer", "1000", "0 to 5,000", "Yuan."]


def test_titles_and_help_follow_the_language(in_course):
    with language("zh"):
        assert list_cases()["title"].tolist() == ["小案例"]
        assert describe_case("tiny")["help"].iloc[0] == "行业。"


def test_without_a_chinese_edition_the_english_one_runs(in_course):
    assert find_case("tiny", language="zh").notebook == in_course / "notebooks/en/cases/tiny.ipynb"


def test_a_misspelt_case_is_refused_with_the_nearest(in_course):
    with pytest.raises(ParameterError, match=r"there is no case 'tinny'\. Did you mean 'tiny'\?"):
        describe_case("tinny")


def test_a_course_without_cases_says_so(tmp_path, monkeypatch):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.yaml").write_text("")
    monkeypatch.setenv("CVM_ROOT", str(tmp_path))
    assert list_cases().empty
    with pytest.raises(ParameterError, match=r"there is no case 'tiny'\. The course has no case yet"):
        find_case("tiny")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"default": 9999}, r"parameter 'budget'.*budget=9999 is not a whole number from 0 to 5,000"),
        ({"hgih": 5}, r"parameter 'budget'.*hgih Extra inputs are not permitted"),
    ],
)
def test_a_wrong_declaration_names_file_and_parameter(use_course_of, tiny_source, wrong, message):
    right = {"name": "budget", "type": "integer", "default": 1, "low": 0, "high": 5000}
    use_course_of(tiny_source([right | {"help": {"en": "-", "zh": "-"}} | wrong]))
    with pytest.raises(CourseError, match=message) as refusal:
        find_case("tiny")
    assert "tiny.md" in str(refusal.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("# No front matter\n", r"tiny\.md: the file does not begin with front matter"),
        ("---\ntitle: [\n---\n", r"tiny\.md: the front matter is no YAML"),
        ("---\ntitle: Tiny\n---\n", r"tiny\.md: the front matter lacks 'chapter'"),
    ],
)
def test_a_source_without_declarations_is_no_case(use_course_of, source, message):
    use_course_of(source)
    with pytest.raises(CourseError, match=message):
        list_cases()
