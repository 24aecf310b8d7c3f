"""Tests of squatwatch/alerts."""
