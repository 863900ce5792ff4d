"""What more would bring: thresholds ahead, caps reached, what gives way. Information, never a promise."""

from __future__ import annotations

HEAD = "按政策标准看（仅供参考，请以真实情况申报）："
THRESHOLD = "· {label}再增加{more}，超过{at}，{clause}由{before}变为{after}（{gain}）"
UP_TO_CAP = "· {label}到{at}时，{clause}最高可到{after}，再多不再增加"
CAP_REACHED = "· {clauses}已到上限，再增加也不会更多"
SPLIT = "· {lost}与{kept}在同一项目中只取其高；如果确实分属两个项目，合计为{total}"
STEP_TO = "{clause}要到{wanted}，需{label}超过{at}；您是{value}，还差{more}。"
NOTHING = "按您目前的情况，没有临近的档次，也没有可再提高的金额。补充更多情况后我可以再看。"
FIRST_TELL = "先告诉我一些情况，例如收入、研发和设备投入，我再看差多少能到下一档。"
