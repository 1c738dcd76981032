import pytest

from cvm_lessons.cases.value_drivers import open_study
from cvm_lessons.core import DataError, ParameterError, language

GOOD = ["value_overall,perf_visitors,perf_coffee,perf_service"] + [
    f"{5 + i % 4},{4 + i % 5},{3 + i % 7},{2 + i % 6}" for i in range(40)
]


def write(path, lines, encoding="utf-8"):
    path.write_text("\n".join(lines), encoding=encoding)
    return str(path)


def test_answers_and_exhibitors_of_one_edition_agree():
    study = open_study("machinery", edition=2025)
    assert len(study.exhibitors) == 230  # datasets/editions.csv
    assert int(study.exhibitors["answered"].sum()) == len(study.answers) == 182
    assert (study.year, study.own, study.cluster) == (2025, False, "customer_id")


def test_all_editions_decide_by_the_latest():
    study = open_study("packaging")
    assert study.exhibitors["year"].nunique() == 9
    assert set(study.deciding["year"]) == {2025}


@pytest.mark.parametrize(
    ("filters", "error", "message"),
    [
        (
            {"sector": "machinary"},
            ParameterError,
            r"sector='machinary' is not one.*Did you mean 'machinery'\?",
        ),
        ({"sector": "food", "country_group": "Asia"}, ParameterError, r"country_group='Asia' is not one of"),
        (
            {"sector": "food", "edition": 2020},
            ParameterError,
            r"the food show was not held.*held in 2016, 2017",
        ),
        (
            {"sector": "packaging", "country_group": "Americas and other", "edition": 2016},
            DataError,
            r"^5 answers fit sector=packaging, country_group=Americas and other, edition=2016\. The case "
            r"needs 80: .*Widen: country_group=all, edition=all \(582 answers\)\.$",
        ),
        (
            {"sector": "food", "country_group": "Europe", "edition": 2025},
            DataError,
            r"Widen: country_group=all \(153 answers\); or edition=all \(132 answers\); or ",
        ),
    ],
)
def test_filters_that_cannot_carry_the_case_are_refused_with_the_remedy(filters, error, message):
    with pytest.raises(error, match=message):
        open_study(**filters)


def test_the_refusal_speaks_the_language_in_force():
    with language("zh"), pytest.raises(DataError, match=r"答卷有5份。本案例需要80份"):
        open_study("packaging", country_group="Americas and other", edition=2016)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_an_own_file_replaces_the_ratings_and_nothing_else(tmp_path, encoding):
    study = open_study(
        "food",
        own_file=write(tmp_path / "own.csv", [f"公司,{GOOD[0]}", *(f"云雀,{x}" for x in GOOD[1:])], encoding),
    )
    assert study.attributes == ("visitors", "coffee", "service")
    assert (study.own, len(study.answers)) == (True, 40)
    assert len(study.survey) == len(open_study("food").answers)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [GOOD[0].replace("value_overall", "value_all"), *GOOD[1:]],
            r"'value_overall' is missing\. Did you mean",
        ),
        (GOOD[:20], r"own_file has 19 answers for 3 attributes\. The case needs 30: 10 for each"),
        (
            [GOOD[0].replace("visitors", "wine").replace("service", "music"), *GOOD[1:]],
            r"own_file rates wine, coffee, music, and no project .* Name at least one column perf_visitors, ",
        ),
        ([*GOOD, "11,5,5,5"], r"column 'value_overall': 11 is off the scale"),
    ],
)
def test_an_own_file_that_cannot_be_used_says_why(tmp_path, lines, message):
    with pytest.raises(DataError, match=message):
        open_study("food", own_file=write(tmp_path / "own.csv", lines))


def test_those_who_answered_are_matched_by_customer_and_edition():
    study = open_study("home", edition=2024)
    silent = study.exhibitors[~study.exhibitors["answered"]]
    keys = study.answers[["customer_id", "year"]]
    assert silent.merge(keys, on=["customer_id", "year"]).empty
