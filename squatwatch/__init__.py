"""squatwatch: early warning of possible pre-emptive filings of Chinese brands abroad.

The public Python API; everything else may move. Two files in, alerts out:

>>> from datetime import date
>>> from squatwatch import Brand, Store, scan, watch
>>> with Store.in_memory() as store:
...     watch(store, [Brand("huawei", name_zh=("华为",), name_latin=("HUAWEI",))])
...     scan(store, as_of=date(2026, 1, 15)).alerts
()
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from squatwatch.alerts import alert_record
    from squatwatch.alerts.run import Coverage, RunResult
    from squatwatch.brands import read_events, read_rights, read_watchlist
    from squatwatch.errors import ConfigError, DataError, SquatwatchError, StoreError
    from squatwatch.forms import forms_of_brands, generate_forms
    from squatwatch.model import Alert, Assessment, Brand, Evidence, Filing, Form, Hit, Window
    from squatwatch.offices import read_filings
    from squatwatch.scan import scan, watch
    from squatwatch.store import Store
    from squatwatch.sweep import SweepOrder, sweep

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
    "RunResult",
    "SquatwatchError",
    "Store",
    "StoreError",
    "SweepOrder",
    "Window",
    "alert_record",
    "forms_of_brands",
    "generate_forms",
    "read_events",
    "read_filings",
    "read_rights",
    "read_watchlist",
    "scan",
    "sweep",
    "watch",
]

_MODULES = {
    "alerts": ("alert_record",),
    "alerts.run": ("Coverage", "RunResult"),
    "brands": ("read_events", "read_rights", "read_watchlist"),
    "errors": ("ConfigError", "DataError", "SquatwatchError", "StoreError"),
    "forms": ("forms_of_brands", "generate_forms"),
    "model": ("Alert", "Assessment", "Brand", "Evidence", "Filing", "Form", "Hit", "Window"),
    "offices": ("read_filings",),
    "scan": ("scan", "watch"),
    "store": ("Store",),
    "sweep": ("SweepOrder", "sweep"),
}
_HOMES = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}


class _Package(ModuleType):
    """Imports a public name when it is asked for, so that a command waits only for what it uses."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        # Importing squatwatch.scan or squatwatch.sweep would set the module where the public
        # function is found.
        if not (name in ("scan", "sweep") and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
