"""References in APA form, by hand from the seventh edition of its manual."""

import pytest

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.citations import (
    cite_in_parentheses,
    cite_in_text,
    load_references,
    parse_references,
)

BIB = r"""
@article{sanchez2007, author = {S{\'a}nchez-Fern{\'a}ndez, Raquel and Iniesta-Bonillo, M. {\'A}ngeles},
  title = {The Concept of Perceived Value: A Systematic Review}, journal = {Marketing Theory}, year = {2007},
  volume = {7}, number = {4}, pages = {427--451}, doi = {10.1177/1470593107083165}, verified = {knowledge}}
@incollection{holbrook1994, author = {Holbrook, Morris B.}, title = {The Nature of Customer Value},
  booktitle = {Service Quality}, editor = {Rust, Roland T. and Oliver, Richard L.}, publisher = {Sage},
  year = {1994}, pages = {21--71}}
@book{holbrook1999, editor = {Holbrook, Morris B.}, title = {Consumer Value},
  publisher = {Routledge}, year = {1999}}
@book{kotler1994, author = {Kotler, Philip}, title = {Marketing Management}, publisher = {Prentice Hall},
  edition = {8th}, year = {1994}}
@article{lusch2005, author = {Fader, Peter S. and Hardie, Bruce G. S. and Lee, Ka Lok},
  title = {{RFM} and {CLV}}, journal = {JMR}, year = {2005}}
@article{fader2005, author = {Fader, Peter S. and Hardie, Bruce G. S. and Lee, Ka Lok}, title = {Why Not?},
  journal = {MS}, year = {2005}, volume = {24}}
@article{vandoorn2010, author = {van Doorn, Jenny and Dupont, Jean-Paul}, title = {Engagement},
  journal = {JSR},  year = {2010}, doi = {10.1016/0148-2963(91)90050-8}}
@book{chen2002, author = {陈明亮}, title = {客户忠诚}, year = {2002}}
"""
WORKS = parse_references(BIB)


@pytest.mark.parametrize(
    ("key", "full"),
    [
        (
            "sanchez2007",
            "Sánchez-Fernández, R., & Iniesta-Bonillo, M. Á. (2007). The Concept of Perceived Value: A "
            "Systematic Review. *Marketing Theory*, *7*(4), 427–451. <https://doi.org/10.1177/1470593107083165>",
        ),
        (
            "holbrook1994",
            "Holbrook, M. B. (1994). The Nature of Customer Value. In R. T. Rust & R. L. Oliver (Eds.), "
            "*Service Quality* (pp. 21–71). Sage.",
        ),
        ("holbrook1999", "Holbrook, M. B. (Ed.) (1999). *Consumer Value*. Routledge."),
        ("kotler1994", "Kotler, P. (1994). *Marketing Management* (8th ed.). Prentice Hall."),
        ("fader2005", "Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005a). Why Not? *MS*, *24*."),
        ("chen2002", "陈明亮 (2002). *客户忠诚*."),
    ],
)
def test_the_full_reference_reads_as_in_the_manual(key, full):
    assert WORKS[key].full == full


@pytest.mark.parametrize(
    ("key", "parenthetical", "narrative"),
    [
        ("kotler1994", "(Kotler, 1994)", "Kotler (1994)"),
        ("holbrook1999", "(Holbrook, 1999)", "Holbrook (1999)"),
        ("lusch2005", "(Fader et al., 2005b)", "Fader et al. (2005b)"),
        ("chen2002", "(陈明亮, 2002)", "陈明亮 (2002)"),
    ],
)
def test_the_citation_names_one_two_or_several_authors(key, parenthetical, narrative):
    assert cite_in_parentheses([WORKS[key]]) == parenthetical
    assert cite_in_text([WORKS[key]]) == narrative


def test_two_authors_are_joined_by_a_sign_in_parentheses_and_a_word_in_the_text():
    assert "Doorn & Dupont" in cite_in_parentheses([WORKS["vandoorn2010"]])
    assert "van Doorn and Dupont (2010)" in cite_in_text([WORKS["vandoorn2010"]])
    assert WORKS["vandoorn2010"].full.startswith("van Doorn, J., & Dupont, J.-P. (2010).")


def test_a_doi_with_parentheses_makes_a_link_that_markdown_reads():
    url = "https://doi.org/10.1016/0148-2963%2891%2990050-8"
    assert cite_in_text([WORKS["vandoorn2010"]]) == f"[van Doorn and Dupont (2010)]({url})"


def test_how_a_record_was_verified_is_not_shown():
    assert "knowledge" not in WORKS["sanchez2007"].full


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, author={B, C}, title={T}}", r"course/references.bib: a has no year"),
        ("@book{a, author={B, C}, year={2000}}", r"course/references.bib: a has no title"),
        ("@book{a, title={T}, year={2000}}", r"course/references.bib: a has neither author nor editor"),
        ("@book{a, title={T}", r"course/references.bib: syntax error in line"),
    ],
)
def test_a_broken_entry_is_named(text, message):
    with pytest.raises(CourseError, match=message):
        parse_references(text)


def test_a_course_without_references_has_none(tmp_path):
    assert load_references(tmp_path) == {}
