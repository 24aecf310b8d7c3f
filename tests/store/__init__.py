"""Tests of squatwatch/store."""
