"""Tests of the generators and peers of the benchmarks."""
