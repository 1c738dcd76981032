"""The log: appended line by line, readable after a cut, merged without doubles, replayed to a state."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import ask
from cvm_lessons.exam.log import answered, append_events, erase_log, export_log, log_path, merge_log, read_log
from cvm_lessons.exam.marking import mark
from cvm_lessons.exam.progress import Progress, replay

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def event(make):
    """Build the event of one answer: minutes after noon, right or wrong, on a concept."""

    def build(minutes, right=True, concept="time-cost"):
        (asked,) = ask(make("c03-aa-001", "single", concepts=[concept]), 3)
        chosen = frozenset({1 if right else 0})
        return answered(asked, chosen, mark(asked, chosen), at=NOON + timedelta(minutes=minutes))

    return build


def test_an_event_tells_what_was_asked_answered_and_earned(event):
    told = json.loads(event(0, right=False).model_dump_json())
    assert told.pop("event")
    assert told == {
        "at": "2026-11-21T12:00:00Z",
        "question": "c03-aa-001",
        "concepts": ["time-cost"],
        "level": "remember",
        "seed": 3,
        "response": [0.0],
        "points": 0.0,
        "out_of": 1.0,
        "misconceptions": ["one-wrong"],
    }


@pytest.mark.parametrize(
    ("kind", "response", "kept"), [("numeric", 40, (40.0,)), ("short", (1, 2), (1.0, 2.0))]
)
def test_every_kind_of_response_is_kept(make, kind, response, kept):
    (asked,) = ask(make("c03-aa-001", kind), 0)
    told = answered(asked, response, mark(asked, response))
    assert told.response == kept
    assert told.at.tzinfo is not None


def test_what_is_appended_is_read_back_in_order(tmp_path, event):
    log = tmp_path / "deep" / "log.jsonl"
    events = [event(k) for k in range(3)]
    append_events(log, events[:1])
    append_events(log, events[1:])
    assert list(read_log(log).events) == events
    assert log.read_text().count("\n") == 3
    assert read_log(tmp_path / "none.jsonl").events == ()


@pytest.mark.parametrize("lost", [1, 2, 30, 200])
def test_a_cut_last_line_costs_that_line_only(tmp_path, event, lost):
    log = tmp_path / "log.jsonl"
    first, second, third = (event(k) for k in range(3))
    append_events(log, [first, second])
    log.write_bytes(log.read_bytes()[:-lost])  # killed in mid-write
    survivors = [first, second] if lost == 1 else [first]  # only the line's end was lost
    assert list(read_log(log).events) == survivors
    append_events(log, [third])
    read = read_log(log)
    assert list(read.events) == [*survivors, third]
    assert read.unreadable == (() if lost == 1 else (2,))


def test_bytes_and_lines_that_are_no_answers_are_numbered(tmp_path, event):
    log = tmp_path / "log.jsonl"
    good = event(0).model_dump_json().encode()
    log.write_bytes(b"\xff\xfe\n" + good + b"\n\n{}\n[1]\n" + good.replace(b"}", b',"later": 1}') + b"\n")
    read = read_log(log)
    assert read.unreadable == (1, 4, 5)
    assert len(read.events) == 2  # a field of a later version is left alone


def test_two_logs_merge_without_doubles_in_either_direction(tmp_path, event):
    shared, here, there = event(0), event(1, right=False), event(2)
    left, right = tmp_path / "left.jsonl", tmp_path / "right.jsonl"
    append_events(left, [shared, here])
    append_events(right, [shared, there, there])
    assert merge_log(left, right) == 1
    assert merge_log(left, right) == 0
    assert merge_log(right, left) == 1
    assert replay(read_log(left).events) == replay({e.event: e for e in read_log(right).events}.values())
    with pytest.raises(ParameterError, match=r"there is no log .*none.jsonl"):
        merge_log(left, tmp_path / "none.jsonl")


def test_an_export_holds_all_and_overwrites_nothing(tmp_path, event):
    log, target = tmp_path / "log.jsonl", tmp_path / "export.jsonl"
    append_events(log, [event(0), event(1)])
    assert export_log(log, target) == 2
    assert read_log(target) == read_log(log)
    with pytest.raises(ParameterError, match=r"export.jsonl exists: choose another name"):
        export_log(log, target)


def test_an_export_makes_no_folder(tmp_path, event):
    log, target = tmp_path / "log.jsonl", tmp_path / "mistyped" / "export.jsonl"
    append_events(log, [event(0)])
    with pytest.raises(
        ParameterError, match=r"there is no folder .*mistyped: make it first, or choose another"
    ):
        export_log(log, target)
    assert not target.parent.exists()
    (tmp_path / "target.jsonl").symlink_to(tmp_path / "mistyped" / "none")
    with pytest.raises(ParameterError, match=r"cannot be written \(.*\): choose another place"):
        export_log(log, tmp_path / "target.jsonl")


@pytest.mark.parametrize("text", ["# A readme\n\nof two lines\n", '{"some": "json"}\n'])
def test_a_file_that_is_no_log_is_not_merged(tmp_path, event, text):
    log, other = tmp_path / "log.jsonl", tmp_path / "README.md"
    append_events(log, [event(0)])
    other.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"README.md is no log of answers: name a file made by"):
        merge_log(log, other)
    other.write_text("", encoding="utf-8")
    assert merge_log(log, other) == 0


def test_an_erased_log_is_gone(tmp_path, event):
    log = tmp_path / "log.jsonl"
    append_events(log, [event(0)])
    assert erase_log(log) is True
    assert erase_log(log) is False
    assert not log.exists()


def test_a_log_that_cannot_be_written_names_the_place_and_the_remedy(tmp_path, event):
    (tmp_path / "file").write_text("")
    with pytest.raises(ParameterError, match=r"the log .*log.jsonl cannot be written \(.*\): set CVM_HOME"):
        append_events(tmp_path / "file" / "log.jsonl", [event(0)])


def test_the_log_lies_in_the_learners_folder(home, monkeypatch):
    assert log_path() == home / "exam-log.jsonl"
    monkeypatch.delenv("CVM_HOME")
    assert log_path().name == "exam-log.jsonl"
    assert "cvm-workbook" in str(log_path())


def test_replay_puts_events_in_their_order_of_time(event):
    events = [event(2), event(0, right=False), event(1)]
    state = replay(events)
    assert state.shares == {"time-cost": (0.0, 1.0, 1.0)}
    assert state == replay(reversed(events))
    assert state.asked["c03-aa-001"] == 3
    assert state.last == {"c03-aa-001": 1.0}
    assert state.misconceptions == {"one-wrong": 1}


def test_strength_stands_between_failed_and_passed_for_what_was_never_asked():
    state = Progress({"failed": (0.0,), "passed": (1.0,), "mended": (0.0,) * 9 + (1.0,) * 5})
    assert state.strength("failed") == pytest.approx(1 / 3)
    assert state.strength("new") == 0.5
    assert state.strength("passed") == pytest.approx(2 / 3)
    assert state.strength("mended") == pytest.approx(6 / 7)  # the last five count


def test_the_table_of_progress_has_the_weakest_concept_first():
    frame = Progress({"b": (1.0,), "a": (0.0, 0.0)}).to_frame(["c"])
    assert frame.to_dict("list") == {
        "concept": ["a", "c", "b"],
        "answers": [2, 0, 1],
        "strength": [0.25, 0.5, pytest.approx(2 / 3)],
    }
