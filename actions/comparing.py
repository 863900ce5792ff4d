"""Two policies side by side: which messages ask for it, and what one policy's document says of another."""

from __future__ import annotations

import re

from actions.turn import Turn
from policy_rules import Pack, installed_packs, load_pack

__all__ = ["asks_to_compare", "sentence_about"]

_POLICY = "(?:政策|文件|措施|区)"
_BETTER = "(?:划算|合适|好|多|高|优惠|合算|强|值)"
_COMPARES = re.compile(
    f"哪(?:个|份|边|一[个份])(?:{_POLICY}的?|区的政策)(?:给的?|拿的?|补的?)?(?:钱|金额)?(?:更|最|比较)?{_BETTER}"
    f"|(?:两|二|几|2|这[两些几])(?:个|份|边)?{_POLICY}[^，。]{{0,6}}(?:比|对比|比较|区别|差别|哪)"
    f"|{_POLICY}[^，。]{{0,3}}(?:比较|对比|比一比|比一下)"
    f"|(?:两|二|几|2)(?:个|份|边)的?{_POLICY}[^，。]{{0,6}}(?:都|同时|一起|叠加|一块)[^，。]{{0,4}}(?:拿|享|申|报|领|用|要)"
    f"|(?:都|同时|一起)[^，。]{{0,4}}(?:拿|享受?|申请|申报|报|领)[^，。]{{0,3}}(?:两|二|几|2)(?:个|份|边){_POLICY}"
    "|两边(?:的|政策)?(?:都|同时|一起)[^，。]{0,4}(?:拿|享|申|报|领)"
)
_BESIDE = re.compile("比|哪|都|同时|一起|叠加|区别|差别")


def asks_to_compare(turn: Turn) -> bool:
    """「哪个政策更划算」, 「两个政策都能拿吗」, 「这个区和那个区比，哪个多」."""
    if turn.pressed is not None or turn.facts:
        return False
    if _COMPARES.search(turn.text):
        return True
    districts = {load_pack(id).policy.district_names[-1] for id in installed_packs()}
    if any(re.search(f"[跟和与同]{district}[^，。]{{0,6}}(?:比|对照)", turn.text) for district in districts):
        return True
    return sum(district in turn.text for district in districts) > 1 and _BESIDE.search(turn.text) is not None


def sentence_about(other: Pack, pack: Pack) -> str | None:
    """The sentence in the document of ``pack`` that names the other policy; None where it is silent on it."""
    names = (other.policy.document_number, re.sub("[（(].*", "", other.policy.title), other.policy.district)
    sentences = re.findall("[^。\n]+。?", pack.source)
    return next((sentence for sentence in sentences if any(name in sentence for name in names)), None)
