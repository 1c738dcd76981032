"""One reader, from the start page to a right answer and a moved slider, in a real browser."""

import pytest
from lab import Lab, open_lab

EXERCISES = "exercises/en/c03_customer_value.ipynb"
LESSON = "notebooks/en/c03_customer_value/01_perceived_and_delivered_value.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory, chromium):
    with open_lab(tmp_path_factory.mktemp("lab"), chromium) as opened:
        yield opened


def check(lab: Lab, name: str) -> str:
    """Run the cell with the check and return what it says."""
    cell = lab.cell(f"{name}.check()")
    lab.run(cell)
    return cell.locator(".jp-OutputArea-output").inner_text()


@pytest.mark.browser
def test_from_the_start_page_to_a_right_answer_and_a_moved_slider(lab):
    lab.open("START_HERE.ipynb")
    lab.notebook.get_by_role("link", name="exercises", exact=True).first.click()
    lab.wait_for_kernel(EXERCISES)

    lab.run_all()
    assert "Not attempted" in check(lab, "q3")

    answer = lab.cell("q3_difference = ...")
    lab.write(answer, WRONG)
    lab.run(lab.cell(WRONG_LINE))
    wrong = check(lab, "q3")
    assert MISCONCEPTION in wrong

    check_cell = lab.cell("q3.check()")
    lab.write(check_cell, "q3.hint()")
    lab.run(lab.cell("q3.hint()"))
    assert "Hint 1 of 3" in lab.cell("q3.hint()").locator(".jp-OutputArea-output").inner_text()

    lab.write(lab.cell(WRONG_LINE), RIGHT)
    lab.run(lab.cell(RIGHT_LINE))
    lab.write(lab.cell("q3.hint()"), "q3.check()")
    assert "Correct" in check(lab, "q3")

    lab.open(LESSON)
    lab.run_all()
    explorer = lab.cell("delivered_value_explorer(two)")
    handle = explorer.locator(".widget-slider .noUi-handle").first
    handle.wait_for()
    before = figure(explorer)
    handle.focus()
    for _ in range(5):
        lab.page.keyboard.press("ArrowLeft")
    lab.page.wait_for_function("([image, old]) => image.src !== old", arg=[explorer.locator("img").first.element_handle(), before])

    assert lab.outside == []
    assert lab.errors == []


def figure(cell) -> str:
    """Return the address of the figure that a widget shows; it holds the picture itself."""
    image = cell.locator("img").first
    image.wait_for()
    return image.get_attribute("src")
