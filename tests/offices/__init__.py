"""Tests of the readers of office files."""
