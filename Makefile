# Feidi: the development loop. `make demo` and `make test` need only python3 (>= 3.11, with venv), make and git.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
READY   = $(VENV)/.ready
# two at a time; who has nothing left takes from the other
TWO     = -n 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports docs accept bench lock clean

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Feidi needs Python 3.11 or newer')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

demo: $(READY)   ## check and settle the Zhouqu-Lanzhou case, ask one figure why, write the report, open the workbench
	$(BIN)/python examples/demo.py

test: $(READY)   ## everything: lint, types, import contracts, docs, all tests, browser tests, the workbench on PostgreSQL too
	$(BIN)/python tests/browser/set_up.py
	$(MAKE) --no-print-directory lint types imports docs
	$(BIN)/python -m pytest $(TWO) -q
	$(BIN)/python tests/workbench/on_postgresql.py $(TWO) -q tests/workbench -m "not browser and not databases"

check: $(READY)  ## the fast loop: all but the slow and the browser tests
	$(MAKE) --no-print-directory lint types imports
	$(BIN)/python -m pytest $(TWO) -q -m "not slow and not browser"

lint: $(READY)   ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

imports: $(READY) ## who may import whom
	$(BIN)/lint-imports

docs: $(READY)   ## generated pages must be fresh
	$(BIN)/python docs/generate.py --check

accept: $(READY) ## rewrite generated pages and expected outputs; then read the diff
	$(BIN)/python docs/generate.py
	$(BIN)/python -m pytest -q tests --accept

bench: $(READY)  ## speed as multiples of the physical floor, against named peers
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/bench.txt
	$(BIN)/python -m bench

lock: $(READY)   ## renew the lock files from pyproject.toml
	$(BIN)/python requirements/lock.py

clean:           ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
