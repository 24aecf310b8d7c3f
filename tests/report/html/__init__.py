"""Tests of squatwatch/report/html."""
