"""Make the workbook's environment in .venv from the locked list; what `make lab` and `make test` call first.

Standard library only, and written so that an old Python can still read it and say what it lacks.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
OLDEST = (3, 11)
LOCKS = {"lab": "requirements.lock", "test": "requirements-dev.lock"}
# The news question of JupyterLab would be the first thing that a class sees, and asks the network.
QUIET = {"fetchNews": "false", "checkForUpdates": False}
LAB_SETTINGS = {"@jupyterlab/apputils-extension:notification": QUIET}
# Read by each JupyterLab of the environment, however it was started: `cvm` is then found in its terminals.
SERVER_SETTINGS = """import os
import sys

os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")
"""


def say(text):
    sys.stderr.write("workbook: %s\n" % text)
    sys.stderr.flush()


def stop(text):
    say(text)
    sys.exit(2)


def check_python():
    if sys.version_info[:2] < OLDEST:
        stop(
            "Python %d.%d or newer is needed, this is %d.%d (%s). "
            "Install a newer one and call  make PYTHON=python3.12 lab"
            % (OLDEST + sys.version_info[:2] + (sys.executable,))
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("this Python has no venv module. On Debian or Ubuntu:  sudo apt-get install python3-venv")


def program(name):
    folder = "Scripts" if os.name == "nt" else "bin"
    return os.path.join(VENV, folder, name + (".exe" if os.name == "nt" else ""))


def fingerprint(lock):
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def run(*command):
    if subprocess.call(command, cwd=ROOT) != 0:
        step = " ".join(command)
        stop("this step failed: %s\nworkbook: mend what it says above, or delete .venv and try again." % step)


def quiet(*command):
    with open(os.devnull, "wb") as nowhere:
        return subprocess.call(command, cwd=ROOT, stdout=nowhere, stderr=nowhere) == 0


def install(lock):
    python = program("python")
    if not os.path.exists(python):
        say("1/4 making the environment in .venv …")
        run(sys.executable, "-m", "venv", VENV)
    say("2/4 fetching the installer …")
    with_uv = quiet(python, "-m", "pip", "install", "--quiet", "uv")
    say("3/4 installing the locked libraries (about 150, one to three minutes) …")
    if with_uv:
        # Byte-compiled once: else each kernel on a machine that writes no bytecode compiles every import.
        installer = [python, "-m", "uv", "pip", "install", "--python", python, "--compile-bytecode"]
    else:
        say("uv could not be had; pip does the same, more slowly")
        installer = [python, "-m", "pip", "install", "--quiet"]
    run(*(installer + ["--require-hashes", "-r", lock]))
    say("4/4 installing the workbook's own package …")
    run(*(installer + ["--no-deps", "-e", "."]))


def write(text, *place):
    path = os.path.join(VENV, *place)
    if not os.path.isdir(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    with open(path, "w") as target:
        target.write(text)


def settle_lab():
    write(json.dumps(LAB_SETTINGS, indent=1), "share", "jupyter", "lab", "settings", "overrides.json")
    write(SERVER_SETTINGS, "etc", "jupyter", "jupyter_server_config.py")


def listed_wheels(listed):
    """Return the folder that each listed wheel leaves when it is unpacked, in small letters."""
    with open(listed) as lines:
        pins = [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]
    return [pin.replace("==", "-").lower() + ".dist-info" for pin in pins]


def fetch_reference_data():
    """Fetch by hash the wheels whose data files the tests read; they are unpacked, never installed."""
    place = os.path.join(VENV, "reference-data")
    listed = os.path.join(ROOT, "tools", "reference_data.txt")
    there = [name.lower() for name in os.listdir(place)] if os.path.isdir(place) else []
    if all(folder in there for folder in listed_wheels(listed)):
        return
    run(
        program("python"),
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "-d",
        place,
        "-r",
        listed,
    )
    for name in os.listdir(place):
        if name.endswith(".whl"):
            with zipfile.ZipFile(os.path.join(place, name)) as wheel:
                wheel.extractall(place)


def main():
    purpose = sys.argv[1] if len(sys.argv) > 1 else "lab"
    if purpose not in LOCKS:
        stop("say  bootstrap.py lab  or  bootstrap.py test, not %r" % purpose)
    check_python()
    lock = LOCKS[purpose]
    stamp = os.path.join(VENV, ".ready-" + purpose)
    wanted = fingerprint(lock)
    if os.path.exists(stamp):
        with open(stamp) as seen:
            if seen.read() == wanted:
                settle_lab()
                if purpose == "test":
                    fetch_reference_data()
                return
    began = time.time()
    install(lock)
    settle_lab()
    if purpose == "test":
        fetch_reference_data()
    write(wanted, ".ready-" + purpose)
    say("the environment is ready after %.0f s" % (time.time() - began))


if __name__ == "__main__":
    main()
