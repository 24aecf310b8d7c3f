"""The report as one HTML page that needs no network: light and dark, on paper, on a phone."""

from squatwatch.report.html.links import safe_link
from squatwatch.report.html.page import html_report

__all__ = ["html_report", "safe_link"]
