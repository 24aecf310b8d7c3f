"""What stands against exhibitors' marks: listings, JSON, and pages in Markdown and HTML."""

from squatwatch.report.screen.listings import SCREEN_COLUMNS, screen_json, screen_listing
from squatwatch.report.screen.pages import screen_html, screen_markdown
from squatwatch.report.screen.wording import coverage_lines

__all__ = [
    "SCREEN_COLUMNS",
    "coverage_lines",
    "screen_html",
    "screen_json",
    "screen_listing",
    "screen_markdown",
]
