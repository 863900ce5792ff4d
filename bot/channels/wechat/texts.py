"""Everything the channel itself says; all else is the bot's."""

from __future__ import annotations

from policy_rules import load_pack
from policy_rules.cli import DEFAULT_POLICY
from policy_rules.naming import typical_applicant

__all__ = [
    "APOLOGY",
    "CHOOSE",
    "CHOOSE_ABOVE",
    "EARLIER",
    "EMPTY",
    "IN_PROGRESS",
    "MENU_CHANGED",
    "MORE",
    "MORE_WORDS",
    "OF_TYPE",
    "OR_CHOOSE",
    "PERHAPS_AGAIN",
    "RESULT_WORDS",
    "TAP",
    "TOO_LONG",
    "UNKNOWN_TYPE",
    "VOICE_NOT_UNDERSTOOD",
    "welcome",
]

_WELCOME = (
    "您好，欢迎使用惠企政策助手。\n"
    "直接用一句话说说您的企业就行，比如“我们是{applicant}，今年研发投入600万，能拿多少补贴”，"
    "我会按政策原文逐条测算，并给出依据。\n"
    "也可以发语音，或点下方菜单。"
)


def welcome() -> str:
    """To whom follows the account."""
    return _WELCOME.format(applicant=typical_applicant(load_pack(DEFAULT_POLICY).policy))


EMPTY = "没有收到文字内容，请直接打字或发语音告诉我您想了解什么。"
VOICE_NOT_UNDERSTOOD = "抱歉，这段语音没有听清。请再说一遍，或者打字告诉我。"
TOO_LONG = "这条消息太长了，请分成几条发给我。"
UNKNOWN_TYPE = "这类消息我还看不懂，请打字或发语音告诉我您想了解的政策。"
MENU_CHANGED = "菜单已经更新，请直接打字告诉我您想了解什么。"
OF_TYPE = {
    "image": "图片我还看不懂。请把图片里和政策有关的内容打字告诉我，例如营业收入、研发投入的金额。",
    "video": "视频我还看不懂，请打字或发语音告诉我您想了解什么。",
    "shortvideo": "视频我还看不懂，请打字或发语音告诉我您想了解什么。",
    "location": "收到位置。企业是否符合条件看的是注册地：请打字告诉我公司注册在哪个区。",
    "link": "链接我打不开。请把您想问的内容打字告诉我。",
    "file": "文件我打不开。请把里面和政策有关的内容打字告诉我，例如营业收入、研发投入的金额。",
}
APOLOGY = "抱歉，这条消息没能处理好，请再发一次。您之前提供的信息没有丢失。"

IN_PROGRESS = "您的问题还在处理，结果会保留。请过一会儿回复“结果”查看。"
RESULT_WORDS = frozenset({"结果", "看结果", "查看结果", "好了吗", "好了没", "出来了吗"})
EARLIER = "【您上一条消息的回复】\n"
PERHAPS_AGAIN = "（网络中断过，以下内容可能已经发给您，重复请忽略）\n"

MORE = "（未完，回复“继续”看后面的内容）"
MORE_WORDS = frozenset({"继续", "继续看", "更多", "下一页", "看后面的内容"})
CHOOSE = "请选择，回复字母即可："
CHOOSE_ABOVE = "回复前面的字母即可选择。"
OR_CHOOSE = "或回复字母："
FULL_PAGE = "打开完整页面"
TAP = "点选一项，或直接打字。"
