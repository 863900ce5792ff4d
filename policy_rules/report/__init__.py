"""The estimate as a document that a consultant hands to a client: one content, written as .docx, .xlsx or HTML."""

from policy_rules.report.content import Report, report_on
from policy_rules.report.docx_file import as_docx
from policy_rules.report.html_page import STYLESHEET, as_html
from policy_rules.report.xlsx_file import as_xlsx

__all__ = ["STYLESHEET", "Report", "as_docx", "as_html", "as_xlsx", "report_on"]
