"""A pack brings its words, and the bot understands them without code."""

from __future__ import annotations

from bot.understanding.facts import read_facts_from
from bot.understanding.vocabulary import Vocabulary
from policy_rules.facts import Choice, FactDefinition, FactKind, FactWords, Scope


def fact(id: str, kind: FactKind, words: FactWords, **more: object) -> FactDefinition:
    return FactDefinition(
        id=id,
        label=id,
        kind=kind,
        scope=Scope.APPLICANT,
        question="？",
        words=words,
        **more,  # type: ignore[arg-type]
    )


def vocabulary(*definitions: FactDefinition) -> Vocabulary:
    return Vocabulary.from_definitions({definition.id: definition for definition in definitions})


REGISTERED_CAPITAL = fact("registered_capital", FactKind.MONEY, FactWords(about=("注册资(本|金)",)), unit="万元")
DOCTORS = fact("doctors", FactKind.COUNT, FactWords(about=("博士",)), unit="个")
LISTED = fact("listed", FactKind.BOOLEAN, FactWords(yes=("(已|)上市", "在…挂牌"), about=("上市公司",)))
SIZE = fact(
    "size", FactKind.CHOICE, FactWords(about=("企业规模",)),
    choices={"small": Choice(label="小型", words=("小微企业",)), "large": Choice(label="大型", words=("大型企业",))},
)  # fmt: skip


def test_a_new_pack_is_understood_by_its_words_alone() -> None:
    words = vocabulary(REGISTERED_CAPITAL, DOCTORS, LISTED, SIZE)
    facts = read_facts_from("我们是小微企业，注册资金500万，没上市，有3个博士", words).facts
    assert facts == {"size": "small", "registered_capital": 5000000, "listed": False, "doctors": 3}


def test_a_date_is_read_where_a_pack_asks_for_one() -> None:
    founded = fact("founded", FactKind.DATE, FactWords(about=("成立(于|)", "成立时间")))
    assert read_facts_from("公司成立于2017年3月8日", vocabulary(founded)).facts == {"founded": "2017-03-08"}
    assert read_facts_from("成立时间：2017年3月", vocabulary(founded)).facts == {"founded": "2017-03"}


def test_a_word_with_a_gap_holds_within_a_clause_only() -> None:
    words = vocabulary(LISTED)
    assert read_facts_from("我们在科创板挂牌了", words).facts == {"listed": True}
    assert read_facts_from("我们在上海，打算挂牌", words).facts == {}


def test_negation_in_a_gap_counts() -> None:
    assert read_facts_from("我们在新三板没挂牌", vocabulary(LISTED)).facts == {"listed": False}


def test_several_packs_add_up_their_words() -> None:
    other = fact("registered_capital", FactKind.MONEY, FactWords(about=("股本",)), unit="万元")
    merged = Vocabulary.from_definitions({"registered_capital": REGISTERED_CAPITAL}, {"registered_capital": other})
    assert read_facts_from("股本800万", merged).facts == {"registered_capital": 8000000}
    assert read_facts_from("注册资本900万", merged).facts == {"registered_capital": 9000000}


def test_a_topic_is_nobodys_fact_until_a_pack_asks_for_it() -> None:
    assert read_facts_from("注册资本500万", vocabulary(DOCTORS)).facts == {}
    assert read_facts_from("注册资本500万", vocabulary(REGISTERED_CAPITAL)).facts == {"registered_capital": 5000000}
