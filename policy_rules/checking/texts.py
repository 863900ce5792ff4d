"""What helps people to ask the text: of the right shape, and about sentences that stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_rules.errors import PackError
from policy_rules.pack import Pack
from policy_rules.sections import passages_of
from policy_rules.text_files import TextFiles, read_text_files

__all__ = ["faults_of_text_files"]


def faults_of_text_files(pack: Pack) -> Iterator[str]:
    """Shape; quotes that no single sentence holds, as the search answers with sentences; questions of one kind only."""
    try:
        files = read_text_files(pack.folder)
    except PackError as error:
        yield from str(error).splitlines()
        return
    sentences = [passage.text for passage in passages_of(pack.source, pack.policy.title)]
    for name, quote in files.quotes():
        if quote not in pack.source:
            yield f"{name}: 引文不在原文中，请逐字核对：{quote}"
        elif not any(quote in sentence for sentence in sentences):
            yield f"{name}: 引文跨了几句，请只引其中一句的一段：{quote}"
    yield from _of_one_kind_only(files)


def _of_one_kind_only(files: TextFiles) -> Iterator[str]:
    """Which sentence answers is learned only beside questions that none does."""
    for kind, other in (("answers", "is_silent_on"), ("is_silent_on", "answers")):
        has, has_other = (any(getattr(entry, key) for entry in files.questions) for key in (kind, other))
        if has and not has_other:
            yield f"questions.yaml: 只有 {kind}，学不出来；请再写几个 {other}"
