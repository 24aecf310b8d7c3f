# make demo   runs the main job on real brands and filings
# make test   lints, types, layers, tests
# Both use .venv, made by whichever runs first.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AS_OF := 2026-01-15

.PHONY: demo test lint types layers tests test-oldest-duckdb bench bench-peers clean

# Exit code 1 says that something was found, as it should be here.
demo: $(READY)
	@mkdir -p demo
	@$(BIN)/python cli.py scan --brands data/watchlist.csv --filings data/cases.csv \
	  --as-of $(AS_OF) --fail-on high --lang both --format table \
	  --output demo/alerts.jsonl --output demo/alerts.csv --output demo/report.html; \
	  status=$$?; [ $$status -le 1 ]

test: lint types layers tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

tests: $(READY)
	$(BIN)/python -m pytest -q

# The store on the oldest DuckDB that is supported, in an environment of its own.
test-oldest-duckdb: .venv-oldest/.ready
	.venv-oldest/bin/python -m pytest -q tests/store tests/test_scan.py tests/cli

# The matching core beside the tools that one would pick instead, in an environment of its own.
bench-peers: .venv-bench/.ready
	.venv-bench/bin/python -m benchmarks.matching.peers_table --brands $(or $(BRANDS),1500)

bench: $(READY)
	$(BIN)/python -m pytest -q benchmarks --benchmark-enable --benchmark-only

# Interrupted half-way it is made again: the mark is set last.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet \
	  --disable-pip-version-check -e '.[dev]'
	@touch $@

.venv-oldest/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-oldest
	sed 's/^duckdb==.*/duckdb==1.5.6/' constraints.txt > .venv-oldest/constraints.txt
	PIP_CONSTRAINT=.venv-oldest/constraints.txt .venv-oldest/bin/python -m pip install --quiet \
	  --disable-pip-version-check -e '.[dev]'
	@touch $@

.venv-bench/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-bench
	PIP_CONSTRAINT=constraints.txt .venv-bench/bin/python -m pip install --quiet \
	  --disable-pip-version-check -e '.[dev,bench]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-oldest .venv-bench demo
