# Two commands are enough: `make demo` and `make test`. Everything else is named by `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
ARGS ?=
RUN := .venv/bin/
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.uv/bin/uv:
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .uv uv

# The stamps are remade when the lock changes; `--frozen` keeps every machine on the locked versions.
.venv/run.stamp: uv.lock pyproject.toml | $(if $(filter .uv/bin/uv,$(UV)),.uv/bin/uv)
	@$(UV) sync --frozen --quiet --no-default-groups --inexact --package xuncha $(SYNC)
	touch $@

.venv/dev.stamp: uv.lock pyproject.toml gateway/pyproject.toml | $(if $(filter .uv/bin/uv,$(UV)),.uv/bin/uv)
	@$(UV) sync --frozen --quiet --all-packages --extra office
	touch .venv/run.stamp $@

setup: .venv/run.stamp
dev: .venv/dev.stamp

demo: setup ## a whole round of the fictional county, then the office at 127.0.0.1:8000 (ARGS=--no-serve: without the office)
	@$(RUN)xuncha demo $(ARGS)

# The tests start many processes; with the compiled files kept, each starts in half the time.
test: export PYTHONDONTWRITEBYTECODE :=
test: dev ## everything that must hold
	@$(RUN)pytest -q -n 2 --dist loadfile --no-loadscope-reorder --nomigrations $(ARGS)

prove: dev ## the full counts that are promised, in parts that can be taken up again; writes proofs/
	@$(RUN)python -m tests.prove $(ARGS)

lint: dev ## style, types, the laws of imports
	@$(RUN)ruff check .
	$(RUN)ruff format --check .
	$(RUN)lint-imports
	$(RUN)mypy

bench: dev ## speed and memory: our figure, the limit, the ratio
	@$(RUN)python -m bench $(ARGS)

look: dev ## pictures of every page of the demo, at 1366 and 390 px, into look/
	@$(RUN)python -m tests.browser.look $(ARGS)

clean: ## remove what was made (not the data folder)
	@rm -rf .venv .uv look .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis

.PHONY: help setup dev demo test prove lint bench look clean
