"""The flat XML of the protocol: read without trust, written so that nothing can be injected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

__all__ = ["BadXML", "read", "speakable", "write"]

MOST_ELEMENTS = 200
DEEPEST = 6
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class BadXML(ValueError):
    """Not a message of this protocol."""


def read(document: bytes) -> dict[str, str]:
    """The elements directly below ``<xml>``; nested ones (pictures chosen from a menu) count as empty.

    An element that stands twice makes the meaning depend on the reader, so it is refused.
    """
    try:
        root = fromstring(document.decode("utf-8"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise BadXML from None
    if root.tag != "xml" or not _modest(root):
        raise BadXML
    fields = {child.tag: child.text or "" for child in root}
    if len(fields) != len(root):
        raise BadXML
    return fields


def _modest(root: Element) -> bool:
    """Whether size and depth are those of a message. Walked without recursion: depth is the sender's choice."""
    waiting, seen = [(root, 1)], 0
    while waiting:
        element, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_ELEMENTS:
            return False
        waiting.extend((child, depth + 1) for child in element)
    return True


def write(fields: Mapping[str, str | int]) -> bytes:
    """``<xml>`` with one element a field, in order."""
    elements = "".join(f"<{name}>{_content(value)}</{name}>" for name, value in fields.items())
    return f"<xml>{elements}</xml>".encode()


def _content(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    # A full-width bracket instead of a split section: not every reader joins two sections again.
    return f"<![CDATA[{speakable(value).replace(']]>', ']]＞')}]]>"


def speakable(text: str) -> str:
    """``text`` without characters that XML or a chat window cannot show."""
    return _UNSPEAKABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
