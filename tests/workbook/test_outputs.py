"""What must not stand in an output, and what may."""

import pytest

from cvm_lessons.workbook.outputs import output_faults


def found(*outputs, tags=()):
    cell = {"cell_type": "code", "id": "s1-01", "metadata": {"tags": list(tags)}, "outputs": list(outputs)}
    return [(fault.message, fault.warning) for fault in output_faults("t.ipynb", [cell])]


def shown(kind="execute_result", **data):
    return {
        "output_type": kind,
        "metadata": {},
        "data": {key.replace("_", "/"): text for key, text in data.items()},
    }


@pytest.mark.parametrize(
    "text",
    [
        "show   price\nLark  ¥1,280",
        "2024-05-01",
        "0x1F",
        "ratio 3:1, 10:30",
        "and/or; m/s; see https://doi.org/10.1000/usr/x",
        "<Table>",
        "37% | 40%",
    ],
)
def test_ordinary_output_is_left_alone(text):
    assert found(shown(text_plain=text), shown(text_html=f"<td style='left: 0'>{text}</td>")) == []


@pytest.mark.parametrize(
    ("output", "message", "warning"),
    [
        (
            {"output_type": "stream", "name": "stderr", "text": "Careful\nmore"},
            "writes to stderr: Careful",
            True,
        ),
        (shown(text_plain="[<matplotlib.lines.Line2D>]"), "the output is a bare object", True),
        (shown(text_plain="<Axes: title={'left': 'x'}>"), "the output is a bare object", True),
        (shown("display_data", **{"image_svg+xml": "<svg/>"}), "the figure is image/svg+xml", False),
        (shown(text_html='<td id="T_a1b2c_row0">'), "the random id of a styled frame", False),
        (shown(text_html="<b>at 0x7fabcdef12</b>"), "a memory address: '0x7fabcdef12'", False),
        ({"output_type": "stream", "name": "stdout", "text": "1%\r2%"}, "a progress bar", False),
    ],
)
def test_what_does_not_belong_is_named(output, message, warning):
    assert any(message in text and warned is warning for text, warned in found(output)), found(output)


def test_a_stored_output_of_a_widget_is_named():
    assert found(shown(text_plain="4"), tags=["widget"]) == [
        ("a widget's output is stored, and will not open again.", False)
    ]
