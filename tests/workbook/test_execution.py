"""Execution in a fresh kernel."""

import pytest

from cvm_lessons.workbook.execution import execute
from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.sources import Cell


def run(tmp_path, *sources, **options):
    cells = [
        Cell("code", code, id=f"s1-{place:02}", line=10 * place)
        for place, code in enumerate(sources, start=1)
    ]
    return execute(cells, path="course/en/t.md", folder=tmp_path / "notebooks", root=tmp_path, **options)


def test_cells_share_one_kernel_that_no_user_setting_reaches(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", "/nowhere")
    done = []
    outputs = run(
        tmp_path,
        "import os, platformdirs; x = 40",
        "print(x, os.path.basename(os.getcwd()), os.environ['PYTHONHASHSEED'], os.environ['TZ'])",
        "print('cvm-build-' in platformdirs.user_data_dir(), os.environ['CVM_ROOT'])",
        on_cell=lambda: done.append(1),
    )
    assert [output["text"] for name in ("s1-02", "s1-03") for output in outputs[name]] == [
        "40 notebooks 0 UTC\n",
        f"True {tmp_path}\n",
    ]
    assert outputs["s1-01"] == []
    assert len(done) == 3


@pytest.mark.parametrize(
    ("code", "options", "message"),
    [
        (
            "raise ValueError('many\\nlast line')",
            {},
            r"course/en/t.md:20, cell s1-02: ValueError: last line$",
        ),
        ("import time; time.sleep(30)", {"timeout": 1}, r"t.md:20, cell s1-02: ran longer than 1 seconds"),
        ("import os; os._exit(1)", {}, r"t.md:20, cell s1-02: the kernel gave up: Kernel died"),
    ],
)
def test_a_cell_that_fails_is_named_with_line_and_last_line_of_the_error(tmp_path, code, options, message):
    with pytest.raises(SourceError, match=message):
        run(tmp_path, "x = 1", code, "y = 2", **options)


def test_a_kernel_that_dies_at_its_start_is_started_again(tmp_path, monkeypatch):
    from nbclient import NotebookClient

    real, starts = NotebookClient.execute, []

    def unlucky(client, **options):
        starts.append(1)
        if len(starts) == 1:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return real(client, **options)

    monkeypatch.setattr(NotebookClient, "execute", unlucky)
    assert run(tmp_path, "print(2)")["s1-01"][0]["text"] == "2\n"
    assert len(starts) == 2


def test_a_kernel_that_never_starts_is_named_with_the_first_cell(tmp_path, monkeypatch):
    from nbclient import NotebookClient

    def dead(client, **options):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(NotebookClient, "execute", dead)
    with pytest.raises(SourceError, match=r"t.md:10, cell s1-01: the kernel gave up: Kernel died before"):
        run(tmp_path, "print(2)")
