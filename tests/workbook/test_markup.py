"""Roles and directives."""

import pytest
from hypothesis import given, strategies as st

from cvm_lessons.workbook.citations import parse_references
from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.glossary import parse_glossary
from cvm_lessons.workbook.markup import Markup, without_code
from cvm_lessons.workbook.sources import Cell

DOI = "https://doi.org/10.1177/002224298805200302"
WORKS = parse_references(
    "@book{kotler1994, author={Kotler, Philip}, title={Marketing}, year={1994}}\n"
    "@article{zeithaml1988, author={Zeithaml, Valarie A.}, title={Value}, journal={JM}, year={1988}, "
    "doi={10.1177/002224298805200302}}"
)
TERMS = parse_glossary(
    [
        {"id": "price", "en": "price", "zh": "价格", "definition": {"en": "Money | asked.", "zh": "标价。"}},
        {"id": "cost", "en": "cost", "zh": "成本", "definition": {"en": "All given.", "zh": "全部付出。"}},
    ]
)


def markup(language="en"):
    return Markup("t.md", language, TERMS, WORKS)


def resolve(text, language="en"):
    return markup(language).resolve(Cell("markdown", text, id="s1-01", line=10))


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("It is so {cite}`kotler1994`.", "en", "It is so (Kotler, 1994)."),
        ("{cite:t}`zeithaml1988` says", "en", f"[Zeithaml (1988)]({DOI}) says"),
        ("So {cite}`kotler1994, zeithaml1988`", "en", f"So (Kotler, 1994; [Zeithaml, 1988]({DOI}))"),
        ("the {term}`price` is", "en", "the **price** (价格) is"),
        ("{term}`price`是", "zh", "**价格** (price)是"),
        ("code `{cite}` and ``{term}`x` `` stay", "en", "code `{cite}` and ``{term}`x` `` stay"),
        ("```text\n{cite}`nobody`\n:::{none}\n```", "en", "```text\n{cite}`nobody`\n:::{none}\n```"),
        ("a stray ` tick\n\n{term}`price`", "en", "a stray ` tick\n\n**price** (价格)"),
    ],
)
def test_a_role_becomes_plain_markdown(text, language, shown):
    assert resolve(text, language) == shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a\n\n{cite}`kotler1995`",
            r"t.md:12, cell s1-01: 'kotler1995' is not in course/references.bib. Did you mean",
        ),
        ("{cite}`unheard`", r"'unheard' is not in course/references.bib. Add it to course/references.bib"),
        (
            "{term}`prise`",
            r"t.md:10, cell s1-01: 'prise' is not in course/glossary.yaml. Did you mean 'price'",
        ),
        ("{citet}`kotler1994`", r"role {citet} is not known. Did you mean 'cite:t'"),
        (
            "x\n:::{admonitoin} T\ny\n:::",
            r"t.md:11, .*directive {admonitoin} is not known. Did you mean 'admonition'",
        ),
        (":::{admonition}\ny\n:::", r"the admonition has no title"),
        ("a\n:::{admonition} T\ny", r"t.md:11, cell s1-01: the box has no end"),
        ("a\n:::\nb", r"t.md:11, cell s1-01: ':::' opens nothing"),
        ("a\n:::{terms}\nprise\n:::", r"t.md:11, .*'prise' is not in course/glossary.yaml"),
        (":::{admonition} T\na\n:::\n:::\n", r"t.md:13, .*':::' opens nothing"),
    ],
)
def test_unknown_markup_is_named_with_line_and_nearest(text, message):
    with pytest.raises(SourceError, match=message):
        resolve(text)


def test_a_box_is_a_div_with_markdown_between_blank_lines():
    text = "Before\n:::{admonition} Misconception: more is better\nNot *so* {cite}`kotler1994`.\n:::\nAfter"
    assert resolve(text).split("\n\n") == [
        "Before",
        '<div class="alert alert-block alert-warning" style="color: #212121">',
        "**Misconception: more is better**",
        "Not *so* (Kotler, 1994).",
        "</div>",
        "After",
    ]


@pytest.mark.parametrize(
    ("title", "alert"),
    [
        ("In the exam", "success"),
        ("Source note: 1988", "info"),
        ("误区：越多越好", "warning"),
        ("Aside", "info"),
    ],
)
def test_the_kind_of_box_follows_its_title(title, alert):
    assert f"alert-{alert}" in resolve(f":::{{admonition}} {title}\nText\n:::")


def test_boxes_nest_with_more_colons():
    nested = resolve("::::{admonition} Outer\n:::{admonition} Inner\nText\n:::\n::::")
    assert nested.count("<div") == nested.count("</div>") == 2
    assert nested.index("Outer") < nested.index("Inner")


@pytest.mark.parametrize(
    ("language", "header", "meaning"),
    [
        ("en", "| English | Chinese | Meaning |", "Money &#124; asked."),
        ("zh", "| 英文 | 中文 | 含义 |", "标价。"),
    ],
)
def test_terms_become_a_table_in_the_language_of_the_edition(language, header, meaning):
    lines = resolve(":::{terms}\nprice\ncost\n:::", language).split("\n")
    assert lines[0] == header
    assert lines[2] == f"| price | 价格 | {meaning} |"
    assert len(lines) == 4


def test_what_was_referred_to_is_remembered():
    used = markup()
    used.resolve(Cell("markdown", "{cite}`kotler1994` and {term}`price`\n:::{terms}\ncost\n:::"))
    assert (list(used.cited), list(used.terms)) == (["kotler1994"], ["price", "cost"])


@given(st.text(alphabet="ab *_#|-\n`{}$", max_size=80))
def test_text_without_roles_and_boxes_stays_as_it_is(text):
    assert resolve(text) == text


@given(st.lists(st.sampled_from(["a", "`b`", "{term}`c`", "```\nd\n```", "\n"]), max_size=12))
def test_blanking_code_keeps_every_line(parts):
    text = "\n".join(parts)
    assert without_code(text).count("\n") == text.count("\n")
    assert "`b`" not in without_code(text).replace("{term}`c`", "")
