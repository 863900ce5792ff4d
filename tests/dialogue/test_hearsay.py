"""What others are said to have got, told apart from facts, wishes and rumours about the policy's dates."""

from __future__ import annotations

import pytest

from actions.hearsay import is_hearsay, truth_asked
from actions.turn import Turn


@pytest.mark.parametrize(
    "text",
    [
        "同行有家拿了300万，是真的吗",
        "听说隔壁拿了200万，有这事吗",
        "我朋友公司说他们领了500万",
        "听同事讲有企业一分钱没拿到，真的假的",
        "网上说这个政策能拿1000万，是不是真的",
        "我听人说租金能全免，有这回事吗",
    ],
)
def test_what_others_are_said_to_have_got(text: str) -> None:
    assert is_hearsay(Turn(text, ("ask_stacking",)))


@pytest.mark.parametrize(
    "text",
    [
        "听说隔壁拿了80万，我们能拿多少",
        "听说有补贴，怎么申请",
        "听说浦东那边有这种补贴吗",
        "听说政策过期了",
        "客户拿了市里300万",
        "别人能拿我们能拿吗",
    ],
)
def test_who_asks_for_something_of_his_own_is_answered_that(text: str) -> None:
    assert not is_hearsay(Turn(text, ("estimate",)))


def test_facts_are_no_hearsay() -> None:
    assert not is_hearsay(Turn("听说有企业拿了，租了500平", ("inform",), facts={"rent_area": 500}))


def test_whether_it_is_true_is_asked_by_itself() -> None:
    assert truth_asked(Turn("真的吗？", ("ask_clause",)))
    assert not truth_asked(Turn("租金真的能补吗", ("ask_clause",)))
