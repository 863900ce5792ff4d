"""What a pack calls its district, its field and its text is understood without code: here for two packs at once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understanding.document_question import DocumentQuestion
from bot.understanding.intents_lexicon import everyday_lexicon
from bot.understanding.pack_knowledge import PackKnowledge

YUNZE, MINHANG = "yunze-example-2026", "minhang-ai-2018"


@pytest.fixture(scope="module")
def knowledge() -> PackKnowledge:
    return PackKnowledge.installed()


@pytest.mark.parametrize(
    ("policy", "text", "facts"),
    [
        (YUNZE, "我们给云泽的专精特新企业做检测", {}),
        (YUNZE, "我们给本区的专精特新企业做检测", {}),
        (YUNZE, "我们给外面的专精特新企业做检测", {"specialised_enterprise": True}),
        (YUNZE, "失信云泽区：无", {"serious_dishonesty": False}),
        (YUNZE, "我们是云泽区专精特新", {"specialised_enterprise": True}),
        (YUNZE, "云泽有企业营收6000万", {}),
        (MINHANG, "闵行有企业营收6000万", {}),
        (MINHANG, "没有拿过上海市示范项目的扶持", {"municipal_demo_award": 0}),
        (MINHANG, "旷视营收300亿", {}),
        (MINHANG, "腾讯营收300亿", {}),
    ],
)
def test_the_grammar_knows_the_names(knowledge: PackKnowledge, policy: str, text: str, facts: dict[str, Any]) -> None:
    assert knowledge.of(policy).facts_in(text).facts == facts


@pytest.mark.parametrize("said", ["闵行人工智能的目标", "云泽区先进制造业的目标", "AI的目标"])
def test_what_every_question_could_name_says_nothing_of_its_subject(said: str) -> None:
    assert DocumentQuestion.of(said).words.split() == ["目标"]


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("4号文", "policy"), ("云府示", "policy"), ("区经委", "contact"), ("马桥", "document_matter"),
        ("ai@mh", "document_matter"), ("目标", "document_matter"),
    ],
)  # fmt: skip
def test_the_names_touch_the_concepts_of_a_wish(said: str, concept: str) -> None:
    assert [one.concept for one in everyday_lexicon().touched_by(said)] == [concept]
