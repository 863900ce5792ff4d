"""What the bot asks: missing figures, conditions, doubts, what else there is."""

from __future__ import annotations

from collections.abc import Sequence

TELL_ME = "说说您的情况就能测算，例如租了多少平、租金多少、年收入、研发和设备投入、拿过哪些上级扶持。您想先看哪一项？"
HOW_MUCH = "{title}能拿多少"
ANYTHING_ELSE = "您提到的都算好了。下面这些，您还有涉及的吗？"
NONE_OF_THESE = "都没有"
ANYTHING_ELSE_MEANWHILE = "还缺的等您查到再算。下面这些，您还有涉及的吗？"
ALL_KNOWN = "能测算的都算好了。情况有变化，随时告诉我。"
STILL_MISSING = "还缺{labels}，查到了告诉我，就能算准。"
NOTHING_FITS = "按现在的情况，这份政策的各条都不符合。情况有变化，随时告诉我。"

SEVERAL_FIGURES = "请告诉我{count}个数，知道哪个说哪个："
COUNTS = {2: "两", 3: "三"}
DO_THESE_HOLD = "这几点都符合吗？"
DO_THOSE_HOLD = "前面列的{count}个条件都符合吗？"
ALL_HOLD = "都符合"
NOT_ALL_HOLD = "有不符合的"
WHICH_FAILS = "哪一项不符合？"
FAILS = "不符合：{text}"
DONT_KNOW = "不清楚"
SKIP = "不清楚，跳过"
NO_MATTER = "没关系，先跳过。"
BACK_TO = "回到刚才的问题："

WHICH_HOLDS = "您之前说{label}是{before}，这次是{now}，以哪个为准？"
NO_LONGER_SO = "“{label}”这一点，您之前说是，这次说不是，以哪个为准？"
SO_AFTER_ALL = "“{label}”这一点，您之前说不是，这次说是，以哪个为准？"
AS_SAID_NOW = "以这次说的为准"
AS_SAID_BEFORE = "还是之前说的"
TAKE_NEW = "以{value}为准"
KEEP_OLD = "还是{value}"
ANOTHER_PROJECT = "是另一个项目"
REALLY = "您说{label}是{value}，这个数不太常见，是不是单位说错了？"
IT_IS = "是{value}"
IT_IS_REALLY = "就是{value}"
WHAT_IS_IT = "您说的{text}是指哪一项？"
WHICH_DAY = "本政策{day}{boundary}，请问是在这之前还是之后申报的？"
COMES_INTO_FORCE = "起施行"
EXPIRES = "到期"
BEFORE = "{day}及以前"
AFTER = "{day}以后"
APPLY_ON = "按{day}申报算"
WHICH_CORRECTED = "您要把哪一项改成{text}？"
HOW_MUCH_IN_ALL = "加上这{text}，{what}一共是多少？"
RIGHT_FIGURE = "好，{label}先不算（原来是{before}）。正确的是多少？"
NOTHING = "没有，按0算"
AS_BEFORE = "原来的没错"


def also(ways: Sequence[str]) -> str:
    """「也可以说月租金或每平方米每天租金」, where the same is known another way."""
    return f"也可以说{'或'.join(ways)}。" if ways else ""
