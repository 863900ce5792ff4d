"""JSON on standard output."""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any

__all__ = ["print_json"]


def print_json(document: Any, *, indent: int | None = None) -> None:
    """One document, at once; escaped where the encoding of the output knows no Chinese."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    escaped = not codecs.lookup(encoding).name.startswith("utf")
    print(json.dumps(document, ensure_ascii=escaped, indent=indent), flush=True)
