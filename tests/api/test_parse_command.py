"""``huiqi parse``: lines in, a JSON line each out, whatever the lines hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command_line import Done, Huiqi, huiqi

__all__ = ["huiqi"]


def lines_of(done: Done) -> list[Any]:
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_plain_lines_are_understood_one_by_one(model: Path, huiqi: Huiqi) -> None:
    done = huiqi("parse", stdin="\ufeff租了800平\r\n\n能拿多少\n".encode())
    rent, wish = lines_of(done)
    assert done.returncode == 0
    assert (rent["text"], rent["facts"]) == ("租了800平", {"rent_area": 800})
    assert wish["intent"] == "estimate"
    assert set(rent) == {"text", "intent", "confidence", "clause", "facts", "denied"}


def test_what_was_asked_makes_a_bare_number_a_fact(model: Path, huiqi: Huiqi) -> None:
    (answer,) = lines_of(huiqi("parse", "--jsonl", stdin=b'{"text": "800", "asked": "rent_area"}\n'))
    assert answer["facts"] == {"rent_area": 800}


def test_a_bad_line_gives_an_error_on_its_own_line_and_the_others_go_on(model: Path, huiqi: Huiqi) -> None:
    bad: list[tuple[bytes, str | None]] = [
        (b"\xff\xfe", None),
        (b'{"text": ', None),
        (b'{"text": 5}', "text"),
        (b'{"txt": "a"}', "text"),
        (b'{"text": "a", "text": "b"}', "text"),
        (b'{"text": "a", "asked": 5}', "asked"),
        (b'{"text": "\\ud800"}', "text"),
    ]
    good = "租了800平".encode()
    done = huiqi("parse", "--jsonl", stdin=b"\n".join(line for fault, _ in bad for line in (fault, good)))
    told = lines_of(done)
    assert done.returncode == 1
    assert [answer["error"]["field"] for answer in told[::2]] == [field for _, field in bad]
    assert all(answer["facts"] == {"rent_area": 800} for answer in told[1::2])
