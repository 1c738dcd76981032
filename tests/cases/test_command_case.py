import re

import pytest
from typer.testing import CliRunner

from cvm_lessons.core import ParameterError
from cvm_lessons.workbook import cli
from cvm_lessons.workbook.commands.case import app

RUNNER = CliRunner()


@pytest.fixture
def command(monkeypatch):
    """A function that calls `cvm case …` as a shell does and returns its exit code; no kernel may start."""
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a kernel was asked for"))

    def call(*arguments):
        monkeypatch.setattr("sys.argv", ["cvm", "case", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return stop.value.code

    return call


def test_list_names_the_cases(in_course):
    shown = RUNNER.invoke(app, ["list"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert re.search(r"tiny +Tiny +c03 +sector, edition, budget", shown.stdout)


def test_describe_shows_type_default_range_and_help(in_course):
    shown = RUNNER.invoke(app, ["describe", "tiny"], env={"COLUMNS": "200"})
    assert re.search(r"budget +integer +1000 +0 to 5,000 +Yuan\.", shown.stdout)


def test_run_writes_where_it_is_told_and_says_so(in_course, tmp_path):
    shown = RUNNER.invoke(app, ["run", "tiny", "-p", "budget=300", "--code", "--out", str(tmp_path)])
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()] == ["report", "notebook", "results"]
    assert str(tmp_path / "tiny.html") in shown.stdout
    assert "write_results" in (tmp_path / "tiny.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (["-p", "budget"], r"-p 'budget' is not of the form name=value"),
        (["-p", "budget=1", "-p", "budget=2"], r"-p 'budget=2': 'budget' is given twice"),
    ],
)
def test_a_pair_that_cannot_be_read_is_refused(in_course, pairs, message):
    refused = RUNNER.invoke(app, ["run", "tiny", *pairs])
    with pytest.raises(ParameterError, match=message):
        raise refused.exception


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "tiny", "-p", "sektor=home"], "there is no parameter 'sektor'. Did you mean 'sector'?"),
        (["run", "tiny", "-p", "budget=9000"], "budget='9000' is not a whole number from 0 to 5,000."),
        (["run", "tiny", "-p", "budget=lots"], "budget='lots' is not a whole number from 0 to 5,000."),
        (["run", "tiny", "-p", "own_file=gone.csv"], "own_file='gone.csv': there is no such file."),
        (["run", "tinny"], "there is no case 'tinny'. Did you mean 'tiny'?"),
        (["describe", "tinny"], "there is no case 'tinny'. Did you mean 'tiny'?"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2_before_any_kernel(
    in_course, command, capsys, arguments, message
):
    assert command(*arguments) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
