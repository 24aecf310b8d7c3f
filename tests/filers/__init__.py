"""Applicants: reconciling company names, groups of filings."""
