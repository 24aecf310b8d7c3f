"""Applicants: whether two names are one company, and which filer took several brands."""

from squatwatch.filers.names import CompanyName, company_name, same_company

__all__ = ["CompanyName", "company_name", "same_company"]
