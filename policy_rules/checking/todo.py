"""What a newly begun pack still leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["TODO", "faults_of_todo"]

TODO = "TODO"
_FILES = ("policy.yaml", "facts.yaml", "clauses.yaml", "cases.yaml")


def faults_of_todo(folder: Path) -> Iterator[str]:
    """Every line that still says TODO."""
    for name in _FILES:
        path = folder / name
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if re.search(rf"\b{TODO}\b", line):
                yield f"{name}: 第 {number} 行: 还没有完成：{line.strip()}"
