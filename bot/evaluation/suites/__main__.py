"""`python -m bot.evaluation.suites FOLDER`: amounts read right in other projects' own test suites.

FOLDER holds copies of the projects, each under the name of its repository: Recognizers-Text, JioNLP, cn2an,
chinese2digits, duckling, WeTextProcessing, NeMo-text-processing; those that are missing are passed over. Which cases
count is said in `cases`; the others are counted by their reason.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot.evaluation.readers import NOT_INSTALLED, ours, readers
from bot.evaluation.spans import Span
from bot.evaluation.suites import duckling, python_tests, recognizers_text, spoken_and_written
from bot.evaluation.suites.cases import Case
from bot.evaluation.suites.figures import Suite, wrong_values

_FORMATS: dict[str, Callable[[Path], Iterator[tuple[str, list[Case]]]]] = {
    "Recognizers-Text": recognizers_text.models,
    "JioNLP": python_tests.jionlp,
    "cn2an": python_tests.cn2an,
    "chinese2digits": python_tests.chinese2digits,
    "duckling": duckling.corpora,
    "WeTextProcessing": spoken_and_written.wetext,
    "NeMo-text-processing": spoken_and_written.nemo,
}


def main(written: Sequence[str] | None = None) -> None:
    """Prints the values read right by us and by others, what is left out, and on demand our errors."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.suites", description="别的项目的测试集")
    parser.add_argument("folder", type=Path, help="放着各项目副本的文件夹，以仓库名为子文件夹名")
    parser.add_argument("--wrong", action="store_true", help="列出本项目没读对的")
    arguments = parser.parse_args(written)
    suites = [
        Suite.of(project if name == project else f"{project} {name}", cases)
        for project, read in _FORMATS.items()
        for name, cases in read(arguments.folder / project)
    ]
    _print_figures(suites)
    _print_left_out(suites)
    if arguments.wrong:
        _print_wrong(suites)


def _print_figures(suites: list[Suite]) -> None:
    print(
        "数值读对的比例（括号里：把不计的也算上；每句微秒）\n读法\t"
        + "\t".join(suite.name for suite in suites)
        + "\t合计"
    )
    print("计入的例数\t" + "\t".join(str(len(suite.counted)) for suite in suites))
    print(
        "其中的数值\t" + "\t".join(str(suite.values) for suite in suites) + f"\t{sum(suite.values for suite in suites)}"
    )
    for name, find in readers():
        if find is None:
            print(f"{name}\t{NOT_INSTALLED}")
            continue
        figures = [suite.figures(find) for suite in suites]
        total = sum(one.right for one in figures) / sum(suite.values for suite in suites)
        cells = (f"{one.share:.1%}（{one.share_of_all:.1%}；{one.microseconds:,.0f}）" for one in figures)
        of_all = sum(one.right_of_all for one in figures) / sum(one.values_of_all for one in figures)
        print(f"{name}\t" + "\t".join(cells) + f"\t{total:.1%}（{of_all:.1%}）")


def _print_left_out(suites: list[Suite]) -> None:
    print("\n不计的例数\n套件\t缘由\t例数\t其中本项目也读对的")
    for suite in suites:
        for reason, cases in suite.left_out.items():
            also_right = sum(not wrong_values(case, ours(case.text)) for case in cases)
            print(f"{suite.name}\t{reason.value}\t{len(cases)}\t{also_right}")


def _print_wrong(suites: list[Suite]) -> None:
    print("\n本项目没读对的")
    for suite in suites:
        for case in suite.counted:
            read = ours(case.text)
            for expected in wrong_values(case, read):
                print(f"{suite.name}\t{case.text}\t要 {_written(expected)}\t读到 {_written(read)}")


def _written(spans: Iterable[Span]) -> str:
    return " ".join(
        f"{one.low:f}" if one.low == one.high else f"[{one.low}, {one.high}]" for one in sorted(spans, key=str)
    )


if __name__ == "__main__":
    main()
