"""Answers to people being people."""

from __future__ import annotations

from dataclasses import replace

from actions.absorb import Noted
from actions.answers.registry import ANSWERS, Outcome, Then, answers
from actions.memory import Memory
from actions.replies import Button, Reply, say
from actions.turn import Turn
from actions.variety import in_other_words
from actions.words import courtesy as words
from actions.words import facts as fact_words
from actions.words.policy import name
from policy_rules.naming import typical_applicant

__all__ = ["MEANINGS", "clarify"]

STARTERS = ("有哪些扶持", "我能拿多少", "租金补贴的标准是什么")
RETURNERS = (
    Button("一共能拿多少", means={"intent": "estimate"}),
    Button("查看已记下的情况", "我说过哪些情况", {"intent": "review_facts"}),
    Button("从头开始", means={"intent": "restart"}),
)

MEANINGS = {
    "estimate": ("测算能拿多少", "我能拿多少钱"),
    "inform": ("告诉您我的情况", "我想告诉您我们公司的情况"),
    "check_eligibility": ("看看符不符合", "我们符合哪些条件"),
    "what_if": ("假设一种情况试算", "怎么做假设试算"),
    "list_clauses": ("有哪些扶持", "有哪些扶持政策"),
    "ask_clause": ("了解某一条的标准", "想了解某一条的标准"),
    "ask_procedure": ("怎么申报", "怎么申报"),
    "ask_payment": ("怎么拨付", "补贴怎么拨付"),
    "ask_stacking": ("能否叠加享受", "几项补贴能不能同时享受"),
    "ask_validity": ("政策有效期", "政策有效期到什么时候"),
    "ask_contact": ("该问哪个部门", "该找哪个部门"),
    "ask_term": ("解释一个名词", "这个名词是什么意思"),
    "ask_document": ("文件里的其他内容", "文件的发展目标是什么"),
    "review_facts": ("查看已记下的情况", "你记了我哪些信息"),
    "export_report": ("导出报告", "导出报告"),
    "restart": ("从头开始", "从头开始"),
    "delete_data": ("删除我的信息", "删除我的数据"),
    "human": ("找人工", "转人工"),
    "ask_capabilities": ("您能做什么", "你能做什么"),
}
"""For asking back: what a meaning is called, and the words that say it beyond doubt."""


def clarify(turn: Turn, memory: Memory) -> Outcome:
    """The two likeliest meanings to choose from: better asked than guessed."""
    likely = [(*MEANINGS[intent], intent) for intent in turn.likely if intent in MEANINGS]
    if not likely:
        memory, text = in_other_words(memory, "unclear", words.UNCLEAR_ANSWER if memory.question else words.UNCLEAR)
        return Outcome([say(text, *([] if memory.question else STARTERS))], memory)
    return Outcome(
        [
            Reply(
                words.NOT_UNDERSTOOD, [Button(title, payload, {"intent": intent}) for title, payload, intent in likely]
            )
        ],
        memory,
    )


@answers("greet")
def greet(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """Who has been here before is not asked to begin again."""
    count = len(fact_words.listed(memory.pack, memory.facts))
    if count:
        # Days may have passed: what was listed then is listed again.
        return Outcome([Reply(words.WELCOME_BACK.format(count=count), RETURNERS)], replace(memory, listed=()))
    policy = memory.pack.policy
    greeting = words.GREETING.format(title=name(policy), applicant=typical_applicant(policy))
    return Outcome([say(greeting, *STARTERS)], memory)


@answers("goodbye")
def goodbye(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    return Outcome([say(words.GOODBYE)], memory, Then.NOTHING)


@answers("thank")
def thank(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    return Outcome([say(words.WELCOME)], memory, Then.NOTHING)


@answers("ask_capabilities")
def capabilities(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    return Outcome([say(words.CAPABILITIES, *STARTERS)], memory)


@answers("out_of_scope")
def out_of_scope(turn: Turn, memory: Memory, noted: Noted) -> Outcome:
    """What is no matter of the policy; of support that the text is silent on, that."""
    if turn.reading.get("unstated"):
        return ANSWERS["ask_document"](turn, memory, noted)
    memory, text = in_other_words(memory, "out_of_scope", words.OUT_OF_SCOPE)
    return Outcome([say(text.format(title=name(memory.pack.policy)), "你能做什么", "有哪些扶持")], memory)
