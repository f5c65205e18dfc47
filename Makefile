# Two commands: `make build` shows the blog, `make test` shows that all is well.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --upgrade --group build

ARGS ?=
export CHROMIUM ?=

.DEFAULT_GOAL := help

.PHONY: build
build: $(VENV)/.bytecode ## Build the blog into build/
	@$(BIN)/python -m generator build $(ARGS)
	@echo "The blog stands in build/. Look at it with: make serve"

.PHONY: serve
serve: $(VENV)/.bytecode ## Serve the blog at a local address, live while you write
	@$(BIN)/python -m generator serve $(ARGS)

.PHONY: test
test: prepare ## Run every test, those in a browser too
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: lint
lint: $(VENV)/.dev ## Check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: train
train: $(VENV)/.dev ## Install PyTorch, for who trains the posts' networks anew
	@$(PIP) --no-build-isolation --editable '.[train]'

.PHONY: format
format: $(VENV)/.dev ## Mend style and format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/.run ## Measure build times beside Hugo and Pelican
	@$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: lock
lock: $(VENV)/.dev ## Renew the lock files with the newest fitting versions
	@$(PIP) uv
	@$(BIN)/$(LOCK) --output-file requirements.lock
	@$(BIN)/$(LOCK) --group test --group lint --output-file requirements-dev.lock

.PHONY: dist
dist: $(VENV)/.run ## Build the wheel and the source into dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build

.PHONY: clean
clean: ## Remove what was built or cached, and .venv
	@rm -rf build dist .postrock .mypy_cache .pytest_cache .ruff_cache .hypothesis $(VENV)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Postrock needs Python 3.11 or newer. If you have one under another name," >&2; \
		echo "say so: make PYTHON=python3.12 build" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make virtual environments." >&2; \
		echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# A Python that is told to leave none behind would compile our modules in each build.
$(VENV)/.bytecode: $(VENV)/.run $(shell find generator -name '*.py')
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the locked packages for tests ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

.PHONY: prepare
prepare: $(VENV)/.dev programs validator commonmark

.PHONY: programs
programs:
	@sh tests/programs.sh chromium fonts-liberation postgresql git rsync nginx-light caddy graphviz

.PHONY: validator
validator: $(VENV)/.dev programs
	@sh tests/validator.sh $(BIN)/python

.PHONY: commonmark
commonmark: $(VENV)/.dev
	@sh tests/commonmark.sh $(BIN)/python
