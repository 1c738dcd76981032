"""The sliders of a lesson move its sentence and its figure, in a real browser."""

import pytest
from journeys.lab import open_lab, until

# Lesson, code of the cell with the widget.
WIDGETS = [
    ("c02_crm_theory/02_relationship_marketing", "tie_explorer"),
    ("c04_satisfaction/02_service_experience", "kano_explorer"),
    ("c05_trust_and_belonging/04_commercial_friendship", "common_cause_explorer"),
]


@pytest.fixture
def lab(tmp_path, chromium):
    with open_lab(tmp_path, chromium) as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize(("lesson", "code"), WIDGETS)
def test_a_moved_slider_changes_the_sentence_and_the_figure(lab, lesson, code):
    lab.open(f"notebooks/en/{lesson}.ipynb")
    lab.run_all()
    explorer = lab.cell(code)
    sentence, figure = explorer.get_by_role("status"), explorer.locator("img").first
    figure.wait_for()
    said, drawn = sentence.inner_text(), figure.get_attribute("src")

    explorer.locator(".widget-slider .noUi-handle").first.focus()
    for _ in range(5):
        lab.page.keyboard.press("ArrowRight")

    until(lambda: sentence.inner_text() != said, "the sentence to change")
    until(lambda: figure.get_attribute("src") != drawn, "the figure to change")
    assert lab.outside == []
    assert lab.errors == []
