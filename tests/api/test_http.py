"""The HTTP interface as another program meets it: over a socket, by the contract."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from jsonschema import Draft202012Validator

from policy_rules import estimate, load_pack
from tests.conftest import service

FACTS = {"rent_area": "800平", "rent_price_per_day": 4.5, "annual_revenue": "6200万", "previous_peak_revenue": "4800万"}


class Answer(NamedTuple):
    status: int
    body: bytes
    headers: Any

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def request(url: str, body: Any = None, *, method: str | None = None, headers: dict[str, str] | None = None) -> Answer:
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=60) as response:
            return Answer(response.status, response.read(), response.headers)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read(), error.headers)


@pytest.fixture
def say(base_url: str) -> Callable[..., Any]:
    def say(text: str, session: str | None = None, message_id: str | None = None) -> Any:
        body = {"session": session, "message_id": message_id or uuid.uuid4().hex, "text": text}
        answer = request(f"{base_url}/api/chat", body)
        assert answer.status == 200, answer.body
        return answer.json

    return say


class TestChat:
    def test_the_server_issues_the_session_and_answers_with_an_estimate(self, say: Callable[..., Any]) -> None:
        answer = say("租了500平，一个月租金5万，能拿多少？")
        assert answer["session"]
        assert set(answer["replies"][0]) == {"text", "buttons", "estimate", "citations"}
        rent = next(c for c in answer["replies"][0]["estimate"]["clauses"] if c["id"] == "rent")
        assert rent["amount"] == {"min": 1500000, "max": 1500000}
        assert rent["quote"] in load_pack("minhang-ai-2018").source
        assert all(set(button) == {"title", "payload"} for reply in answer["replies"] for button in reply["buttons"])

    def test_the_same_message_again_gets_the_same_replies_and_is_no_second_turn(
        self, say: Callable[..., Any], base_url: str
    ) -> None:
        first = say("租了500平", message_id="m1")
        again = say("租了500平", first["session"], message_id="m1")
        assert again == first
        history = request(f"{base_url}/api/history?session={first['session']}").json["messages"]
        assert [message["text"] for message in history if message["role"] == "user"] == ["租了500平"]

    def test_the_same_message_sent_many_times_at_once_is_one_turn(self, say: Callable[..., Any], base_url: str) -> None:
        session = say("你好")["session"]
        with ThreadPoolExecutor(8) as senders:
            answers = list(senders.map(lambda _: say("租了500平，月租5万", session, "once"), range(8)))
        assert all(answer == answers[0] for answer in answers)
        history = request(f"{base_url}/api/history?session={session}").json["messages"]
        assert sum(message["role"] == "user" for message in history) == 2

    def test_history_shows_the_replies_as_they_were_given(self, say: Callable[..., Any], base_url: str) -> None:
        answer = say("租了500平，月租5万，能拿多少")
        messages = request(f"{base_url}/api/history?session={answer['session']}").json["messages"]
        shown = [{key: m[key] for key in ("text", "buttons", "estimate", "citations")} for m in messages[1:]]
        assert shown == answer["replies"]

    def test_a_session_that_was_not_issued_here_is_refused(self, say: Callable[..., Any], base_url: str) -> None:
        issued = say("你好")["session"]
        conversation, _, signature = issued.rpartition(".")
        for forged in ("x", "", f"{conversation}x.{signature}", f"{conversation}.{signature[:-1]}", "会话.会话"):
            answer = request(f"{base_url}/api/chat", {"session": forged, "message_id": "1", "text": "你好"})
            assert (answer.status, answer.json["error"]["field"]) == (401, "session")

    @pytest.mark.parametrize("text", ["/restart", "　/session_start", "／greet", '/ /inform{"rent_area": NaN}', "//"])
    def test_a_message_that_looks_like_a_command_is_only_a_message(
        self, text: str, say: Callable[..., Any], base_url: str
    ) -> None:
        session = say("租了500平")["session"]
        say(text, session)
        facts = say("我刚才说了哪些", session)["replies"][0]["text"]
        assert "500㎡" in facts

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            (b"", None),
            (b"{", None),
            (b"[1]", None),
            (b"\xff\xfe", None),
            ({"session": None, "message_id": "1"}, "text"),
            ({"session": None, "message_id": "1", "text": ""}, "text"),
            ({"session": None, "message_id": "1", "text": "   "}, "text"),
            ({"session": None, "message_id": "1", "text": 5}, "text"),
            ({"session": None, "message_id": "1", "text": "好" * 4001}, "text"),
            ({"session": None, "message_id": 1, "text": "你好"}, "message_id"),
            ({"session": None, "text": "你好"}, "message_id"),
            ({"session": 5, "message_id": "1", "text": "你好"}, "session"),
            ({"session": None, "message_id": "1", "text": "你好", "sender": "x"}, "sender"),
            (b'{"session": null, "message_id": "1", "text": "a", "text": "b"}', "text"),
            (b"[" * 100_000, None),
        ],
        ids=lambda value: repr(value)[:60],
    )
    def test_bad_input_is_a_client_error_that_names_the_field(
        self, body: Any, field: str | None, base_url: str
    ) -> None:
        answer = request(f"{base_url}/api/chat", body)
        assert 400 <= answer.status < 500
        error = answer.json["error"]
        assert set(error) == {"code", "message", "field"}
        assert error["field"] == field
        assert re.search("[\u4e00-\u9fff]", error["message"])

    def test_a_body_that_is_too_large_is_refused(self, base_url: str) -> None:
        answer = request(f"{base_url}/api/chat", b"x" * (300 * 1024))
        assert answer.status == 413

    def test_control_and_bidirectional_characters_are_survived(self, base_url: str) -> None:
        body = {"session": None, "message_id": "1", "text": "\x00\x08 \u202e500\u200b平\u2028"}
        assert request(f"{base_url}/api/chat", body).status == 200

    def test_half_a_character_is_refused_by_name(self, base_url: str) -> None:
        answer = request(f"{base_url}/api/chat", b'{"session": null, "message_id": "1", "text": "\\ud800"}')
        assert (answer.status, answer.json["error"]["field"]) == (400, "text")


class TestEstimate:
    def test_it_gives_the_amounts_of_the_rules_module(self, base_url: str) -> None:
        body = {"policy": "minhang-ai-2018", "as_of": "2020-06-30", "facts": FACTS}
        answer = request(f"{base_url}/api/estimate", body)
        expected = estimate(load_pack("minhang-ai-2018"), FACTS).model_dump(mode="json")
        assert answer.json["clauses"] == expected["clauses"]
        assert (answer.json["as_of"], answer.json["in_force"]) == ("2020-06-30", True)

    @pytest.mark.parametrize(
        ("body", "status", "field"),
        [
            ({"facts": {}}, 400, "policy"),
            ({"policy": "nowhere", "facts": {}}, 404, "policy"),
            ({"policy": "minhang-ai-2018"}, 400, "facts"),
            ({"policy": "minhang-ai-2018", "facts": [1]}, 400, "facts"),
            ({"policy": "minhang-ai-2018", "as_of": "2020-13-01", "facts": {}}, 400, "as_of"),
            ({"policy": "minhang-ai-2018", "as_of": 5, "facts": {}}, 400, "as_of"),
            ({"policy": "minhang-ai-2018", "facts": {"rent_area": "800万"}}, 400, "rent_area"),
            (
                {"policy": "minhang-ai-2018", "facts": {"projects": [{}, {"name": "b", "rd_spend": -1}]}},
                400,
                "projects[1].rd_spend",
            ),
            (b'{"policy": "minhang-ai-2018", "facts": {"rent_area": NaN}}', 400, "rent_area"),
            (b'{"policy": "minhang-ai-2018", "facts": {"rent_area": 1e999}}', 400, "rent_area"),
        ],
        ids=lambda value: repr(value)[:60],
    )
    def test_bad_input_is_a_client_error_that_names_the_field(
        self, body: Any, status: int, field: str, base_url: str
    ) -> None:
        answer = request(f"{base_url}/api/estimate", body)
        assert (answer.status, answer.json["error"]["field"]) == (status, field)

    def test_the_chat_gives_the_same_amounts_for_the_same_facts(self, say: Callable[..., Any], base_url: str) -> None:
        said = say("租了800平，每平每天4块5，去年主营收入6200万，之前最高4800万，能拿多少？")["replies"][0]["estimate"]
        posted = request(f"{base_url}/api/estimate", {"policy": "minhang-ai-2018", "facts": FACTS}).json
        assert said["clauses"] == posted["clauses"]
        assert said["total"] == posted["total"]


class TestReport:
    def test_the_word_file_holds_the_amounts_and_the_quotes(self, base_url: str) -> None:
        body = {"policy": "minhang-ai-2018", "facts": FACTS}
        answer = request(f"{base_url}/api/report", body)
        document = docx.Document(BytesIO(answer.body))
        written = "\n".join(
            [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
        )
        assert "已失效，仅供测算" in written
        assert "2,053,125元" in written
        assert load_pack("minhang-ai-2018").clause("rent").quote in written

    @pytest.mark.parametrize("shape", ["docx", "xlsx", "html"])
    def test_an_enormous_number_is_reported_too(self, base_url: str, shape: str) -> None:
        body = {"policy": "minhang-ai-2018", "facts": {"key_technology_projects": 1e308, "ai_enterprise": True}}
        assert request(f"{base_url}/api/report?format={shape}", body).status == 200

    def test_an_unknown_format_and_more_projects_than_anybody_has_are_refused_by_name(self, base_url: str) -> None:
        for address, facts, field in (
            ("/api/report?format=pdf", {}, "format"),
            ("/api/report", {"projects": [{}] * 201}, "projects"),
            ("/api/estimate", {"projects": [{}] * 201}, "projects"),
        ):
            answer = request(base_url + address, {"policy": "minhang-ai-2018", "facts": facts})
            assert (answer.status, answer.json["error"]["field"]) == (400, field)

    def test_the_workbook_holds_the_amounts_as_numbers_and_no_formula(self, base_url: str) -> None:
        facts = {"rent_area": 500, "monthly_rent": 50000, "projects": [{"name": "=1+1", "rd_spend": "900万"}]}
        answer = request(f"{base_url}/api/report?format=xlsx", {"policy": "minhang-ai-2018", "facts": facts})
        sheet = openpyxl.load_workbook(BytesIO(answer.body))["测算"]
        rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
        assert rows["场地租金补贴"][4:6] == (1500000, 1500000)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    def test_the_page_opens_under_a_strict_policy_and_escapes_what_people_typed(self, base_url: str) -> None:
        facts = {"projects": [{"name": "<script>alert(1)</script>", "rd_spend": "900万"}]}
        answer = request(f"{base_url}/api/report?format=html", {"policy": "minhang-ai-2018", "facts": facts})
        page = answer.body.decode()
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert "style=" not in page

    def test_a_conversation_has_its_report_at_an_address(self, say: Callable[..., Any], base_url: str) -> None:
        session = say("租了500平，月租5万")["session"]
        page = request(f"{base_url}/api/report?format=html&session={session}")
        assert "150万元" in page.body.decode()


class TestDescription:
    """``/openapi.json`` says what is really answered and taken."""

    def schema(self, base_url: str, name: str) -> Draft202012Validator:
        described = request(f"{base_url}/openapi.json").json
        return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": described["components"]})

    @pytest.mark.parametrize(
        "facts",
        [{}, FACTS, {"key_technology_projects": [1, None]}, {"projects": [{"name": "甲", "rd_spend": 100.5}, {}]}],
    )
    def test_estimates_have_the_shape_described_and_amounts_are_numbers(self, base_url: str, facts: Any) -> None:
        answer = request(f"{base_url}/api/estimate", {"policy": "minhang-ai-2018", "facts": facts}).json
        described = self.schema(base_url, "Estimate")
        described.validate(answer)
        answer["total"]["min"] = "0"
        assert not described.is_valid(answer)

    def test_policies_and_errors_have_the_shape_described(self, base_url: str) -> None:
        listed = request(f"{base_url}/api/policies").json
        self.schema(base_url, "Policies").validate(listed)
        for policy in listed["policies"]:
            self.schema(base_url, "Policy").validate(request(f"{base_url}/api/policies/{policy['id']}").json)
        self.schema(base_url, "Error").validate(request(f"{base_url}/api/policies/nowhere").json)

    @pytest.mark.parametrize(
        ("facts", "fits"),
        [
            (FACTS, True),
            (
                {
                    "annual_revenue": ["6000万", None],
                    "ai_enterprise": None,
                    "projects": [{"name": "甲", "rd_spend": 1}],
                },
                True,
            ),
            ({"rent_area": -1}, False),
            ({"rent_area": [1]}, False),
            ({"rent_area": [1, 2, 3]}, False),
            ({"rent_area": {"low": 1}}, False),
            ({"projects": []}, False),
            ({"projects": [1]}, False),
        ],
    )
    def test_what_is_described_is_taken_and_nothing_else(self, base_url: str, facts: Any, fits: bool) -> None:
        body = {"policy": "minhang-ai-2018", "facts": facts}
        assert self.schema(base_url, "EstimateRequest").is_valid(body) is fits
        assert request(f"{base_url}/api/estimate", body).status == (200 if fits else 400)


class TestTheRest:
    def test_every_route_is_described(self, base_url: str) -> None:
        described = request(f"{base_url}/openapi.json").json
        for path in (
            "/api/chat",
            "/api/history",
            "/api/estimate",
            "/api/report",
            "/api/policies",
            "/healthz",
            "/readyz",
        ):
            assert path in described["paths"]
        assert described["components"]["schemas"]["Estimate"]["properties"]["clauses"]

    def test_the_packs_are_listed_and_shown_with_their_quotes(self, base_url: str) -> None:
        listed = request(f"{base_url}/api/policies").json["policies"]
        assert "minhang-ai-2018" in [policy["id"] for policy in listed]
        shown = request(f"{base_url}/api/policies/minhang-ai-2018").json
        assert len(shown["clauses"]) == 10
        assert all(clause["quote"] for clause in shown["clauses"])
        assert request(f"{base_url}/api/policies/nowhere").status == 404

    def test_unknown_addresses_and_methods_are_client_errors(self, base_url: str) -> None:
        assert request(f"{base_url}/nowhere").status == 404
        refused = request(f"{base_url}/api/chat")
        assert (refused.status, refused.headers["Allow"]) == (405, "POST")
        assert request(f"{base_url}/webhooks/rest/webhook", {"sender": "x", "message": "hi"}).status == 404

    def test_feedback_is_taken(self, say: Callable[..., Any], base_url: str) -> None:
        session = say("你好", message_id="f1")["session"]
        answer = request(f"{base_url}/api/feedback", {"session": session, "message_id": "f1", "useful": True})
        assert answer.status == 204

    def test_only_listed_origins_are_let_in(self, model: Path, tmp_path: Path) -> None:
        with service(model, tmp_path, HUIQI_ALLOWED_ORIGINS="https://gov.example") as url:
            for origin, allowed in (("https://gov.example", "https://gov.example"), ("https://evil.example", None)):
                answer = request(f"{url}/api/policies", headers={"Origin": origin})
                assert answer.headers["Access-Control-Allow-Origin"] == allowed
                assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_restart_of_the_service_keeps_the_conversation(model: Path, tmp_path: Path) -> None:
    with service(model, tmp_path) as url:
        body = {"session": None, "message_id": "1", "text": "租了500平"}
        session = request(f"{url}/api/chat", body).json["session"]
    with service(model, tmp_path) as url:
        body = {"session": session, "message_id": "2", "text": "月租5万，能拿多少"}
        replies = request(f"{url}/api/chat", body).json["replies"]
    rent = next(c for c in replies[0]["estimate"]["clauses"] if c["id"] == "rent")
    assert rent["amount"] == {"min": 1500000, "max": 1500000}
