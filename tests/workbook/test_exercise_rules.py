"""Exercises and checkpoints have all their parts."""

import pytest

from cvm_lessons.workbook.exercise_rules import checkpoint_faults, exercise_faults
from cvm_lessons.workbook.sources import parse_source

HEAD = '---\nchapter: c03\nlesson: 1\n---\n# Exercises\n\n```{code-cell}\nq1, q2 = start("c03")\n```\n\n'
TASK = """+++ {"exercise": "q1", "concepts": ["a"], "level": "apply", "lesson": 1}

## Exercise 1 · What is left

```{code-cell}
:tags: [starter]
value = ...
name, area = ..., ...
```

```{code-cell}
:tags: [solution]
value = 40
name, area = "Lark", 12
```

+++ {"tags": ["solution"]}

Value less cost.

```{code-cell}
q1.check()
```

"""
WHOLE = TASK + TASK.replace("q1", "q2").replace("Exercise 1", "Exercise 2")


def exercises(text):
    return [str(fault) for fault in exercise_faults(parse_source(HEAD + text, "exercises.md"))]


def test_whole_exercises_have_no_faults():
    assert exercises(WHOLE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("## Exercise 1 · What", "## What", "the heading does not name the exercise"),
        ('"concepts": ["a"], ', "", "concepts is missing"),
        ('"lesson": 1', '"lesson": 0', "lesson is missing"),
        ('"level": "apply"', '"level": "aply"', "level 'aply' is not known. Did you mean 'apply'"),
        ("[starter]", "[result]", "0 starter cells; an exercise has one"),
        (":tags: [solution]", ":tags: [result]", "no code cell is tagged solution"),
        ("q1.check()", "q1.hint()", "does not end in one cell with its check. Write  q1.check()"),
        ("q1.check()", "q2.check()", "does not end in one cell with its check. Write  q1.check()"),
        ("value = 40", "worth = 40", "the starter asks for 'value', and the solution does not set it"),
        ("value = ...\nname, area = ..., ...", "value = 1", "the starter leaves nothing to the learner"),
        ("value = 40", "value = (40", "the starter or the solution is no Python"),
        ('"exercise": "q1"', '"exercise": "q3"', "'q3' is not started in the setup cell"),
    ],
)
def test_a_part_that_is_missing_is_named_with_line_and_cell(old, new, message):
    assert old in WHOLE
    found = exercises(WHOLE.replace(old, new, 1))
    assert any(fault.startswith("exercises.md:") and message in fault for fault in found), found


def test_an_exercise_that_is_started_and_not_there_is_named():
    assert exercises(TASK) == ["exercises.md: 'q2' is started, but no exercise bears its name."]


def test_a_file_that_starts_nothing_is_named():
    text = (HEAD + WHOLE).replace('start("c03")', 'start("c04")')
    found = [str(fault) for fault in exercise_faults(parse_source(text, "e.md"))]
    assert found == ['e.md: no cell starts the exercises. Write  q1, q2 = start("c03")']


CHECKPOINT = (
    HEAD.replace('"c03"', '"c03.01"')
    + "```{code-cell}\n:tags: [checkpoint]\nc1_answer = ...\nq1.check()\n```\n"
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("q1.check", "q1.check", []),
        (
            "c1_answer = ...",
            "c1_answer = 1",
            ["t.md:11, cell s0-03: the checkpoint leaves nothing to the learner."],
        ),
        ("q1.check()", "q1.hint()", ["t.md:11, cell s0-03: the checkpoint does not end in one check."]),
        ("q1.check()", "q7.check()", ["t.md:11, cell s0-03: 'q7' is not started."]),
        ('"c03.01"', '"c03.02"', ["t.md: no cell starts the checkpoints 'c03.01'."]),
    ],
)
def test_a_checkpoint_has_an_open_answer_and_a_check(old, new, found):
    faults = list(checkpoint_faults(parse_source(CHECKPOINT.replace(old, new), "t.md")))
    assert [str(fault).removesuffix(f" {fault.remedy}") for fault in faults] == found
    assert all(fault.remedy for fault in faults)
