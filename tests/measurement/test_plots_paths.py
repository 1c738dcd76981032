from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from cvm_lessons.core import PALETTE, DataError, ParameterError, apply_style, language
from cvm_lessons.measurement import (
    PartialLeastSquaresPathModel,
    bootstrap_pls,
    mediate,
    path_model,
    plot_path_model,
)

ECSI = [
    ("IMAG", "EXPE", 0.58), ("EXPE", "QUAL", 0.85), ("EXPE", "VAL", 0.11), ("QUAL", "VAL", 0.68),
    ("IMAG", "SAT", 0.2), ("EXPE", "SAT", -0.003), ("QUAL", "SAT", 0.12), ("VAL", "SAT", 0.59),
    ("IMAG", "LOY", 0.28), ("SAT", "LOY", 0.5),
]  # fmt: skip
MEDIATION = [("trust", "commitment", 0.5), ("commitment", "loyalty", 0.4), ("trust", "loyalty", -0.08)]
KMV = [
    ("termination costs", "commitment", 0.4), ("benefits", "commitment", 0.02),
    ("shared values", "commitment", 0.26),
    ("shared values", "trust", 0.3), ("communication", "trust", 0.16), ("opportunism", "trust", -0.57),
    ("trust", "commitment", 0.53), ("commitment", "acquiescence", 0.57), ("commitment", "leaving", -0.55),
    ("commitment", "cooperation", 0.25), ("trust", "cooperation", 0.51), ("trust", "conflict", 0.48),
    ("trust", "uncertainty", -0.44),
]  # fmt: skip
LABELS = {
    "en": {"IMAG": "Image", "EXPE": "Expectation", "QUAL": "Perceived quality", "VAL": "Perceived value"},
    "zh": {"IMAG": "企业形象", "EXPE": "顾客期望", "QUAL": "感知质量", "VAL": "感知价值", "SAT": "顾客满意"},
}
MODELS = {"ecsi": ECSI, "mediation": MEDIATION, "kmv": KMV}
CHINESE_TITLE = "最强路径：顾客期望 → 感知质量，0.85"


@pytest.fixture(autouse=True)
def styled():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def arrows(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["origin", "target", "estimate"])


def parts(ax, kind):
    return [patch for patch in ax.patches if isinstance(patch, kind)]


def extents(ax, things):
    ax.figure.canvas.draw()
    return [thing.get_window_extent() for thing in things]


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", MODELS)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside_and_covers_no_other(name, code, texts_outside):
    with language(code):
        labels = LABELS[code] if name == "ecsi" else {}
        ax = plot_path_model(arrows(MODELS[name]), labels=labels)
        assert texts_outside(ax.figure) == []
        texts = extents(ax, [text for text in ax.texts if text.get_text()])
        assert not any(one.overlaps(other) for one, other in combinations(texts, 2))
        if code == "zh" and name == "ecsi":
            assert ax.get_title(loc="left") == CHINESE_TITLE


@pytest.mark.parametrize("name", MODELS)
def test_boxes_hold_their_names_and_stand_apart(name):
    ax = plot_path_model(arrows(MODELS[name]), r_squared={MODELS[name][0][1]: 0.4})
    boxes = extents(ax, parts(ax, FancyBboxPatch))
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    names = [text for text in ax.texts if not text.get_text().lstrip("-").replace(".", "").isdigit()]
    assert len(names) == len(boxes)
    for text, box in zip(extents(ax, names), boxes, strict=True):
        assert box.x0 <= text.x0
        assert text.x1 <= box.x1
        assert box.y0 <= text.y0
        assert text.y1 <= box.y1


@pytest.mark.parametrize("name", MODELS)
def test_no_arrow_runs_through_a_box_and_each_has_its_number(name):
    ax = plot_path_model(arrows(MODELS[name]))
    boxes = [box.get_bbox() for box in parts(ax, FancyBboxPatch)]
    lines = [patch.get_path() for patch in parts(ax, FancyArrowPatch)]
    assert len(lines) == len(MODELS[name])
    for row in parts(ax, FancyArrowPatch):
        start, end = np.array(row._posA_posB[0]), np.array(row._posA_posB[1])
        for point in start + np.linspace(0.05, 0.95, 40)[:, None] * (end - start):
            inside = [b.x0 < point[0] < b.x1 and b.y0 < point[1] < b.y1 for b in boxes]
            assert not any(inside)
    numbers = sorted(
        text.get_text() for text in ax.texts if text.get_text().lstrip("-").replace(".", "").isdigit()
    )
    assert numbers == sorted(f"{value + 0.0:.2f}".replace("-0.00", "0.00") for *_, value in MODELS[name])


def test_signs_sizes_and_doubts_are_drawn():
    table = arrows(MEDIATION).assign(low=[0.3, 0.2, -0.2], high=[0.7, 0.6, 0.1])
    ax = plot_path_model(table)
    first, second, third = parts(ax, FancyArrowPatch)
    assert first.get_linewidth() > second.get_linewidth() > third.get_linewidth()
    colors = [plt.matplotlib.colors.to_hex(arrow.get_edgecolor()).upper() for arrow in (first, third)]
    assert colors == [PALETTE["blue"], PALETTE["red"]]
    assert [arrow.get_linestyle() for arrow in (first, second)] == ["solid", "solid"]
    assert third.get_linestyle() != "solid"
    assert "dashed: the interval holds 0" in [text.get_text() for text in ax.texts]
    assert ax.get_title(loc="left") == "Strongest path: trust → commitment, 0.50"


def test_causes_stand_left_of_their_effects_and_the_drawing_is_repeatable():
    one, other = plot_path_model(arrows(KMV)), plot_path_model(arrows(KMV))
    for arrow, again in zip(parts(one, FancyArrowPatch), parts(other, FancyArrowPatch), strict=True):
        (start, end), (same, _) = arrow._posA_posB, again._posA_posB
        assert start[0] < end[0]
        assert tuple(start) == tuple(same)


def test_the_tables_of_the_room_can_be_drawn():
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(rng.normal(size=(100, 4)), columns=["quality", "value", "trust", "loyalty"]).cumsum(
        axis=1
    )
    split = mediate(rows, "quality", ["value", "trust"], "loyalty", n_boot=100)
    assert len(parts(plot_path_model(split.paths.drop(index="c")), FancyArrowPatch)) == 5
    with pytest.raises(DataError, match="quality → loyalty stands there twice: keep one kind of effect"):
        plot_path_model(split.paths)
    fit = path_model(rows, {"value": ["quality"], "trust": ["value"], "loyalty": ["trust"]}, n_boot=100)
    ax = plot_path_model(fit.paths, r_squared=fit.r_squared, estimate="standardised")
    assert len(parts(ax, FancyArrowPatch)) == 3
    blocks = {name.upper(): [name] for name in rows}
    model = PartialLeastSquaresPathModel({"VALUE": ["QUALITY"], "LOYALTY": ["VALUE", "TRUST"]}, blocks)
    sure = bootstrap_pls(model, rows, n_boot=100)
    assert len(parts(plot_path_model(sure.of("path")), FancyArrowPatch)) == 3


def test_positions_and_columns_can_be_chosen():
    table = pd.DataFrame({"from": ["a"], "to": ["b"], "beta": [0.5]})
    _, ax = plt.subplots()
    drawn = plot_path_model(
        table,
        origin="from",
        target="to",
        estimate="beta",
        positions={"a": (0, 0), "b": (0, 1)},
        decimals=3,
        ax=ax,
    )
    assert drawn is ax
    below, above = [box.get_bbox() for box in parts(ax, FancyBboxPatch)]
    assert below.x0 == above.x0
    assert below.y1 < above.y0
    assert "0.500" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"origin": "orign"}, DataError, r"column 'orign' is missing. Did you mean 'origin'\?"),
        ({"labels": {"trst": "Trust"}}, ParameterError, "trust"),
        ({"r_squared": {"loylty": 0.5}}, ParameterError, "loyalty"),
        ({"positions": {"trust": (0, 0)}}, ParameterError, "positions has no place for 'commitment'"),
        (
            {"positions": {"trust": (0, 0), "commitment": (0, 0), "loyalty": (1, 0)}},
            DataError,
            "two boxes stand at",
        ),
    ],
)
def test_bad_arguments_are_named(arguments, error, message):
    with pytest.raises(error, match=message):
        plot_path_model(arrows(MEDIATION), **arguments)


def test_bad_paths_are_named():
    with pytest.raises(DataError, match="the path trust → commitment stands there twice"):
        plot_path_model(arrows([*MEDIATION, MEDIATION[0]]))
    with pytest.raises(
        ParameterError, match="the paths go in a circle: a → b → a|the paths go in a circle: b → a → b"
    ):
        plot_path_model(arrows([("a", "b", 0.1), ("b", "a", 0.1)]))
    with pytest.raises(DataError, match="column 'estimate', row 1: nan is not a value"):
        plot_path_model(arrows([("a", "b", 0.1), ("b", "c", np.nan)]))
