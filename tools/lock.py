"""Resolve pyproject.toml into the two lock files, with hashes and without a host name."""

import subprocess
import sys

NO_HOST = ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]
COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", *NO_HOST]


def compile_lock(target: str, *options: str) -> None:
    """Write one lock file."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-q", *COMMON, *options]
    subprocess.run([*command, "pyproject.toml", "-o", target], check=True)


if __name__ == "__main__":
    compile_lock("requirements.lock")
    # The runtime lock constrains the other, so that tests run on the versions that readers get.
    compile_lock("requirements-dev.lock", "--extra", "dev", "--constraint", "requirements.lock")
