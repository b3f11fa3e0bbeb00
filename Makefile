# Everything starts from a fresh clone: make sets up .venv itself, once, from the pinned lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test check bench docs lock golden samples mutation clean

help:
	@echo "make demo     check a sample article and show the report"
	@echo "make test     run the tests, and tell what they ran of checker/"
	@echo "make check    ruff, mypy --strict, the import contracts, the rule tests and the documentation"
	@echo "make bench    measure extraction, detection and speed"
	@echo "make docs     write the generated pages (rules/README.md)"
	@echo "make samples  write reports/samples/ anew: one article in every output"
	@echo "make golden   accept the reports as they are now"
	@echo "make mutation change the modules that decide, bit by bit, and see whether a test notices"
	@echo "make lock     resolve the dependencies anew"

$(VENV)/runtime.stamp: requirements/runtime.lock requirements/build.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock -r requirements/build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/development.stamp: requirements/development.lock $(VENV)/runtime.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.lock
	@touch $@

demo: $(VENV)/runtime.stamp
	@$(BIN)/crossfoot check --passed docs/sample-article.md

test: $(VENV)/development.stamp
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python .ci/coverage_report.py

# MUTANTS names some of them, as in make mutation MUTANTS='checker.intervals.*'; without it all are tried, for hours.
mutation: $(VENV)/development.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutation.lock
	$(BIN)/python -m mutmut run --max-children 1 $(MUTANTS)
	$(BIN)/python -m mutmut results

check: $(VENV)/development.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/crossfoot rules test
	$(BIN)/crossfoot rules docs --check

bench: $(VENV)/development.stamp
	$(BIN)/python -m bench

docs: $(VENV)/development.stamp
	$(BIN)/crossfoot rules docs --write

golden: $(VENV)/development.stamp
	$(BIN)/python -m pytest --update-golden

samples: $(VENV)/development.stamp
	$(BIN)/python -m pytest tests/test_samples.py --update-golden

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements/runtime.lock
	uv pip compile requirements/build.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements/runtime.lock -o requirements/build.lock
	uv pip compile pyproject.toml --group development --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements/runtime.lock -o requirements/development.lock
	uv pip compile requirements/mutation.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements/development.lock -o requirements/mutation.lock

clean:
	rm -rf $(VENV) build dist mutants .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
