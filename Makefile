# What one types at Newsroom. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
TESTS ?= tests
# Processes that run the tests side by side, each with a database of its own.
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
# Exists while this very make runs Newsroom.
RUNNING := $(VENV)/running-$(shell echo $$PPID)

.DEFAULT_GOAL := help
.PHONY: help run test soak bench lint format migrations messages deploy-check upgrade constraints clean always

help: ## list what there is
	@echo "make TARGET [PORT=8001] [PYTHON=python3.12] [TESTS=tests/test_admin.py]"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || grep '##' Makefile

run: $(RUNNING) ## set everything up and serve Newsroom with a demo on http://127.0.0.1:8000

# GNU make passes SIGTERM on to what it runs, but not SIGINT: then it only deletes the target that was being made. So
# the target is a file, and the demo stops when its file is gone.
$(RUNNING): always requirements
	@touch $@
	@NEWSROOM_DEBUG=1 exec $(BIN)/python manage.py demo --port $(PORT) --while-exists $@

test: requirements-dev ## set everything up and run the tests (DATABASE_URL chooses the database, TESTS a part)
	@echo "Running the tests"
	@exec $(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal $(TESTS)

soak: requirements-dev ## run the proofs of reliability in full, half an hour (TESTS a part, ONLY=SQLite one database, WRITE=1 into docs/reliability.md)
	@exec $(BIN)/python -m tests.reliability.soak --jobs $(JOBS) $(if $(WRITE),--write) $(if $(ONLY),--only $(ONLY)) $(or $(filter-out tests,$(TESTS)),tests/reliability)

bench: requirements-dev ## measure what everything costs, against what it may cost (BENCH="--help" lists options, WRITE=1 into docs/performance.md)
	@exec $(BIN)/python -m bench $(if $(WRITE),--write) $(BENCH)

# What bandit says beside its findings is which lines of a statement with a `nosec` it did not complain of.
lint: requirements-dev ## check style, form, structure, and what is often a hole
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --severity-level medium --configfile pyproject.toml --recursive newsroom articles 2>/dev/null

format: requirements-dev ## bring the code into form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

migrations: requirements ## write the migrations that the models ask for
	NEWSROOM_DEBUG=1 $(BIN)/python manage.py makemigrations

messages: requirements ## collect the texts for a translation: make messages LANGUAGE=de (see docs/translating.md)
	@test -n "$(LANGUAGE)" || { echo "Which language? make messages LANGUAGE=de"; exit 1; }
	@mkdir -p locale
	NEWSROOM_DEBUG=1 $(BIN)/python manage.py makemessages --locale $(LANGUAGE) --ignore "$(VENV)/*" --ignore "tests/*" --no-location

deploy-check: requirements ## check the settings of this environment for production
	$(BIN)/python manage.py check --deploy --fail-level WARNING

upgrade: requirements-dev ## list the packages that have newer versions, and say how to take them
	$(BIN)/python -m pip list --outdated
	@echo "To take one: write its version into requirements.txt or requirements-dev.txt (one that stands in neither came"
	@echo "with another, and is taken by the next step), then: make constraints && make lint test"

# Into an environment of its own, which knows nothing of the versions that were.
constraints: python ## write constraints.txt anew: the newest of everything that the requirements allow
	rm -rf $(VENV)/newest && $(BIN)/python -m venv $(VENV)/newest
	$(VENV)/newest/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	{ grep '^#' constraints.txt; $(VENV)/newest/bin/python -m pip freeze; } >$(VENV)/constraints.txt
	mv $(VENV)/constraints.txt constraints.txt && rm -rf $(VENV)/newest

clean: ## remove the virtual environment and what was generated; the database stays
	rm -rf $(VENV) staticfiles .ruff_cache .import_linter_cache

# --- The virtual environment: one for both files of requirements, installed again only when they change --------------

.PHONY: requirements requirements-dev python

requirements requirements-dev: python
	@wanted="$$(cat requirements.txt $@.txt constraints.txt | cksum) $$($(BIN)/python --version)"; \
	if [ "$$(cat $(VENV)/$@.installed 2>/dev/null)" = "$$wanted" ]; then \
		echo "$@.txt is installed"; \
	else \
		echo "Installing $@.txt (a minute or two the first time)"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $@.txt -c constraints.txt && echo "$$wanted" >$(VENV)/$@.installed; \
	fi

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) on this machine. Newsroom needs Python 3.11 or newer: make run PYTHON=/path/to/it"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Newsroom needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make run PYTHON=python3.11"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "Making the virtual environment $(VENV)"; rm -rf $(VENV); \
		$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }; }
