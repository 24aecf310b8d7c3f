"""Applicants: whether two names are one filer's, and which filer took several brands."""

from squatwatch.filers.keys import filer_key, filer_keys, same_filer
from squatwatch.filers.names import CompanyName, company_name

__all__ = ["CompanyName", "company_name", "filer_key", "filer_keys", "same_filer"]
