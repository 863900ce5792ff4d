"""The estimate as a consultant reads it or hands it to a client: one content, written as text, .docx, .xlsx or HTML."""

from policy_rules.report.content import Report, report_on
from policy_rules.report.docx_file import as_docx
from policy_rules.report.html_page import STYLESHEET, as_html
from policy_rules.report.plain_text import as_text
from policy_rules.report.xlsx_file import as_xlsx

__all__ = ["STYLESHEET", "Report", "as_docx", "as_html", "as_text", "as_xlsx", "report_on"]
