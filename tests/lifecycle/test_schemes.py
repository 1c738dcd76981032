"""Lists of stages: complete, in order, and mapped onto each other without holes or doubles."""

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.lifecycle import (
    PHASES,
    SCHEMES,
    equivalent_stages,
    scheme_map,
    stage_of_phase,
    stage_schemes,
)
from cvm_lessons.world.dialogue.lifecycle import STAGES


def stages(scheme):
    table = stage_schemes()
    return table[table["scheme"] == scheme]


def test_the_published_lists_are_as_printed():
    assert stages("dwyer")["stage"].tolist() == [
        "awareness", "exploration", "expansion", "commitment", "dissolution",
    ]  # fmt: skip
    assert stages("exhibition")["zh"].tolist() == ["培育期", "确认期", "信任期", "弱化期", "消失期"]
    assert stages("profit")["zh"].tolist() == ["潜在获取期", "成长期", "成熟期", "衰退期", "终止期"]
    assert stages("telecom")["zh"].tolist() == ["获取", "提升", "成熟", "衰退", "离网"]
    assert set(stages("four_stage")["source"]) == {"chen2002"}


def test_the_exhibition_list_is_that_of_the_world():
    assert tuple(stages("exhibition")["stage"]) == STAGES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_spans_neighbouring_phases_in_their_order_each_once(scheme):
    spanned = [phase for _, _, phases in SCHEMES[scheme][1] for phase in phases]
    start = PHASES.index(spanned[0])
    assert spanned == list(PHASES[start : start + len(spanned)])


def test_the_map_has_a_hole_where_a_list_has_no_stage():
    table = scheme_map()
    assert table.index.tolist() == list(PHASES)
    assert table["four_stage"].isna().tolist() == [True] + [False] * 5
    assert table.loc[["decline", "end"], "customer_asset"].isna().all()
    assert scheme_map(["exhibition"], chinese=True).loc["end", "exhibition"] == "消失期"


def test_a_finer_list_has_several_equivalents_and_a_shorter_one_none():
    assert equivalent_stages("dissolution", "dwyer", "exhibition") == ("weakening", "lost")
    assert equivalent_stages("weakening", "exhibition", "dwyer") == ("dissolution",)
    assert equivalent_stages("消失期", "exhibition", "customer_asset") == ()
    assert stage_of_phase("prospect", "four_stage") is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: scheme_map(["dwier"]), "schemes='dwier' is not one of its values. Did you mean 'dwyer'"),
        (lambda: scheme_map([]), "schemes is empty"),
        (
            lambda: stage_of_phase("mature", "dwyer"),
            "phase='mature' is not one of its values. Known: prospect",
        ),
        (lambda: equivalent_stages("trust", "dwyer", "exhibition"), "stage='trust' is not one of its values"),
        (lambda: equivalent_stages("信任", "exhibition", "展览"), "stage='信任' is not one of its values"),
        (lambda: equivalent_stages("trust", "exhibition", "展览"), "other='展览'"),
    ],
)
def test_names_that_no_list_has_are_refused(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
