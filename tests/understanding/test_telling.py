"""Messages full of figures and fact words that tell nothing of their speaker, and short ones that do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.learned import Learned
from bot.understanding.understand import Understander


@pytest.fixture(scope="module")
def understander(model: Path) -> Understander:
    return Understander.from_archive(model)


@pytest.mark.parametrize(
    "text",
    [
        "我表哥那家公司去年卖了八千万，你猜他能拿多少",
        "打个比方，有家企业营收三千万，那能拿哪一档",
        "网上说营收过亿就奖一百万，真的假的",
        "隔壁楼那家租了一千平，拿了九十多万",
        "到底营收要过两千万还是五千万才有奖",
        "这里写的研发投入500万封顶，是一年还是一共",
    ],
)
def test_what_is_said_of_others_or_of_the_policy_is_no_fact(understander: Understander, text: str) -> None:
    assert understander.understand(text).facts == {}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我们内资企业租了六百平能补多少", {"domestic_funded": True, "rent_area": 600}),
        ("营收6200万", {"annual_revenue": 62000000}),
        ("如果研发投入到500万呢", {"rd_spend": 5000000}),
        ("没进规上", {"in_scale_register": False}),
        ("纳税申报表里收入3800万", {"annual_revenue": 38000000}),
        ("所得税申报表上营业收入4,650万元", {"annual_revenue": 46500000}),
    ],
)
def test_what_the_speaker_tells_or_supposes_is_kept(
    understander: Understander, text: str, facts: dict[str, object]
) -> None:
    assert understander.understand(text).facts == facts


@pytest.mark.parametrize("asked", ["ai_enterprise", "newly_settled", "registered_in_district"])
@pytest.mark.parametrize("text", ["算了，帮我重新算一遍", "算啦，从头算", "算了"])
def test_never_mind_is_no_yes(understander: Understander, text: str, asked: str) -> None:
    assert understander.understand(text, asked).facts == {}


def test_the_client_whom_one_asks_for_is_also_called_by_the_word_for_a_client(understander: Understander) -> None:
    assert understander.understand("甲方评审过了", they="client").facts == {"review_passed": True}
    assert understander.understand("甲方评审过了").facts == {}


def test_a_long_message_is_never_thrown_away_as_a_whole(understander: Understander) -> None:
    rumours = "听说有的公司营收三千万也没拿到，有的租了一千平拿了九十万，我也不知道真假。" * 5
    assert understander.understand(f"{rumours}我们公司去年营收6200万").facts["annual_revenue"] == 62000000


def test_all_that_was_learned_survives_its_file(understander: Understander) -> None:
    learned = understander.learned
    read_back = Learned.from_bytes(learned.to_bytes())
    question = {"characters": list("租金补几年")}
    assert read_back.sentences.keys() == learned.sentences.keys() != set()
    for policy, of_policy in learned.sentences.items():
        again = read_back.sentences[policy]
        assert again.margins.which.probabilities(question) == of_policy.margins.which.probabilities(question)
        assert again.margins.whether.probabilities(question) == of_policy.margins.whether.probabilities(question)
        for weighing, kept in ((again.choice, of_policy.choice), (again.trust, of_policy.trust)):
            assert (weighing.weights.tolist(), weighing.bias) == (kept.weights.tolist(), kept.bias)
    assert read_back.intents.labels == learned.intents.labels
    assert read_back.telling.probabilities(question) == learned.telling.probabilities(question)
