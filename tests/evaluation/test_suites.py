"""Other projects' suites are read in their own formats, and a written rule says which of their cases count."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bot.evaluation.spans import Span, in_both_units, point
from bot.evaluation.suites import duckling, python_tests, recognizers_text, spoken_and_written
from bot.evaluation.suites.__main__ import main
from bot.evaluation.suites.cases import Case, Kind, LeftOut, why_left_out
from bot.evaluation.suites.figures import Suite

NUMBERS = [
    {"Input": "约七百户", "Results": [{"Text": "七百", "Resolution": {"value": "700"}}]},
    {"Input": "没有数", "Results": []},
    {"Input": "九千多", "Results": [{"Text": "九千多", "Resolution": {"value": "9000"}}]},
]
RANGES = [{"Input": "七到九间", "Results": [{"Text": "七到九", "Resolution": {"value": "[7,9)"}}]}]
PERCENTAGES = [{"Input": "7.5%", "Results": [{"Text": "7.5%", "Resolution": {"value": "7.5%"}}]}]
CURRENCIES = [
    {"Input": "7元", "Results": [{"Text": "7元", "Resolution": {"value": "7", "isoCurrency": "CNY"}}]},
    {"Input": "7美元", "Results": [{"Text": "7美元", "Resolution": {"value": "7", "isoCurrency": "USD"}}]},
]
AREAS = [
    {"Input": "3亩", "Results": [{"Text": "3亩", "Resolution": {"value": "3", "unit": "Mu"}}]},
    {"Input": "3米", "Results": [{"Text": "3米", "Resolution": {"value": "3", "unit": "Meter"}}]},
]
JIONLP = """
class TestMoney:
    def test(self):
        money_string_list = [
            ['七万元', {'num': '70000.00', 'case': '元', 'definition': 'accurate'}],
            ['不到七万', {'num': '70000.00', 'case': '元', 'definition': 'blur-'}],
            ['七到九万', {'num': ['70000.00', '90000.00'], 'case': '元', 'definition': 'blur'}],
            ['七万日元', {'num': '70000.00', 'case': '日元', 'definition': 'accurate'}],
        ]
"""
CN2AN = """
class Tests:
    def setUp(self):
        self.strict_data_dict = {"七百零九": 709}
        self.smart_data_dict = {"7万": 70000}
        self.direct_data_dict = {"零零七": "007"}
"""
CHINESE2DIGITS = """
class Tests:
    def test(self):
        result = c2d.takeNumberFromString('七成没有，七百九有，四分之三也有')
        self.assertEqual(result['CHNumberStringList'], ['七百九', '四分之三'])
        self.assertEqual(result['digitsStringList'], ['790', '3/4'])
"""
NUMERALS = (
    'allExamples = concat [ examples (NumeralValue (-7)) [ "负七", "-7" ], examples (NumeralValue 0.5) ["一半"] ]'
)
MONEY = """
  [ examples (simple Cent 70) [ "七毛" ]
  , examples (under Dollar 7.5) [ "最多七块五" ]
  , examples (between Dollar (7, 9)) [ "七块到九块" ]
  , examples (simple HKD 7) [ "港币七元" ] ]
"""


def put(folder: Path, path: str, content: object) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    specs = "Recognizers-Text/Specs"
    put(tmp_path, f"{specs}/Number/Chinese/NumberModel.json", NUMBERS)
    put(tmp_path, f"{specs}/Number/Chinese/NumberRangeModel.json", RANGES)
    put(tmp_path, f"{specs}/Number/Chinese/PercentModel.json", PERCENTAGES)
    put(tmp_path, f"{specs}/NumberWithUnit/Chinese/CurrencyModel.json", CURRENCIES)
    put(tmp_path, f"{specs}/NumberWithUnit/Chinese/DimensionModel.json", AREAS)
    put(tmp_path, "JioNLP/test/test_money_parser.py", JIONLP)
    put(tmp_path, "cn2an/cn2an/cn2an_test.py", CN2AN)
    put(tmp_path, "chinese2digits/Python/chinese2digits/test.py", CHINESE2DIGITS)
    put(tmp_path, "duckling/Duckling/Numeral/ZH/Corpus.hs", NUMERALS)
    put(tmp_path, "duckling/Duckling/AmountOfMoney/ZH/Corpus.hs", MONEY)
    put(tmp_path, "WeTextProcessing/itn/chinese/test/data/number.txt", "七百 => 700\n共七百三四十户 => 共730-40户\n")
    put(tmp_path, "WeTextProcessing/tn/chinese/test/data/fraction.txt", "3/4 => 四分之三\n")
    texts = "NeMo-text-processing/tests/nemo_text_processing/zh"
    put(tmp_path, f"{texts}/data_inverse_text_normalization/test_cases_money.txt", "七万元~¥7万\n七到九万元~¥7~9万元\n")
    put(
        tmp_path,
        f"{texts}/data_text_normalization/test_cases_fraction.txt",
        "涨了-7%~涨了负百分之七\n3又1/4~三又四分之一\n",
    )
    return tmp_path


SEVEN = point("7")


def values(cases: list[Case]) -> dict[str, list[set[Span]]]:
    return {case.text: [set(spans) for spans in case.expected] for case in cases if case.kind is not Kind.OTHER}


def test_json_specs_state_numbers_ranges_percentages_rmb_and_areas(folder: Path) -> None:
    models = {name: values(cases) for name, cases in recognizers_text.models(folder / "Recognizers-Text")}
    assert models["NumberModel"]["约七百户"] == [{point("700")}]
    assert models["NumberRangeModel"] == {"七到九间": [{Span.of("7", "9")}]}
    assert models["PercentModel"] == {"7.5%": [{point("0.075")}]}
    assert models["CurrencyModel"] == {"7元": [{point("7")}]}
    assert models["DimensionModel"] == {"3亩": [{point("2000")}]}


def test_tests_in_python_are_read_without_running_them(folder: Path) -> None:
    (_, money), *_ = python_tests.jionlp(folder / "JioNLP")
    assert values(money) == {
        "七万元": [{point("70000")}],
        "不到七万": [{point("70000"), Span.of("0", "70000")}],
        "七到九万": [{Span.of("70000", "90000")}],
    }
    (_, numbers), *_ = python_tests.cn2an(folder / "cn2an")
    assert values(numbers) == {"七百零九": [{point("709")}], "7万": [{point("70000")}]}
    (_, taken), *_ = python_tests.chinese2digits(folder / "chinese2digits")
    assert list(values(taken).values()) == [[{point("790")}, {point("0.75")}]]


def test_a_corpus_in_haskell_is_read(folder: Path) -> None:
    corpora = dict(duckling.corpora(folder / "duckling"))
    assert values(corpora["Numeral"]) == {"负七": [{point("-7")}], "-7": [{point("-7")}], "一半": [{point("0.5")}]}
    assert values(corpora["AmountOfMoney"]) == {
        "七毛": [{point("0.7")}],
        "最多七块五": [{Span.of("0", "7.5")}],
        "七块到九块": [{Span.of("7", "9")}],
    }


def test_the_value_of_a_spoken_text_is_read_off_the_written_one(folder: Path) -> None:
    wetext = {
        text: value
        for _, cases in spoken_and_written.wetext(folder / "WeTextProcessing")
        for text, value in values(cases).items()
    }
    assert wetext == {"七百": [{point("700")}], "四分之三": [{point("0.75")}]}
    nemo = {
        text: value
        for _, cases in spoken_and_written.nemo(folder / "NeMo-text-processing")
        for text, value in values(cases).items()
    }
    assert nemo == {
        "七万元": [{point("70000")}],
        "七到九万元": [{Span.of("70000", "90000")}],
        "涨了负百分之七": [{point("-0.07")}],
        "三又四分之一": [{point("3.25")}],
    }


def number(text: str, *stated_in: str, value: Span = SEVEN) -> Case:
    return Case(text, Kind.NUMBER, (frozenset({value}),), stated_in)


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (number("七百户"), None),
        (number("负七"), None),
        (number("三又四分之一"), None),
        (number("七百到九百多", value=Span.of("700", "1000")), None),
        (Case("没有数", Kind.NUMBER, ()), LeftOut.SILENT),
        (Case("七米", Kind.OTHER, (frozenset({point("7")}),)), LeftOut.OTHER_KIND),
        (number("七美元"), LeftOut.OTHER_KIND),
        (number("第七条", "七"), LeftOut.OTHER_KIND),
        (number("七月", "七"), LeftOut.OTHER_KIND),
        (number("七千克", "七"), LeftOut.OTHER_KIND),
        (number("七两", "七"), LeftOut.OTHER_KIND),
        (number("一亿两千万", "一亿"), None),
        (number("尾号一七零"), LeftOut.IDENTIFIER),
        (number("7.7.7.7"), LeftOut.IDENTIFIER),
        (number("7^2"), LeftOut.CALCULATION),
        (number("-7e3"), LeftOut.CALCULATION),
        (number("七百多"), LeftOut.ONE_VALUE_FOR_MANY),
        (number("几百万"), LeftOut.ONE_VALUE_FOR_MANY),
    ],
    ids=lambda value: value.text if isinstance(value, Case) else "",
)
def test_which_cases_count_is_said_by_the_case_alone(case: Case, reason: LeftOut | None) -> None:
    assert why_left_out(case) is reason


def test_a_value_counts_as_right_wherever_it_is_found_and_a_share_in_either_unit() -> None:
    suite = Suite.of(
        "", [number("七和九"), number("九"), number("7%", value=point("0.07")), number("七多", value=point("9"))]
    )
    figures = suite.figures(lambda text: {point("7"), point("9")} | in_both_units([point(Decimal("0.07"))]))
    assert (figures.right, figures.share, figures.share_of_all) == (3, 1.0, 1.0)
    silent = suite.figures(lambda text: set())
    assert (silent.right, silent.share_of_all) == (0, 0.0)


def test_the_command_prints_what_was_right_what_was_left_out_and_what_was_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "cn2an/cn2an/cn2an_test.py", CN2AN.replace("709}", '709, "七百零九平": 5}'))
    main([str(folder), "--wrong"])
    printed = capsys.readouterr().out
    ours = next(line for line in printed.splitlines() if line.startswith("本项目的语法"))
    assert "100.0%" in ours
    assert "66.7%" in ours
    counted, _, of_all = ours.rpartition("\t")[2].partition("（")
    assert float(counted.strip("%")) > float(of_all.strip("%）"))
    assert f"Recognizers-Text NumberModel\t{LeftOut.ONE_VALUE_FOR_MANY.value}\t1\t0" in printed
    assert "cn2an\t七百零九平\t要 5\t读到 709" in printed
