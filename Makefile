# make run     the site, with its data, at http://127.0.0.1:8000
# make test    every check and every test; REQUIRE_ALL=1 where nothing may be skipped
# make admin   the first administrator (asks, or takes DJANGO_SUPERUSER_USERNAME, _EMAIL and _PASSWORD)
# make lint    the checks alone
# make soak    fuzzing, kills, load, every page in every browser setting: long, before a release
# make bench   how fast it is
# make requirements    compiles the pinned requirements from pyproject.toml

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Bytecode is kept: without it every process, and a test run has dozens, compiles Django afresh.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run admin test lint soak bench requirements

run: .venv/running
	@exec $(MANAGE) serve

admin: .venv/running
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser $(if $(DJANGO_SUPERUSER_PASSWORD),--noinput)

# PostgreSQL first: pytest's account of the whole is then the last line, whether or not PostgreSQL is here.
test: lint
	@$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest -m "not browser and not once"
	@$(BIN)/python -m pytest

lint: .venv/testing
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet templates

soak: .venv/testing
	@$(BIN)/python -m pytest --timeout 0 --hypothesis-profile soak tests/derived tests/models tests/imports tests/catalogue
	@$(BIN)/python -m pytest --timeout 0 tests/soak

bench: .venv/testing
	@$(BIN)/python -m pytest --timeout 0 tests/benchmarks -n 0 -p no:randomly

# uv makes the environment in seconds. Where only pip knows the way to a package index, pip does.
INSTALL = echo "Installing $(1)." && { $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) \
	|| $(BIN)/pip install --quiet --require-hashes -r $(1); }

.venv/running: requirements.txt .venv/made
	@$(call INSTALL,requirements.txt) && touch $@

.venv/testing: requirements-dev.txt .venv/made
	@$(call INSTALL,requirements-dev.txt) && touch $@

.venv/made: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@echo "Making .venv."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
requirements: .venv/made
	echo uv | $(COMPILE) --no-annotate - -o requirements-uv.txt
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
