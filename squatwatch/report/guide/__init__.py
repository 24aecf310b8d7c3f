"""The country guide (国别商标维权指南): all that the tables know of an office."""

from squatwatch.report.guide.content import guide_of
from squatwatch.report.guide.listings import offices_listing, stale_listing, stale_rules
from squatwatch.report.guide.rendering import GUIDE_FORMATS, GuideFormat, guide_bytes

__all__ = [
    "GUIDE_FORMATS",
    "GuideFormat",
    "guide_bytes",
    "guide_of",
    "offices_listing",
    "stale_listing",
    "stale_rules",
]
