"""`cvm exam`: piped answers practise, the bank is listed, shown and checked, the log is kept or erased."""

import io
import json

import pytest
from rich.console import Console
from typer.testing import CliRunner

from cvm_lessons.core import ParameterError, project_root
from cvm_lessons.exam.asking import ask
from cvm_lessons.exam.bank import load_bank
from cvm_lessons.exam.display import show_item
from cvm_lessons.exam.lists import concept_names
from cvm_lessons.exam.log import log_path, read_log
from cvm_lessons.exam.session import Practice
from cvm_lessons.exam.terminal import practise_in_terminal
from cvm_lessons.exam.wording import lines
from cvm_lessons.workbook.commands.exam import app

runner = CliRunner()


def call(*arguments, answers=""):
    return runner.invoke(app, list(arguments), input=answers)


@pytest.fixture
def typed(monkeypatch):
    """Practise with typed answers; return the state and what was shown."""

    def play(items, answers, mode="en"):
        screen = io.StringIO()
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        start = Practice(tuple(asked for item in items for asked in ask(item, 0)))
        console = Console(file=screen, width=100)
        return practise_in_terminal(start, mode=mode, console=console, log=log_path()), screen.getvalue()

    return play


def letters(asked, *places):
    return "".join(asked.options[asked.order.index(place)][0] for place in places)


def test_piped_answers_are_marked_with_every_reason_and_kept(typed, make):
    single, multiple, number = (
        make(f"c03-aa-00{k}", kind) for k, kind in enumerate(("single", "multiple", "numeric"))
    )
    first, second = ask(single, 0)[0], ask(multiple, 0)[0]
    answers = f"{letters(first, 0)}\n{letters(second, 0, 2)}\n1,000\n"
    state, shown = typed([single, multiple, number], answers)
    assert [marked.points for marked in state.marks] == [0, 2, 0]
    for text in ("no 1", "yes 2", "no 3", "no 4", "Not right (0/1)", "Right (2/2)", "Give a number. (yuan)"):
        assert text in shown
    assert "3 of 3 questions answered, 2 of 4 points." in shown
    events = read_log(log_path()).events
    assert [(event.question, event.points) for event in events] == [
        ("c03-aa-000", 0),
        ("c03-aa-001", 2),
        ("c03-aa-002", 0),
    ]


def test_an_open_answer_is_marked_line_by_line_after_the_model_answer(typed, make):
    state, shown = typed([make("c03-aa-001", "short")], "my own words\ny\nmaybe\n1\n", mode="both")
    assert state.marks[0].points == 2
    assert shown.index("Model answer · 参考答案") < shown.index("line one") < shown.index("line two")
    assert "Type y, n or the points you grant. · 请输入y、n或所得分数。" in shown
    assert "my own words" not in log_path().read_text(encoding="utf-8")


def test_the_text_of_a_case_is_shown_once(typed, bank):
    case = bank.find("c03-ca-001")
    _, shown = typed([case], f"{letters(ask(case, 0)[0], 1)}\nwords\ny\ny\n")
    assert shown.count("its text") == 1
    assert "1 of 1 questions answered, 4 of 4 points." in shown
    assert "Question 1 of 1 | part 2 of 2" in shown
    assert "Everything right." in shown


def test_what_is_not_understood_is_asked_again(typed, make):
    item = make("c03-aa-001", "single")
    state, shown = typed([item], f"x\n\n{letters(ask(item, 0)[0], 1)}\n")
    assert state.points == 1
    assert shown.count("Not understood. Choose one option.") == 1
    assert shown.count("No answer yet. Choose one option.") == 1


def test_the_end_of_a_round_lists_what_lost_points(typed, make):
    wrong, right = make("c03-aa-001", "single"), make("c03-aa-002", "single", concepts=["energy-cost"])
    answers = f"{letters(ask(wrong, 0)[0], 0)}\n{letters(ask(right, 0)[0], 1)}\n"
    _, shown = typed([wrong, right], answers, mode="both")
    end = shown[shown.index("To look at again") :]
    assert "c03-aa-001 (0/1): Time cost 时间成本" in end
    assert "c03-aa-002" not in end


def test_more_questions_than_there_are_is_said():
    count = len(load_bank().select(level="remember"))
    told = f"Of 500 questions there are only {count}: all are asked."
    assert told in call("practise", "-l", "remember", "-n", "500", "--language", "en", answers="q\n").output
    assert "there are only" not in call("practise", "-n", "3", "--language", "en", answers="q\n").output


@pytest.mark.parametrize("ending", ["", "q\n", "退出\n"])
def test_a_round_may_end_at_any_question(typed, make, ending):
    state, shown = typed([make("c03-aa-001", "single"), make("c03-aa-002", "short")], ending)
    assert state.marks == ()
    assert "0 of 2 questions answered" in shown
    assert not log_path().exists()


def test_a_round_may_end_in_the_middle_of_a_rubric(typed, make):
    state, _ = typed([make("c03-aa-001", "short")], "words\ny\n")
    assert state.marks == ()


def test_square_brackets_in_an_item_are_shown(typed, make):
    item = make("c03-aa-001", "single", stem={"en": "in [bold] type", "zh": "用[粗]体"})
    assert "in [bold] type" in typed([item], "")[1]


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_the_real_bank_can_be_practised_through_a_pipe(language):
    done = call(
        "practise",
        "-c",
        "c03",
        "-l",
        "remember",
        "-n",
        "2",
        "--seed",
        "3",
        "--language",
        language,
        answers="A\nA\nq\n",
    )
    assert done.exit_code == 0, done.output
    assert ("Question 1 of 2" in done.output) == (language != "zh")
    assert ("第1题，共2题" in done.output) == (language != "en")


def test_rounds_differ_and_a_seed_repeats_one():
    def play(*arguments, answers="A\ny\ny\ny\ny\nq\n"):  # fits a choice and an open answer alike
        return call("practise", "-l", "remember", "-n", "3", *arguments, answers=answers).output

    first = play()
    assert read_log(log_path()).events
    assert play(answers="q\n") != play("--seed", "0", answers="q\n")
    log_path().unlink()
    assert play("--seed", "0") == first


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("practise", "--language", "zhh"), r"language='zhh' is not one of its values. Did you mean 'zh'\?"),
        (("practise", "--level", "aply"), r"level='aply' is not one of its values. Did you mean 'apply'\?"),
        (("practise", "--chapter", "c99"), "chapter='c99' has no item bank"),
        (("practise", "--items", "0"), "n=0 is not a whole number from 1 up"),
        (("show", "c03-dv-0007"), r"item 'c03-dv-0007' is not in the bank. Did you mean 'c03-dv-007'\?"),
        (("list", "--language", "both"), "language='both' is not one of its values"),
        (("progress", "--merge", "none.jsonl"), "there is no log none.jsonl"),
        (("progress", "--merge", "README.md"), "README.md is no log of answers"),
        (("progress", "--export", "none/mine.jsonl"), "there is no folder none: make it first"),
    ],
)
def test_a_mistyped_argument_is_named_with_the_nearest(arguments, complaint, monkeypatch):
    monkeypatch.chdir(project_root())
    with pytest.raises(ParameterError, match=complaint):
        runner.invoke(app, list(arguments), catch_exceptions=False)


def test_the_bank_is_listed_by_level():
    done = call("list", "--level", "apply", "--language", "zh")
    assert done.exit_code == 0
    assert "c03-dv-008" in done.output
    assert "c03-pv-001" not in done.output
    assert "某参展商" in done.output


@pytest.mark.parametrize("item", ["c03-dv-007", "c03-dv-008", "c03-pv-010", "c03-ca-001b"])
def test_an_item_is_shown_with_key_reasons_and_sources(item):
    done = call("show", item, "--language", "en")
    assert done.exit_code == 0
    for text in ("c03-", "points:", "Sources: Kotler (1994)" if item != "c03-pv-010" else "Model answer"):
        assert text in done.output
    assert "your answer" not in done.output


@pytest.mark.parametrize("item", ["c03-dv-008", "c03-dr-004", "c03-pv-010"])
def test_what_is_shown_names_concepts_and_mistakes_in_words(item):
    shown = " ".join(call("show", item, "--language", "both").output.split())
    question = load_bank().find(item)
    slugs = [
        *question.concepts,
        *question.source,
        *(way.misconception for way in getattr(question, "wrong", ())),
    ]
    assert [slug for slug in slugs if slug in shown] == []
    assert all(" ".join(lines("both", concept_names()[concept])) in shown for concept in question.concepts)
    assert ("Likely wrong answer · 常见的错误答案:" in shown) == hasattr(question, "wrong")


def test_options_are_shown_as_written_to_an_author(make):
    screen = io.StringIO()
    show_item(Console(file=screen, width=90), "en", make("c03-aa-001", "single"), seed=5)
    told = screen.getvalue()
    assert told.index("A. first") < told.index("B. second") < told.index("C. third")
    assert "B: right" in told


def test_lint_of_a_clean_bank_counts_its_items():
    done = call("lint", "--chapter", "c03")
    assert done.exit_code == 0, done.output
    assert f"c03: {len(load_bank('c03'))} items" in done.output


def test_lint_of_a_faulty_bank_ends_with_code_1(tmp_path, monkeypatch, raw):
    folder = tmp_path / "course/exam/bank"
    folder.mkdir(parents=True)
    (tmp_path / "course/syllabus.yaml").write_text("chapters: []\nconcepts: []\n", encoding="utf-8")
    (tmp_path / "course/references.bib").write_text("@book{kotler1994,\n}\n", encoding="utf-8")
    (folder / "c03.yaml").write_text(json.dumps([raw("c03-aa-001", "single")]), encoding="utf-8")
    monkeypatch.setenv("CVM_ROOT", str(tmp_path))
    done = call("lint")
    assert done.exit_code == 1
    assert "c03-aa-001, concepts: 'time-cost' is not in the syllabus" in done.output
    assert done.output.rstrip().endswith("4 faults.")


def test_progress_is_shown_weakest_first_exported_merged_and_erased(typed, make, tmp_path):
    item = make("c03-aa-001", "single")
    typed([item], f"{letters(ask(item, 0)[0], 0)}\n")
    shown = call("progress").output
    assert "time-cost" in shown
    assert "0.33" in shown
    assert "misconception one-wrong: 1" in shown
    export = tmp_path / "mine.jsonl"
    assert "1 answers written to" in call("progress", "--export", str(export)).output
    assert call("progress", "--erase", answers="n\n").exit_code == 1
    assert log_path().exists()
    assert call("progress", "--erase", answers="y\n").exit_code == 0
    assert not log_path().exists()
    assert "there is no log" in call("progress", "--erase", "--yes").output
    assert "1 new answers taken in" in call("progress", "--merge", str(export)).output
    assert len(read_log(log_path()).events) == 1


def test_progress_before_the_first_answer_says_how_to_begin():
    assert "No answers yet in" in call("progress").output


def test_progress_tells_of_lines_it_could_not_read():
    log_path().parent.mkdir(parents=True)
    log_path().write_text('{"event": "cut', encoding="utf-8")
    assert "not readable, and left out: line 1 of" in call("progress").output
