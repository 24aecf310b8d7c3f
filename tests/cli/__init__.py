"""Tests of squatwatch/cli."""
