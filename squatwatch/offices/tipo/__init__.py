"""The open data of TIPO, the office of Taiwan: the gazette and the application records."""

from squatwatch.offices.tipo.applications import TipoApplicationsReader
from squatwatch.offices.tipo.gazette import TipoGazetteReader

__all__ = ["TipoApplicationsReader", "TipoGazetteReader"]
