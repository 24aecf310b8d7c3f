"""Tests of squatwatch.reference."""
