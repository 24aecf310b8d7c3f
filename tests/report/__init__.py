"""Tests of squatwatch/report."""
