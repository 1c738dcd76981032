"""One reader, from the start page to a right answer and a moved slider, in a real browser."""

import pytest
from journeys.lab import Lab, open_lab

EXERCISES = "exercises/en/c03_customer_value.ipynb"
LESSON = "notebooks/en/c03_customer_value/01_perceived_and_delivered_value.ipynb"
RANKED = "both = value.rank_offers(q3.given.shows)\n"
NUMBERS = 'leaves = both["difference"].max()\nreturns = both["ratio"].max()\n'
WRONG = RANKED + NUMBERS + 'book = both["difference"].idxmax()'
RIGHT = RANKED + NUMBERS + 'book = both["ratio"].idxmax()'


@pytest.fixture
def lab(tmp_path, chromium):
    with open_lab(tmp_path, chromium) as opened:
        yield opened


def output_of(lab: Lab, code: str) -> str:
    """Run the cell with this code and return what it shows."""
    cell = lab.cell(code)
    lab.run(cell)
    return cell.locator(".jp-OutputArea-output").first.inner_text()


@pytest.mark.browser
def test_from_the_start_page_to_a_right_answer_and_a_moved_slider(lab):
    lab.open("START_HERE.ipynb")
    lab.run_all()
    practice = lab.cell("practice_widget")
    practice.locator("input[type=radio]").first.check()
    practice.get_by_role("button", name="Check").click()
    practice.get_by_text("Why").first.wait_for()

    chapter = lab.notebook.get_by_role("row").filter(has_text="Customer value")
    chapter.get_by_role("link", name="exercises", exact=True).first.click()
    lab.wait_for_kernel(EXERCISES)

    lab.run_all()
    assert "Not attempted" in output_of(lab, "q3.check()")

    lab.write(lab.cell("book = ..."), WRONG)
    lab.run(lab.cell("idxmax"))
    assert "you booked by the difference" in output_of(lab, "q3.check()")

    lab.write(lab.cell("q3.check()"), "q3.hint()")
    assert "Hint 1 of 3" in output_of(lab, "q3.hint()")

    lab.write(lab.cell("idxmax"), RIGHT)
    lab.run(lab.cell("idxmax"))
    lab.write(lab.cell("q3.hint()"), "q3.check()")
    assert "Correct" in output_of(lab, "q3.check()")

    lab.open(LESSON)
    lab.run_all()
    explorer = lab.cell("delivered_value_explorer(two)")
    figure = explorer.locator("img").first
    figure.wait_for()
    before = figure.get_attribute("src")
    explorer.locator(".widget-slider .noUi-handle").first.focus()
    for _ in range(5):
        lab.page.keyboard.press("ArrowLeft")
    lab.page.wait_for_function("([image, old]) => image.src !== old", arg=[figure.element_handle(), before])

    assert lab.outside == []
    assert lab.errors == []
