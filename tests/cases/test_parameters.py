import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from cvm_lessons.cases import Parameter, check_parameters
from cvm_lessons.core import ParameterError, language

HELP = {"en": "A line of help.", "zh": "一行说明。"}
SECTOR = Parameter(
    name="sector", type="choice", default="food", choices=("food", "home", "machinery"), help=HELP
)
EDITION = Parameter(name="edition", type="choice", default="all", choices=("all", 2023, 2024), help=HELP)
BUDGET = Parameter(name="budget", type="integer", default=1000, low=0, high=5_000_000, help=HELP)
SHARE = Parameter(name="share", type="number", default=0.5, low=0, high=1, help=HELP)
TITLE = Parameter(name="title", type="text", default="", help=HELP)
FILE = Parameter(name="own_file", type="path", default="", help=HELP)
ALL = [SECTOR, EDITION, BUDGET, SHARE, TITLE, FILE]


def test_nothing_given_is_every_default_in_order():
    assert check_parameters(ALL, {}) == {
        "sector": "food",
        "edition": "all",
        "budget": 1000,
        "share": 0.5,
        "title": "",
        "own_file": "",
    }


def test_text_from_a_command_line_becomes_the_declared_type():
    values = check_parameters(ALL, {"budget": "300000", "edition": "2024", "share": ".25", "title": "07"})
    assert (values["budget"], values["edition"], values["share"], values["title"]) == (
        300_000,
        2024,
        0.25,
        "07",
    )
    assert type(values["budget"]) is int


@given(st.integers(0, 5_000_000))
def test_a_number_and_its_text_read_alike(budget):
    assert BUDGET.read(budget) == BUDGET.read(str(budget)) == BUDGET.read(float(budget)) == budget


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("sektor", "food", r"there is no parameter 'sektor'\. Did you mean 'sector'\?"),
        ("colour", "red", r"there is no parameter 'colour'\. Known: sector, edition, budget"),
        ("sector", "machinary", r"sector='machinary' is not one of its values\. Did you mean 'machinery'\?"),
        ("edition", 2019, r"edition='2019' is not one of its values\. Known: all, 2023, 2024\."),
        ("budget", 6_000_000, r"budget=6000000 is not a whole number from 0 to 5,000,000\."),
        ("budget", "-1", r"budget='-1' is not a whole number from 0 to 5,000,000\."),
        ("budget", "lots", r"budget='lots' is not a whole number from 0 to 5,000,000\."),
        ("budget", 12.5, r"budget=12\.5 is not a whole number from 0"),
        ("budget", True, r"budget=True is not a whole number from 0"),
        ("budget", "nan", r"budget='nan' is not a whole number from 0"),
        ("budget", [1], r"budget=\[1\] is not a whole number from 0"),
        ("share", "1,5", r"share='1,5' is not a number from 0 to 1\."),
        ("title", 7, r"title=7 is not text\."),
        ("own_file", 7, r"own_file=7 is not the path of a file\."),
    ],
)
def test_a_bad_parameter_is_refused_with_the_remedy(name, value, message):
    with pytest.raises(ParameterError, match=message):
        check_parameters(ALL, {name: value})


def test_every_fault_is_named_at_once():
    with pytest.raises(ParameterError) as refusal:
        check_parameters(ALL, {"sektor": "food", "budget": -1, "edition": "1999"})
    assert len(str(refusal.value).splitlines()) == 3


def test_a_file_is_found_and_made_absolute(tmp_path, monkeypatch):
    (tmp_path / "ratings.csv").write_text("value_overall\n")
    monkeypatch.chdir(tmp_path)
    assert FILE.read("ratings.csv") == str(tmp_path / "ratings.csv")
    with pytest.raises(
        ParameterError, match=r"own_file='rating\.csv': there is no such file\. Did you mean 'ratings"
    ):
        FILE.read("rating.csv")


def test_a_folder_is_not_a_file_and_the_tables_in_it_are_named(tmp_path):
    (tmp_path / "ratings.csv").write_text("value_overall\n")
    with pytest.raises(ParameterError, match=r"is a folder: name the file in it.* It holds ratings\.csv\."):
        FILE.read(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ParameterError, match=r"is a folder: .* It holds no table\."):
        FILE.read(tmp_path / "empty")


def test_a_file_in_an_empty_folder_has_no_neighbour_to_offer(tmp_path):
    with pytest.raises(ParameterError, match=r"there is no such file\. Give the path from where you stand"):
        FILE.read(tmp_path / "ratings.csv")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"type": "choice", "default": "a"}, "a choice needs `choices`"),
        ({"type": "integer", "default": 1, "low": 0}, "a number needs `low` and `high`"),
        ({"type": "integer", "default": 9, "low": 0, "high": 5}, "x=9 is not a whole number from 0 to 5"),
        ({"type": "text", "default": "", "help": {"en": "only"}}, "`help` needs en and zh"),
        ({"type": "colour", "default": ""}, "Input should be 'choice', 'integer'"),
        ({"type": "text", "default": "", "defualt": ""}, "Extra inputs are not permitted"),
        ({"type": "text", "default": "", "name": "my name"}, "should match pattern"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused(wrong, message):
    with pytest.raises(ValidationError, match=message):
        Parameter(**{"name": "x", "help": HELP} | wrong)


def test_help_and_allowed_values_are_for_the_reader():
    with language("zh"):
        assert SECTOR.hint == "一行说明。"
    assert (SECTOR.hint, SECTOR.allowed) == ("A line of help.", "food, home, machinery")
    assert (BUDGET.allowed, SHARE.allowed, TITLE.allowed) == ("0 to 5,000,000", "0 to 1", "")
