"""The first thing that a newcomer runs: one plain sentence where something is missing, no work done twice."""

import ast
import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stopped(capsys, call, *arguments) -> str:
    with pytest.raises(SystemExit) as stop:
        call(*arguments)
    assert stop.value.code == 2
    return capsys.readouterr().err


def test_an_old_python_gets_one_plain_sentence(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    said = stopped(capsys, bootstrap.check_python)
    assert said.startswith("workbook: Python 3.11 or newer is needed, this is 3.9 (")
    assert "make PYTHON=python3.12 lab" in said
    assert said.count("\n") == 1


def test_a_python_without_venv_names_the_package_to_install(bootstrap, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    said = stopped(capsys, bootstrap.check_python)
    assert said.startswith("workbook: this Python has no venv module. On Debian or Ubuntu: ")
    assert said.endswith("sudo apt-get install python3-venv\n")


def test_a_python_that_is_not_there_gets_one_plain_sentence():
    done = subprocess.run(
        ["make", "PYTHON=python9.99", "lab"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "workbook: python9.99 was not found. Install Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_ready_environment_is_left_alone(bootstrap, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "lab"])
    (tmp_path / ".ready-lab").write_text(bootstrap.fingerprint("requirements.lock"))
    monkeypatch.setattr(bootstrap, "install", lambda lock: pytest.fail("installed again"))
    bootstrap.main()
    assert (tmp_path / "etc/jupyter/jupyter_server_config.py").is_file()  # settings are brought up to date


def test_a_changed_lock_is_installed_and_remembered(bootstrap, monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "test"])
    monkeypatch.setattr(bootstrap, "install", installed.append)
    monkeypatch.setattr(bootstrap, "fetch_reference_data", lambda: installed.append("reference data"))
    (tmp_path / ".ready-test").write_text("an older lock")
    bootstrap.main()
    assert installed == ["requirements-dev.lock", "reference data"]
    assert (tmp_path / ".ready-test").read_text() == bootstrap.fingerprint("requirements-dev.lock")
    assert (tmp_path / "share/jupyter/lab/settings/overrides.json").is_file()


def downloads(tmp_path, asked):
    """Return a stand-in for pip that leaves one wheel for each line of the list."""

    def download(*command):
        asked.append(command)
        place = tmp_path / "reference-data"
        place.mkdir(exist_ok=True)
        lines = Path(command[-1]).read_text(encoding="utf-8").splitlines()
        for pin in [line.split()[0] for line in lines if line and not line.startswith("#")]:
            name, version = pin.split("==")
            with zipfile.ZipFile(place / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
                wheel.writestr(f"{name}/datasets/data.csv", "column\n")
                wheel.writestr(f"{name.title()}-{version}.dist-info/METADATA", "")  # a name may have capitals

    return download


def test_reference_data_are_fetched_by_hash_once(bootstrap, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap, "run", downloads(tmp_path, asked))
    bootstrap.fetch_reference_data()
    bootstrap.fetch_reference_data()
    assert len(asked) == 1
    assert "--require-hashes" in asked[0]
    for name in ("lifetimes", "lifelines"):
        assert (tmp_path / "reference-data" / name / "datasets/data.csv").is_file()


def test_a_wheel_that_is_listed_later_is_fetched_too(bootstrap, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap, "run", downloads(tmp_path, asked))
    first = bootstrap.listed_wheels(ROOT / "tools" / "reference_data.txt")[0]
    (tmp_path / "reference-data" / first).mkdir(parents=True)
    bootstrap.fetch_reference_data()
    assert len(asked) == 1
    assert (tmp_path / "reference-data/lifelines/datasets/data.csv").is_file()


def test_a_terminal_of_jupyterlab_finds_the_command_line(bootstrap, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    bootstrap.settle_lab()
    code = (
        "import shutil\n"
        "from jupyter_server.serverapp import ServerApp\n"
        "ServerApp().load_config_file()\n"
        "print(shutil.which('cvm'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "/nowhere", "JUPYTER_CONFIG_DIR": str(tmp_path / "etc" / "jupyter")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(Path(sys.executable).parent / "cvm")


def test_an_unknown_purpose_is_refused(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "labb"])
    assert "say  bootstrap.py lab  or  bootstrap.py test, not 'labb'" in stopped(capsys, bootstrap.main)


def test_the_script_can_be_read_by_an_old_python():
    source = (ROOT / "tools" / "bootstrap.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.NamedExpr)]
