import numpy as np
import pandas as pd
import pytest

from cvm_lessons.cases import read_results, write_results
from cvm_lessons.core import DataError, ParameterError, language

ACTIONS = pd.DataFrame({"project": ["a", "b"], "cost": [1, 2]})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_CASE_FOLDER", str(tmp_path / "run"))
    return tmp_path / "run"


def test_what_is_written_is_read_back(folder):
    written = write_results("x", parameters={"p": "云雀"}, numbers={"n": np.float64(1.5)}, actions=ACTIONS)
    assert read_results(folder) == written
    assert written.actions == [{"project": "a", "cost": 1}, {"project": "b", "cost": 2}]
    assert "云雀" in (folder / "results.json").read_text(encoding="utf-8")


def test_no_action_is_a_result_too(folder):
    assert write_results("x", parameters={}, numbers={}, actions=ACTIONS.head(0)).actions == []


def test_a_notebook_opened_by_hand_writes_into_build(in_course, monkeypatch):
    monkeypatch.delenv("CVM_CASE_FOLDER", raising=False)
    write_results("tiny", parameters={}, numbers={"n": 1}, actions=ACTIONS)
    assert read_results(in_course / "build" / "cases" / "tiny" / "by_hand").numbers == {"n": 1}


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "nan"), (np.inf, "inf"), (None, "None")])
def test_a_number_that_json_cannot_hold_is_named(folder, value, shown):
    with pytest.raises(DataError, match=f"numbers: gain={shown} is not text or a finite number"):
        write_results("x", parameters={}, numbers={"gain": value}, actions=ACTIONS)


def test_a_missing_cell_of_the_actions_is_named(folder):
    with pytest.raises(DataError, match="actions, row 1: cost=nan is not"):
        write_results("x", parameters={}, numbers={}, actions=pd.DataFrame({"cost": [1, np.nan]}))


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"holds no results\.json: the run stopped before its last cell"):
        read_results(tmp_path)


def test_the_summary_speaks_the_language_in_force(folder):
    results = write_results("x", parameters={}, numbers={"n": 1}, actions=ACTIONS)
    assert repr(results) == "Kept for other programs in results.json: numbers 1, actions 2."
    with language("zh"):
        assert repr(results) == "结果已另存为results.json，供其他程序读取：数字1个，行动2项。"
