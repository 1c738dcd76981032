"""JupyterLab in a real Chromium, as a reader has it: served from a copy, watched for errors."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[2]
READERS_FILES = ["START_HERE.ipynb", "notebooks", "exercises", "solutions"]
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"autoStartDefault": True, "windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
PATIENCE = 90  # seconds; a limit, not a claim about speed
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until `holds` is true; errors of a server that is not up yet do not count."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"waited {PATIENCE} s for {what}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Lab:
    """One running JupyterLab with one page open in it."""

    def __init__(self, page: Page, origin: str, token: str) -> None:
        self.page = page
        self.origin = origin
        self.token = token
        self.outside: list[str] = []
        self.errors: list[str] = []
        local = (origin, origin.replace("http", "ws"), "data:", "blob:")
        page.on(
            "request",
            lambda request: None if request.url.startswith(local) else self.outside.append(request.url),
        )
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def api(self, path: str) -> list[dict]:
        """Return what the server answers; its view of a kernel is right when the toolbar's is not yet."""
        with urllib.request.urlopen(f"{self.origin}/api/{path}?token={self.token}", timeout=2) as answer:
            return json.load(answer)

    def open(self, path: str) -> Self:
        """Open a notebook and wait for its kernel."""
        self.page.goto(f"{self.origin}/lab/tree/{path}?token={self.token}", wait_until="domcontentloaded")
        return self.wait_for_kernel(path)

    def wait_for_kernel(self, path: str) -> Self:
        """Wait until the notebook at `path` is shown with a connected, idle kernel."""
        self.notebook.locator(".jp-Cell").first.wait_for()

        def ready() -> bool:
            kernels = [session["kernel"] for session in self.api("sessions") if session["path"] == path]
            return any(
                kernel["connections"] >= 1 and kernel["execution_state"] == "idle" for kernel in kernels
            )

        until(ready, f"the kernel of {path}")
        return self

    @property
    def notebook(self) -> Locator:
        """The notebook in front."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook")

    def cell(self, text: str) -> Locator:
        """Return the code cell whose source holds `text`."""
        editors = self.page.locator(".jp-InputArea-editor", has_text=text)
        return self.notebook.locator(".jp-CodeCell", has=editors).first

    def run_all(self) -> None:
        """Run every cell through the menu, and wait for the last."""
        self.page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        self.page.click('.lm-Menu li[data-command="runmenu:run-all"]')
        self.page.wait_for_function(
            "() => [...document.querySelectorAll("
            "'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt')]"
            ".every(prompt => /\\d/.test(prompt.textContent))"
        )

    def run(self, cell: Locator) -> None:
        """Run one cell with Shift + Enter."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        until(lambda: prompt.inner_text() not in (before, "[*]:"), "a cell to run")

    def write(self, cell: Locator, code: str) -> None:
        """Replace a cell's code by typing."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)


@contextmanager
def open_lab(folder: Path, chromium: str) -> Iterator[Lab]:
    """Serve a copy of the readers' files from `folder` and yield a page on it."""
    books = folder / "books"
    books.mkdir()
    for name in READERS_FILES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, books / name)
    for name, values in SETTINGS.items():
        target = folder / "settings" / f"{name}.jupyterlab-settings"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(values))
    port, token = free_port(), secrets.token_hex(8)
    private = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **private, "CVM_ROOT": str(ROOT), "CVM_HOME": str(folder / "progress")}
    options = {
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.ip": "127.0.0.1",
        "IdentityProvider.token": token,
        "ServerApp.root_dir": books,
        "LabApp.user_settings_dir": folder / "settings",
        "LabApp.workspaces_dir": folder / "workspaces",
    }
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
                page = browser.new_page(viewport={"width": 1400, "height": 1800})
                page.set_default_timeout(PATIENCE * 1000)
                lab = Lab(page, f"http://127.0.0.1:{port}", token)
                until(lambda: lab.api("status"), "the server")
                yield lab
                browser.close()
        finally:
            server.terminate()
            server.wait(30)
