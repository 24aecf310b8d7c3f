"""Tests of squatwatch.assess."""
