"""Between a centre and its branches: brands, alerts and decisions as JSON Lines (docs/exchange.md).

Every line is a record that names its schema, so that a file may hold any of them in any order.
What two installations know merges without loss, whoever reads first and however often.
"""

from __future__ import annotations

from squatwatch.exchange.alerts import ALERTS_SCHEMA_NAME, alert_records
from squatwatch.exchange.brands import BRANDS_SCHEMA_NAME, brand_records
from squatwatch.exchange.cases import Cases, export_cases
from squatwatch.exchange.decisions import DECISIONS_SCHEMA_NAME, decision_records
from squatwatch.exchange.lines import schema_of, write_records
from squatwatch.exchange.merging import Merged, import_records

__all__ = [
    "ALERTS_SCHEMA_NAME",
    "BRANDS_SCHEMA_NAME",
    "DECISIONS_SCHEMA_NAME",
    "Cases",
    "Merged",
    "alert_records",
    "brand_records",
    "decision_records",
    "export_cases",
    "import_records",
    "schema_of",
    "write_records",
]
