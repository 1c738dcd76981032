"""The command line: exit codes, one-line messages, quick start."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from cvm_lessons.workbook import cli, commands

LESSON = "course/en/c03_customer_value/01_delivered_value.md"
FILES = sorted(path.stem for path in Path(commands.__file__).parent.glob("[a-z]*.py"))


@pytest.fixture
def call(monkeypatch, capsys):
    """Call the command line in a folder; return exit code, output and error output."""

    def run(folder, *arguments):
        monkeypatch.setenv("CVM_ROOT", str(folder))
        monkeypatch.setattr(sys, "argv", ["cvm", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as done:
            code = done.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_a_file_and_explains_itself(call, tmp_path, name):
    assert name in FILES
    code, out, _ = call(tmp_path, name, "--help")
    assert code == 0
    assert f"Usage: cvm {name}" in out
    assert "completion" not in out


def test_the_help_lists_every_command_that_is_there(call, tmp_path):
    code, out, _ = call(tmp_path, "--help")
    assert code == 0
    assert set(FILES) == set(cli.COMMANDS)
    assert all(f" {name} " in out for name in cli.COMMANDS)


def test_building_what_is_current_says_so(call, built):
    assert call(built, "build") == (0, "0 built, 3 current.\n", "")


def test_building_says_what_it_leaves_alone_and_what_it_keeps(call, built):
    path = "exercises/en/c03_customer_value.ipynb"
    text = (built / path).read_text(encoding="utf-8")
    (built / path).write_text(text.replace('"value = ..."', '"value = 41"'), encoding="utf-8")
    assert call(built, "build")[:2] == (
        0,
        f"left   {path}: somebody wrote into it. To build it:  cvm build --force {path}\n"
        "0 built, 2 current, 1 left alone.\n",
    )
    code, out, _ = call(built, "build", "--force", path)
    assert code == 0
    copy = "exercises/en/c03_customer_value.mine-1.ipynb"
    assert f"kept   {copy}: what somebody wrote into {path}\n2 built, 0 current.\n" in out


def test_building_prints_each_notebook(call, built):
    (built / "solutions/en/c03_customer_value.ipynb").unlink()
    code, out, _ = call(built, "build", "c03", "--jobs", "1")
    assert (code, out) == (0, "built  solutions/en/c03_customer_value.ipynb\n1 built, 2 current.\n")


def test_a_check_that_passes_and_one_that_fails(call, built):
    assert call(built, "build", "--check")[:2] == (0, "3 notebooks of 2 sources checked.\n")
    text = (built / LESSON).read_text(encoding="utf-8").replace("zeithaml1988", "zeithaml1989")
    (built / LESSON).write_text(text, encoding="utf-8")
    code, out, err = call(built, "build", "--check")
    assert (code, err) == (1, "")
    assert out.splitlines()[1:] == [
        LESSON,
        "  fault  line 36 s1-03: 'zeithaml1989' is not in course/references.bib.",
        "         Did you mean 'zeithaml1988'?",
        "1 fault, 0 warnings.",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "c30"), "cvm: 'c30' is no chapter, case or source. Did you mean 'c03'?\n"),
        (("coverage", "--tier", "D"), "cvm: tier='D' is not one of its values. Known: A, B, C.\n"),
        (
            ("new", "chapter", "c04"),
            "cvm: c04 has no concept left to be taught: add it to the syllabus first.\n",
        ),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_2(call, built, arguments, message):
    assert call(built, *arguments) == (2, "", message)


@pytest.mark.parametrize(
    "arguments", [("buidl",), ("build", "--froce"), ("new", "chapter"), ("build", "--jobs", "0")]
)
def test_a_wrong_call_is_exit_code_2(call, built, arguments):
    code, out, err = call(built, *arguments)
    assert (code, out) == (2, "")
    assert "Usage: cvm" in err


def test_a_folder_without_a_workbook_is_named(call, tmp_path):
    code, _, err = call(tmp_path / "nowhere", "build")
    assert code == 2
    assert err.startswith(f"cvm: no workbook found in or above {tmp_path}/nowhere")


def test_the_traceback_is_there_for_who_asks(call, built, monkeypatch):
    monkeypatch.setenv("CVM_DEBUG", "1")
    with pytest.raises(cli.WorkbookError, match="'c30' is no chapter"):
        call(built, "build", "c30")


def test_a_command_whose_library_is_missing_does_not_break_the_others(call, built, monkeypatch):
    def fail(name):
        raise ModuleNotFoundError("No module named 'fsrs'", name="fsrs")

    monkeypatch.setattr(cli.importlib, "import_module", fail)
    assert call(built, "--help")[0] == 0
    assert call(built, "exam", "--help") == (2, "", "cvm: cvm exam cannot run: 'fsrs' is not installed.\n")


def test_lint_tells_faults_from_warnings(call, built):
    code, out, _ = call(built, "lint", "c03")
    assert code == 1  # the toy lesson has one key point and no setup cell
    assert "  fault  line 57 s2-01: 1 key points.\n" in out
    assert "  warning  0 checkpoints; a good lesson has 2 to 4.\n" in out
    assert call(built, "lint", "solutions/en/c03_customer_value.ipynb")[:2] == (0, "1 source read.\n")


def test_coverage_as_a_table_and_as_json(call, built):
    code, out, _ = call(built, "coverage", "--chapter", "c03")
    assert code == 0
    assert out.splitlines()[-1] == "5 concepts: 1 taught, 1 exercised, 2 examined, 0 in a case."
    listed = json.loads(call(built, "coverage", "--missing", "--json")[1])
    assert [row["id"] for row in listed][-1] == "prosumer"
    assert listed[-1]["examined"] == [{"path": "course/exam/bank/c03.yaml", "item": "c03-001"}]
    assert "customer-delivered-value" not in [row["id"] for row in listed]


def test_a_new_chapter_says_what_to_do_next(call, built):
    syllabus = built / "course/syllabus.yaml"
    before, _, after = syllabus.read_text(encoding="utf-8").rpartition("chapter: c03")
    syllabus.write_text(f"{before}chapter: c04{after}", encoding="utf-8")
    code, out, _ = call(built, "new", "chapter", "c04")
    assert code == 0
    assert out.splitlines()[-2:] == [
        "made  course/exam/bank/c04.yaml",
        "What is still to be written:  cvm lint c04",
    ]
    assert call(built, "lint", "c04")[0] == 1


def test_the_help_loads_no_command_and_no_heavy_library(tmp_path):
    code = (
        "import sys\nfrom cvm_lessons.workbook.cli import main\nsys.argv = ['cvm', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'numpy', 'jupytext', 'nbformat', 'yaml'} & set(sys.modules)\n"
        "print(sorted(heavy), [m for m in sys.modules if m.startswith('cvm_lessons.workbook.commands')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] []"


def test_the_version_is_that_of_the_package(call, tmp_path):
    pyproject = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.*)"$', pyproject, flags=re.MULTILINE)
    assert call(tmp_path, "--version") == (0, f"cvm-lessons {version}\n", "")


def test_the_help_promises_nothing_that_is_not_there(call, tmp_path):
    out = call(tmp_path, "--help")[1]
    assert "mock" not in out
    assert "Practise for the exam" in out


@pytest.mark.parametrize(
    ("arguments", "there"),
    [
        (("coverage", "--chapter", "c03"), "taught  exercised  examined  cases"),
        (("data", "describe", "surveys"), "allowed: 2016–2025"),
        (("data", "headings", "transactions"), "order_date"),
        (("exam", "list"), "c03-pv-001  remember    single"),
        (("exam", "list", "--language", "zh"), "c03-pv-001  remember    single"),
    ],
)
def test_a_table_fits_into_a_narrow_terminal(call, monkeypatch, arguments, there):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")  # rich takes the captured output for a terminal
    monkeypatch.setenv("TTY_INTERACTIVE", "0")
    monkeypatch.setenv("NO_COLOR", "1")
    code, out, _ = call(Path(__file__).parents[2], *arguments)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert code == 0
    assert there in plain
    assert max(cell_len(line) for line in plain.splitlines()) <= 80
