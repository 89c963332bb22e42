# One set of commands for people and CI. `make run` and `make test` are all a new machine needs.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development

.PHONY: help run test check lint types contracts js faults bench screenshots lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' Makefile

run: $(RUNTIME)  ## install what is missing and start on http://127.0.0.1:8050 (DEMO=0: empty, for real feeds)
	@$(if $(DEMO),DEMO=$(DEMO)) $(BIN)/python manage.py serve

# Without files of compiled modules each worker, and each Python that a test starts, would compile the program anew.
test: $(DEVELOPMENT) programs  ## every test; REQUIRE_ALL=1 makes a skip a failure
	@unset PYTHONDONTWRITEBYTECODE; $(BIN)/python -m pytest -n 3 --dist loadfile $(ARGS)

check: lint types contracts js test  ## all there is to check before a commit

lint: $(DEVELOPMENT)  ## format and lint
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(DEVELOPMENT)  ## mypy --strict
	@$(BIN)/mypy .

contracts: $(DEVELOPMENT)  ## who may import whom
	@$(BIN)/lint-imports

js: ## tests of the wall's JavaScript (Node 20 or later)
	@node --test tests/js/

faults: $(DEVELOPMENT) programs  ## the long run: property tests by a random seed (SEED=... again), then what breaks a server
	@$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED)) $(ARGS)

bench: $(DEVELOPMENT) programs  ## measure against docs/benchmarks.md (ARGS=--quick: minutes instead of an hour)
	@$(BIN)/python -m tests.bench $(ARGS)

screenshots: $(DEVELOPMENT) programs  ## draw docs/screenshots/ anew (ARGS="--only desk": those whose names begin so)
	@$(BIN)/python -m tests.e2e.screenshots docs/screenshots $(ARGS)

lock: $(DEVELOPMENT)  ## pin the newest allowed versions, with the hashes of their files
	@$(BIN)/pip-compile -q --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-header --generate-hashes --allow-unsafe -o requirements.txt requirements.in
	@$(BIN)/pip-compile -q --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-header --generate-hashes --allow-unsafe -o requirements-dev.txt requirements-dev.in

clean:  ## forget the environment and all data under var/
	rm -rf .venv var node_modules

.PHONY: programs
programs:
	@tests/install_programs.sh

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=/path/to/python3 make ..."; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing: install it (Debian: apt install python3-venv) and try again."; rm -rf .venv; exit 1; }

$(RUNTIME): requirements.txt package-lock.json | .venv/bin/python
	@echo "Installing what requirements.txt pins (about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@if command -v npm >/dev/null 2>&1; then npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || echo "npm could not install what browsers load: pages with charts load the whole of plotly"; fi
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@echo "Installing what requirements-dev.txt pins"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@if command -v npm >/dev/null 2>&1; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; fi
	@touch $@
