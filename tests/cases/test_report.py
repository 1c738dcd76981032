import re

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_output

from cvm_lessons.cases import outside_requests, write_report
from cvm_lessons.core import WorkbookError


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.js">',
        '<img alt="" src="//cdn.example/x.js">',
        '<img srcset="https://cdn.example/x.js 2x">',
        '<iframe src="HTTPS://cdn.example/x.js"></iframe>',
        '<object data="https://cdn.example/x.js"></object>',
        '<style>@import "https://cdn.example/x.js";</style>',
        "<style>@font-face { src: url(https://cdn.example/x.js) }</style>",
        "<p style=\"background: url('https://cdn.example/x.js')\">x</p>",
        "<svg><image href='https://cdn.example/x.js'/></svg>",
        '<script type="module">import m from "https://cdn.example/x.js";</script>',
    ],
)
def test_whatever_a_browser_would_fetch_is_found(page):
    assert [address.lower() for address in outside_requests(page)] in (
        ["https://cdn.example/x.js"],
        ["//cdn.example/x.js"],
        ["https://cdn.example/x.js 2x"],
    )


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://doi.org/10.1/x">a source</a>',
        '<img src="data:image/png;base64,AAAA">',
        "<p>See https://example.org for more.</p>",
        "<style>a { color: #222 }</style><p>url(https://example.org)</p>",
    ],
)
def test_what_waits_for_a_click_is_no_request(page):
    assert outside_requests(page) == []


def _write(tmp_path, notebook, **options):
    nbformat.write(notebook, tmp_path / "x.ipynb")
    options = {"title": "Tiny <1>", "subtitle": "budget = 5 & more", **options}
    return write_report(tmp_path / "x.ipynb", tmp_path / "x.html", **options).read_text(encoding="utf-8")


def test_the_report_escapes_its_title_and_names_its_language(tmp_path, tiny_notebook):
    page = _write(tmp_path, tiny_notebook(), language="zh")
    assert "<title>Tiny &lt;1&gt;</title>" in page
    assert '<html lang="zh">' in page
    assert "budget = 5 &amp; more" in page


def test_text_and_outputs_in_two_languages_are_marked_and_the_reader_is_warned(tmp_path, tiny_notebook):
    notebook = tiny_notebook()
    notebook.cells[2].outputs = [new_output("stream", text="参展商")]
    page = _write(tmp_path, notebook, language="zh", prose="en", note="正文为英文")
    assert '<html lang="zh">' in page
    assert '<main lang="en">' in page
    assert page.index('<div lang="zh">') < page.index("参展商")
    assert "<p>正文为英文</p>" in page
    assert "<p></p>" not in _write(tmp_path, tiny_notebook())


def test_a_wide_table_scrolls_on_a_phone(tmp_path, tiny_notebook):
    page = _write(tmp_path, tiny_notebook())
    assert re.search(r"@media \(max-width: 40rem\) \{.*table \{[^}]*overflow-x: auto", page, re.DOTALL)


def test_the_code_is_hidden_unless_it_is_asked_for(tmp_path, tiny_notebook):
    hidden, shown = (_write(tmp_path, tiny_notebook(), code=code) for code in (False, True))
    assert "own_file" not in hidden
    assert "own_file" in shown


def test_a_report_that_would_fetch_is_refused(tmp_path, tiny_notebook):
    notebook = tiny_notebook()
    notebook.cells.append(new_markdown_cell('<img src="https://cdn.example/logo.png">'))
    with pytest.raises(WorkbookError, match=r"the report would fetch https://cdn\.example/logo\.png"):
        _write(tmp_path, notebook)


def test_scripts_in_outputs_are_left_out(tmp_path, tiny_notebook):
    notebook = tiny_notebook()
    script = {"application/javascript": "fetch('https://cdn.example/x')"}
    notebook.cells[2].outputs = [new_output("display_data", data=script)]
    assert "<script" not in _write(tmp_path, notebook)
