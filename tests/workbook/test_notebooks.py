"""The canonical form of a built notebook."""

import json

import nbformat
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.index import View
from cvm_lessons.workbook.notebooks import (
    canonical_outputs,
    notebook_text,
    read_notebook,
    texts_digest,
    write_text,
)
from cvm_lessons.workbook.sources import Cell
from cvm_lessons.workbook.views import Projection

CODE = Cell("code", "print(1)\n40", {"tags": ["result"], "alt": "A line"}, "s1-01")
PNG = {
    "output_type": "display_data",
    "data": {"image/png": "iVBO\n", "text/plain": "<Figure>"},
    "metadata": {},
}
RESULT = {"output_type": "execute_result", "data": {"text/plain": "40"}, "metadata": {}, "execution_count": 9}
STREAM = {"output_type": "stream", "name": "stdout"}


def projection(*cells):
    return Projection(View("student", "notebooks/en/t.ipynb"), "course/en/t.md", "en", "ab12", cells)


def test_the_file_is_canonical_and_valid():
    prose = Cell("markdown", "# 价值\n\nText", {}, "s0-01")
    text = notebook_text(projection(prose, CODE), {"s1-01": [PNG, RESULT]})
    nbformat.validate(nbformat.reads(text, as_version=4))
    content = json.loads(text)
    assert text == json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert "价值" in text
    assert content["nbformat_minor"] == 5
    texts = texts_digest([("markdown", "# 价值\n\nText"), ("code", "print(1)\n40")])
    assert content["metadata"]["cvm"] == {"sha256": "ab12", "source": "course/en/t.md", "texts": texts}
    assert set(content["metadata"]) == {"cvm", "kernelspec", "language_info"}
    assert content["cells"][1]["execution_count"] == content["cells"][1]["outputs"][1]["execution_count"] == 1


def test_pieces_of_a_stream_are_joined_until_another_comes_between():
    pieces = [STREAM | {"text": "a"}, STREAM | {"text": "b\n"}, STREAM | {"name": "stderr", "text": "c"}]
    stored = canonical_outputs(CODE, [*pieces, STREAM | {"text": "d"}], 1)
    assert [(each["name"], each["text"]) for each in stored] == [
        ("stdout", ["ab\n"]),
        ("stderr", ["c"]),
        ("stdout", ["d"]),
    ]


def test_an_image_carries_the_alt_text_of_its_cell():
    (stored,) = canonical_outputs(CODE, [PNG], 1)
    assert stored["metadata"] == {"image/png": {"alt": "A line"}}
    assert stored["data"]["image/png"] == "iVBO"


def test_a_list_of_alt_texts_serves_several_images():
    two = Cell("code", "x", {"alt": ["First", "Second"]}, "s1-01")
    stored = canonical_outputs(two, [PNG, RESULT, PNG, PNG], 1)
    assert [each["metadata"].get("image/png", {}).get("alt") for each in stored] == [
        "First",
        None,
        "Second",
        None,
    ]


def test_a_widget_keeps_no_output():
    assert canonical_outputs(Cell("code", "x", {"tags": ["widget"]}, "s1-01"), [RESULT], 1) == []


@given(
    st.lists(
        st.one_of(
            st.builds(
                lambda name, text: STREAM | {"name": name, "text": text},
                st.sampled_from(["stdout", "stderr"]),
                st.text(),
            ),
            st.builds(
                lambda text: RESULT | {"data": {"text/plain": text, "application/json": [text]}}, st.text()
            ),
            st.just(PNG),
        ),
        max_size=6,
    )
)
def test_the_stored_form_is_stable(outputs):
    once = canonical_outputs(CODE, outputs, 3)
    assert canonical_outputs(CODE, json.loads(json.dumps(once)), 3) == once


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"t.ipynb: not a notebook \("),
        ("[]", "t.ipynb: a notebook without cells"),
        ("{}", "without cells"),
    ],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, text, message):
    write_text(tmp_path / "a" / "t.ipynb", text)
    with pytest.raises(CourseError, match=message):
        read_notebook(tmp_path / "a" / "t.ipynb", "t.ipynb")


def test_writing_leaves_no_draft_behind(tmp_path):
    write_text(tmp_path / "t.txt", "old")
    write_text(tmp_path / "t.txt", "new\n")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("t.txt", b"new\n")]
