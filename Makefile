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
	@$(BIN)/clearway up

test: $(DEV_SET)  ## Every test, browser tests included, on a PostgreSQL of its own.
	@$(BIN)/python tools/chromium.py
	@$(BIN)/python -m pytest -n 2 --dist loadscope

fast: $(DEV_SET)  ## The tests of the core and the formats, without any server.
	@DJANGO_SETTINGS_MODULE= $(BIN)/python -m pytest -p no:django -p no:cacheprovider tests/core tests/formats

check: $(DEV_SET)  ## Import contracts, lint, strict types.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy

bench: $(DEV_SET)  ## Ratios against limits measured in the same run; JSON and a table.
	@$(BIN)/python -m benchmarks

prove: $(DEV_SET)  ## The long proofs at full size.
	@CLEARWAY_PROVE=1 $(BIN)/python -m pytest -m proof

docs: $(DEV_SET)  ## Write the generated catalogues anew.
	@$(BIN)/python -m tools.catalogue

lock:
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build -o requirements/run.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev -o requirements/dev.txt

.venv/bin/python:
	@$(PYTHON) -m venv .venv

$(RUN_SET): requirements/run.txt pyproject.toml | .venv/bin/python
	@if [ ! -e $(DEV_SET) ]; then $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt; fi
	@$(MAKE) -s .venv/.package && touch $@

$(DEV_SET): requirements/dev.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(MAKE) -s .venv/.package && touch $@

# The package itself is linked; its build tools are in the locked sets, so nothing unlocked is fetched.
.venv/.package: pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . && touch $@
