# make brief: a brief of the bundled corpus, in briefs/.   make test: the tests.
# Both set everything up first, in .venv, from the locks; all they need is Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --use-pep517

.PHONY: brief test check trust format dist smoke lock audit mutants clean

brief: $(VENV)/runtime.stamp
	$(BIN)/rkbrief --export

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q

# What must hold before a change is taken, beside the tests.
check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
ifndef TESTED
	$(BIN)/python -m pytest -q
endif

# What README's section on reliability promises, tried as often as it says: half an hour.
trust: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q --thorough tests/faults tests/test_cache.py

format: $(VENV)/dev.stamp
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/python tools/lexicon.py

# What is released: built twice, and the same bytes. Then tried as strangers get it.
dist: $(VENV)/runtime.stamp
	$(BIN)/python tools/dist.py

smoke: dist
	$(BIN)/python tools/smoke.py $(PYTHONS)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "rkbrief needs Python 3.11 or later; try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/rkbrief  # as an installed program has it: 0.4 s a run without
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# Known vulnerabilities of what the locks install, as pypi.org tells them: needs the network.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.10,<3'
	build/audit/bin/python tools/audit.py

# Which changes of what must not fail no test would notice: some twenty minutes. One that makes a
# loop endless may not take the machine's memory: none gets more than 4 GiB, four times what a test needs.
MUTANT_KIB := 4194304
mutants: $(VENV)/dev.stamp
	$(INSTALL) 'mutmut>=3.8,<4'
	ulimit -v $(MUTANT_KIB) && $(BIN)/mutmut run
	$(BIN)/mutmut results

# Resolve anew; the result is committed. Needs pip-tools beside the development tools.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
GROUP := $(BIN)/python -c 'import sys, tomllib; \
  print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"][sys.argv[1]], sep="\n")'
lock:
	mkdir -p build
	$(GROUP) build > build/build.in
	$(GROUP) dev > build/dev.in
	$(COMPILE) --output-file requirements.txt pyproject.toml build/build.in
	$(COMPILE) --output-file requirements-dev.txt requirements.txt build/dev.in

clean:
	rm -rf $(VENV) build dist mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
