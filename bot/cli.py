"""The ``huiqi`` command. Every subcommand imports what it needs only when it runs."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from bot.settings import Settings
from policy_rules import FactError
from policy_rules import cli as rules
from policy_rules.facts.files import read_fact_file, read_json, read_lines, read_text
from policy_rules.json_output import print_json
from policy_rules.named_pack import named_pack

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 fine; 1 what was asked for does not hold; 2 bad usage or bad input."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that knows no Chinese still gets an answer
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["wechat"]:
        return _wechat(given)
    parser = _OneLineParser(prog="huiqi", description="惠企政策助手")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    rules.add_commands(commands)
    _add_bot_commands(commands)
    return rules.run(parser.parse_args(given))


class _OneLineParser(argparse.ArgumentParser):
    """Bad usage is one line, as every other bad input is; ``--help`` shows the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}（{self.prog} --help 查看用法）\n")


def _add_bot_commands(commands: Any) -> None:
    command = commands.add_parser("serve", help="启动网页、接口和对话")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=_port, default=5005)
    command.set_defaults(run=_serve)
    commands.add_parser("chat", help="在终端里对话").set_defaults(run=_chat)
    commands.add_parser("train", help="训练对话模型").set_defaults(run=_train)
    commands.add_parser("wechat", help="微信公众号和企业微信：菜单、试聊")  # read by _wechat
    command = commands.add_parser("report", help="把测算结果写成 Word、Excel 或网页")
    command.add_argument("file", help="事实文件（YAML 或 JSON）；- 为标准输入")
    command.add_argument("-o", "--output", required=True, metavar="OUT.docx", help="输出文件：.docx、.xlsx 或 .html")
    rules.add_policy_and_date(command)
    command.set_defaults(run=_report)
    command = commands.add_parser("parse", help="逐行理解文字，每行输出一个 JSON")
    command.add_argument("--jsonl", action="store_true", help='每行可以是 {"text": …, "asked": …}')
    rules.add_policy(command)
    command.set_defaults(run=_parse)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"端口应为 1 到 65535 的整数，收到的是 {text}")
    return int(text)


def _serve(arguments: argparse.Namespace) -> int:
    from bot.runtime.model import ensure_model, quieten_rasa

    quieten_rasa()
    from bot.api.pages import ensure_pages
    from bot.app import serve
    from bot.channels.wechat.settings import SettingsError, configured_accounts

    settings = Settings.from_environment()
    try:
        accounts = configured_accounts(os.environ)
        socket.create_server((arguments.host, arguments.port)).close()
    except SettingsError as error:
        print(f"huiqi: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"huiqi: --port: {arguments.host}:{arguments.port} 不能使用（{error.strerror}），请换一个端口",
            file=sys.stderr,
        )
        return 2
    ensure_pages()
    serve(settings, ensure_model(settings.home), accounts, arguments.host, arguments.port)
    return 0


def _chat(_: argparse.Namespace) -> int:
    from bot.runtime.model import ensure_model, quieten_rasa
    from bot.terminal import chat

    quieten_rasa()
    settings = Settings.from_environment()
    chat(settings, ensure_model(settings.home))
    return 0


def _train(_: argparse.Namespace) -> int:
    from bot.runtime.model import train_model

    print(train_model(Settings.from_environment().home))
    return 0


def _wechat(arguments: Sequence[str]) -> int:
    from bot.channels.wechat import cli as wechat  # its database and network libraries take a second to import

    parser = _OneLineParser(prog="huiqi")
    wechat.add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return rules.run(parser.parse_args(arguments))


def _report(arguments: argparse.Namespace) -> int:
    from policy_rules.report import STYLESHEET, as_docx, as_html, as_xlsx, report_on

    output = Path(arguments.output)
    writers = {
        ".docx": as_docx,
        ".xlsx": as_xlsx,
        ".html": lambda report: as_html(report, stylesheet=STYLESHEET.as_uri()).encode(),
    }
    write = writers.get(output.suffix.lower())
    if write is None:
        raise FactError("unknown_format", f"输出文件应以 {'、'.join(writers)} 结尾", "--output")
    report = report_on(named_pack(arguments.policy), read_fact_file(arguments.file), arguments.as_of)
    content = write(report)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise FactError("unwritable_file", f"写不了文件：{error.strerror}", arguments.output) from None
    return 0


def _parse(arguments: argparse.Namespace) -> int:
    from bot.runtime.model import ensure_model
    from bot.understanding.understand import Understander

    pack = named_pack(arguments.policy)
    understander = Understander.from_archive(ensure_model(Settings.from_environment().home, say=sys.stderr), pack)
    faults = 0
    for line in read_lines("-"):
        try:
            text, asked = _line(read_text(line), arguments.jsonl)
            answer = understander.understand(text, asked, pack.id).as_contract()
        except FactError as error:
            answer = {"error": error.as_json()}
            faults += 1
        print_json(answer)
    return 1 if faults else 0


def _line(line: str, may_be_json: bool) -> tuple[str, str | None]:
    """A plain line, or an object with ``text`` and, where the bot has just asked for a fact, ``asked``."""
    if not may_be_json or not line.lstrip().startswith("{"):
        return line, None
    document = read_json(line)
    text, asked = document.get("text"), document.get("asked")
    if not isinstance(text, str):
        raise FactError("wrong_type", "text 应为文字", "text")
    if asked is not None and not isinstance(asked, str):
        raise FactError("wrong_type", "asked 应为事实的 id", "asked")
    return text, asked


if __name__ == "__main__":
    sys.exit(main())
