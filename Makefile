# One command each; `make help` lists them. A fresh machine needs Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
TESTS  ?= tests
FAST   ?= tests/activities tests/adapters tests/desk tests/models tests/workflows
JOBS   ?= 2

# Where `make up` listens (on this machine only) and keeps everything it has.
export REVIEW_TEMPORAL_PORT ?= 7233
export REVIEW_WEB_PORT      ?= 8233
export REVIEW_PAGES_PORT    ?= 8080
export REVIEW_STATE         ?= .state

RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop

.DEFAULT_GOAL := help
.PHONY: help up demo demo-data check format format-check lint types imports deploy-check deps test test-fast browser \
	screenshots lock bench look clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  Ports: make up REVIEW_PAGES_PORT=8081 REVIEW_TEMPORAL_PORT=7234 REVIEW_WEB_PORT=8234; state: REVIEW_STATE=folder"

up: $(RUN_READY) ## start the pages, Temporal with Web, the worker and the mailbox; Ctrl-C stops them
	@exec $(BIN)/python -m shell.up

demo: $(DEV_READY) ## walk three fictional cases on skipped time, with a diary
	@exec $(BIN)/python -m demo

demo-data: $(RUN_READY) ## fill the running system with fictional cases in every stage
	@exec $(BIN)/python starter.py demo-data

check: browser format-check lint types imports deps deploy-check test ## everything that must hold before a change lands

format: $(DEV_READY) ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

format-check: $(DEV_READY)
	$(BIN)/ruff format --check .

lint: $(DEV_READY) ## ruff: style, naive times, security, complexity
	$(BIN)/ruff check .

types: $(DEV_READY) ## mypy --strict
	$(BIN)/mypy --strict

imports: $(DEV_READY) ## who may import whom
	$(BIN)/lint-imports

deps: $(DEV_READY) ## every dependency is used, every import declared
	$(BIN)/deptry .

deploy-check: $(DEV_READY) ## the Compose file against its specification, and both against good practice
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/compose-lint --fail-on high docker-compose.yml
	$(BIN)/hadolint Dockerfile

browser: $(DEV_READY) # what the browser tests need of the machine: looked for each time, for it may have gone
	@$(BIN)/python -m tests.browser.prepare

test: browser ## all tests, real servers and a real browser included
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)

test-fast: $(DEV_READY) ## the process, the desk and the register without servers, in seconds; FAST=tests/admin: the pages
	$(BIN)/pytest -n $(JOBS) --dist loadfile --hypothesis-profile quick -m "not slow" $(FAST)

screenshots: browser ## take the pictures of docs/screenshots anew, of fictional cases
	@$(BIN)/python -m tests.browser.screenshots

lock: $(DEV_READY) ## write both lock files anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK_OPTIONS) --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK_OPTIONS) --output-file requirements-dev.txt

bench: $(DEV_READY) ## speed as ratios, both sides measured in the same run
	@$(BIN)/python -m bench

look: ## build the stylesheet and the scripts of the pages anew (needs npm)
	cd look && npm ci --no-audit --no-fund && npm run build

clean: ## remove what the tools left; the state of `make up` stays
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

LOCK_OPTIONS := --generate-hashes --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 \
	--no-annotate --no-header --quiet

# Each stamp is younger than its lock file exactly when what the lock names is installed.
$(RUN_READY): requirements.txt | $(BIN)/python
	@$(call install,requirements.txt)
	@touch $@

$(DEV_READY): requirements-dev.txt | $(BIN)/python
	@$(call install,requirements-dev.txt)
	@touch $@ $(RUN_READY)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) could not make a virtual environment in $(VENV)." >&2; \
	  echo "On Debian and Ubuntu, install the package python3-venv, remove $(VENV), and try again." >&2; exit 1; }

# pip also compiles to bytecode here, which takes seconds off every later start.
define install
echo "Installing what $(1) names into $(VENV) (once; a minute or two) ..."; \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) || { \
  echo "" >&2; \
  echo "Not everything in $(1) could be installed: the last lines above name the package and the reason." >&2; \
  echo "Usual causes: no way to the package index, or no wheel for this Python or machine." >&2; exit 1; }
endef
