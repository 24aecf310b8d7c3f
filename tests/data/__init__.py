"""Tests of the data that the demo runs on."""
