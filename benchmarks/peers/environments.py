"""An environment of its own for each peer, made from its list of pinned libraries when it is missing."""

import subprocess
import sys
import venv
from pathlib import Path

__all__ = ["PEERS", "interpreter"]

PEERS = ("lifetimes", "pymc", "polars")


def interpreter(peer: str, folder: Path) -> str:
    """Return the Python of a peer, our own for one that is installed with us."""
    if peer not in PEERS:
        return sys.executable
    place = folder / peer
    python = place / "bin" / "python"
    if not python.exists():
        print(f"making the environment of {peer} …", flush=True)
        venv.create(place, with_pip=True)
        wanted = Path(__file__).with_name(f"{peer}.txt")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
    return str(python)
