# The one interface for people and CI. `make` lists what there is.
#
#   PYTHON=python3.12 make install   another interpreter (3.11 or later)
#   CHROMIUM=/path/to/chromium       another browser for the browser tests

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PORT ?= 8000
LEAST := 3.11
CHROMES := chromium chromium-browser google-chrome
SAMPLES := $(sort $(patsubst examples/%/,%,$(wildcard examples/*/)))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: help install demo test check evals bench trials serve audit docs messages chromium clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

install: $(INSTALLED) ## create .venv with the locked packages and crosswire itself

$(INSTALLED): requirements.lock pyproject.toml
	@command -v '$(PYTHON)' >/dev/null || { \
	  echo "make: no '$(PYTHON)' here; install Python $(LEAST) or later, or say PYTHON=/path/to/python" >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(LEAST)".split("."))))' || { \
	  echo "make: '$(PYTHON)' is $$('$(PYTHON)' --version 2>&1), crosswire needs $(LEAST) or later; say PYTHON=/path/to/python" >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: '$(PYTHON)' lacks venv or ensurepip; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || '$(PYTHON)' -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## make the dossiers of the two invented events in examples/
	@for sample in $(SAMPLES); do \
	  echo; echo "== examples/$$sample"; \
	  $(BIN)/crosswire dossier "examples/$$sample" --out "out/$$sample"; \
	done
	@echo; echo "The dossiers; open them in a browser:"
	@for sample in $(SAMPLES); do echo "  $(CURDIR)/out/$$sample/dossier.html"; done
	@echo "make serve opens the desk, where a team adds reports, reviews and hands over."

test: install chromium ## run the tests
	@export CHROMIUM="$${CHROMIUM:-$$(command -v $(CHROMES) | head -n 1)}"; $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: install ## format, lint, strict types, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py

evals: install ## score the samples against their gold; below a floor it fails
	$(BIN)/python -m evals.gate

bench: install ## measure the speed of the whole chain, of pages and of web archives
	$(BIN)/python -m evals.speed
	$(BIN)/python -m evals.score_pages
	$(BIN)/python -m evals.speed_warc

trials: install ## damage, kill, flip and crowd: 20,000 damaged inputs, 600 kills, 200 bits, 55 people at a desk (two hours)
	$(BIN)/python -m evals.fuzz_readers --inputs 20000
	$(BIN)/python -m evals.flip_bits
	$(BIN)/python -m evals.kill_reading --kills 200 --reports 500 --by command
	$(BIN)/python -m evals.kill_desk --kills 100
	$(BIN)/python -m evals.kill_served --kills 100
	$(BIN)/python -m evals.load_desk

serve: install ## open the desk on the invented events of examples/ at http://127.0.0.1:8000/ (PORT=…)
	@[ -e out/desk ] || $(BIN)/crosswire add $(addprefix examples/,$(SAMPLES)) --store out/desk
	@echo "The desk: http://127.0.0.1:$(PORT)/ (it reads the examples first, which takes half a minute; stop it with Ctrl-C)"
	@$(BIN)/crosswire serve --open --store out/desk --port $(PORT)

pictures: install chromium ## take the pictures of docs/guides/desk.md anew, on the walk through the desk
	@export CHROMIUM="$${CHROMIUM:-$$(command -v $(CHROMES) | head -n 1)}"; \
	  $(BIN)/python -m pytest tests/serve/test_walk.py -k sqlite --write-pictures

audit: install ## ask PyPI for known weaknesses of every locked package; needs the network
	$(BIN)/python -m pip_audit --strict --disable-pip --require-hashes --requirement requirements.lock

docs: install ## write docs/reference/ and docs/licences.md anew from the code
	$(BIN)/python docs/generate.py

messages: install ## collect the desk's texts for translators, and tell what is to be translated
	$(BIN)/python docs/messages.py

# The browser tests need Chromium: CHROMIUM, or one on the path. As root it is installed.
chromium:
	@if [ -n "$${CHROMIUM:-}" ]; then command -v "$$CHROMIUM" >/dev/null || { \
	    echo "make: CHROMIUM is '$$CHROMIUM', which cannot be run" >&2; exit 1; }; \
	elif command -v $(CHROMES) >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the browser tests"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null >/dev/null; \
	else \
	  echo "make: the browser tests need Chromium: apt-get install chromium, or CHROMIUM=/path/to/chromium" >&2; exit 1; \
	fi

clean: ## remove what can be made again, .venv included
	rm -rf $(VENV) out crosswire-dossier .pytest_cache .mypy_cache .ruff_cache .hypothesis
