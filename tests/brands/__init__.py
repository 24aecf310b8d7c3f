"""Tests of squatwatch.brands, a module of tests a module."""
