"""squatwatch: early warning of possible pre-emptive filings of Chinese brands abroad.

The public Python API; everything else may move. Two files in, alerts out:

>>> from datetime import date
>>> with Store.in_memory() as store:
...     watch(store, [Brand("huawei", name_zh=("华为",), name_latin=("HUAWEI",))])
...     scan(store, as_of=date(2026, 1, 15)).alerts
()
"""

from squatwatch.alerts import alert_record
from squatwatch.alerts.run import Coverage, ScanResult
from squatwatch.brands import read_events, read_rights, read_watchlist
from squatwatch.errors import ConfigError, DataError, SquatwatchError, StoreError
from squatwatch.forms import forms_of_brands, generate_forms
from squatwatch.model import Alert, Assessment, Brand, Evidence, Filing, Form, Hit, Window
from squatwatch.offices import read_filings
from squatwatch.scan import scan, watch
from squatwatch.store import Store

__all__ = [
    "Alert",
    "Assessment",
    "Brand",
    "ConfigError",
    "Coverage",
    "DataError",
    "Evidence",
    "Filing",
    "Form",
    "Hit",
    "ScanResult",
    "SquatwatchError",
    "Store",
    "StoreError",
    "Window",
    "alert_record",
    "forms_of_brands",
    "generate_forms",
    "read_events",
    "read_filings",
    "read_rights",
    "read_watchlist",
    "scan",
    "watch",
]
