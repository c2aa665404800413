# Seven verbs: up · test · fast · check · bench · prove · docs
.DEFAULT_GOAL := up
SHELL := /bin/bash
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) || command -v python3)
BIN := .venv/bin
RUN_SET := .venv/.run-set
DEV_SET := .venv/.dev-set

.PHONY: up test fast check bench prove docs lock

up: $(RUN_SET)  ## Install, start everything, load the demonstration country, print the address. Ctrl-C stops it.
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/clearway up

test: $(DEV_SET)  ## Every test, browser tests included, on a PostgreSQL of its own.
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m pytest -n 2 --dist loadfile

fast: $(DEV_SET)  ## The tests of the core and the formats, without any server.
	@$(BIN)/python -m pytest -p no:django --noconftest -n 2 tests/core tests/formats

check: $(DEV_SET)  ## Import contracts, lint, strict types.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy

bench: $(DEV_SET)  ## Ratios against limits measured in the same run; JSON and a table.
	@$(BIN)/python -m benchmarks

prove: $(DEV_SET)  ## The long proofs at full size, and every property over examples of this run's own.
	@CLEARWAY_PROVE=1 CLEARWAY_PREDICATE_EXAMPLES=1000 $(BIN)/python -m pytest -m "proof or hypothesis" -rA

docs: $(DEV_SET)  ## Write the generated catalogues anew.
	@$(BIN)/python -m tools.catalogue

lock:
	@$(BIN)/uv pip compile -q pyproject.toml --group build -o requirements/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml --group dev -o requirements/dev.txt

# Debian keeps venv in a package of its own; it is installed where that is allowed.
.venv/bin/python:
	@$(PYTHON) -m venv .venv 2>/dev/null || { rm -rf .venv; [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get -qq update && apt-get -qq install -y --no-install-recommends python3-venv >/dev/null \
	  && $(PYTHON) -m venv .venv; } || { echo "Python's venv is missing: install the package python3-venv." >&2; exit 1; }

$(RUN_SET): requirements/run.txt pyproject.toml | .venv/bin/python
	@if [ ! -e $(DEV_SET) ]; then $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt; fi
	@$(MAKE) -s .venv/.package && touch $@

$(DEV_SET): requirements/dev.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(MAKE) -s .venv/.package && touch $@

# The package itself is linked; its build tools are in the locked sets, so nothing unlocked is fetched.
.venv/.package: pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . && touch $@
