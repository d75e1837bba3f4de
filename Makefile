# `make demo` and `make test` each work as the first command on a machine with Python 3.11 or newer.
#
#   PYTHON=…              the interpreter to build the virtual environment with (default: the best one found)
#   VENV=…                where that environment is (default: .venv)
#   MONTY_TOOLS_PURE=1    install the pure Python form, 0 insists on the compiled one (default: compile if possible)
#   TEST_ARGS=…           more arguments for pytest
#   BENCH_ARGS=…          more arguments for the benchmarks

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?=
VENV ?= .venv
TEST_ARGS ?=
BENCH_ARGS ?=
ENVIRONMENT := $(abspath $(VENV))
BIN := $(ENVIRONMENT)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
QUIET := --quiet --quiet

# What the demo needs beside the package: a framework, its checkpoints, and a receiver of traces.
DEMO := 'langchain>=1.4' 'langgraph-checkpoint-sqlite>=3' 'opentelemetry-sdk>=1.30'

# A stamp file stands for each step that takes long, so a repeated command starts at once.
MADE := $(ENVIRONMENT)/.stamp-made
DEV := $(ENVIRONMENT)/.stamp-dev
INSTALLED := $(ENVIRONMENT)/.stamp-installed$(MONTY_TOOLS_PURE)
SOURCES := $(shell find monty_tools -name '*.py') $(wildcard monty_tools/py.typed) pyproject.toml setup.py

# What the tests read besides the package itself.
SUITE := $(wildcard tests examples benchmarks docs interpreter integrations .ci .gitignore *.md LICENSE Makefile \
	pyproject.toml setup.py)

.PHONY: help demo test test-installed test-pure lint format typecheck imports bench library-page compile pure clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

demo: $(INSTALLED) ## an agent answers by writing code, with its trace; hostile scripts; a pause across processes
	@$(BIN)/python examples/demo/run_demo.py

test: $(INSTALLED) $(DEV) ## the whole suite, on the installed form and on the pure one
	@form=$$(cat $(INSTALLED)); \
	$(MAKE) test-installed && \
	if [ "$$form" = pure ]; then :; else $(MAKE) test-pure; fi

test-installed: $(INSTALLED) $(DEV) ## the suite on the package as it is installed (compiled where possible)
	@rm -rf build/suite-installed && mkdir -p build/suite-installed && cp -RP $(SUITE) build/suite-installed
	@ln -s "$$($(BIN)/python -I -c 'import monty_tools; print(monty_tools.__path__[0])')" build/suite-installed/monty_tools
	@echo "== the suite on the installed form: $$(cat $(INSTALLED))"
	@cd build/suite-installed && PYTHONPATH="$(CURDIR)/build/suite-installed" MONTY_TOOLS_FORM=$$(cat $(INSTALLED)) \
		$(BIN)/python -m pytest -n 2 -q $(TEST_ARGS)

test-pure: $(INSTALLED) $(DEV) ## the suite on the pure Python form
	@rm -rf build/suite-pure && mkdir -p build/suite-pure && cp -RP $(SUITE) monty_tools build/suite-pure
	@find build/suite-pure \( -name '*.so' -o -name '*.pyd' \) -delete
	@echo '== the suite on the pure form'
	@cd build/suite-pure && PYTHONPATH="$(CURDIR)/build/suite-pure" MONTY_TOOLS_FORM=pure \
		$(BIN)/python -m pytest -n 2 -q $(TEST_ARGS)

lint: $(DEV) ## formatter and linter, in check mode
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

format: $(DEV) ## format the sources and fix what can be fixed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

typecheck: $(INSTALLED) $(DEV) ## mypy --strict
	@$(BIN)/mypy --strict

imports: $(INSTALLED) $(DEV) ## the arrows between the layers
	@$(BIN)/lint-imports --no-cache

bench: $(INSTALLED) ## time programs here, under CPython and under other sandboxes: make bench BENCH_ARGS='--only dict'
	@$(PIP) install $(QUIET) --group bench
	@mkdir -p build/bench && ln -sfn ../../benchmarks build/bench/benchmarks
	@cd build/bench && $(BIN)/python -m benchmarks run --json figures.json --chart chart.svg $(BENCH_ARGS)
	@echo '== the figures and a chart are in build/bench'

library-page: ## write docs/library.md anew: make library-page PYTHONS='python3.11 python3.12 python3.13'
	@rm -rf build/names
	@for python in $(PYTHONS); do PYTHONPATH=. $$python tests/library_page.py build/names || exit 1; done
	@PYTHONPATH=. $(lastword $(PYTHONS)) tests/library_page.py build/names write

compile: $(MADE) ## compile the interpreter in place, for working on its speed
	@$(PIP) install $(QUIET) --group dev
	@MONTY_TOOLS_PURE=0 $(BIN)/python setup.py -q build_ext --inplace

pure: ## remove what `make compile` built
	@find monty_tools \( -name '*.so' -o -name '*.pyd' \) -delete
	@rm -f *__mypyc*.so *__mypyc*.pyd

clean: pure ## remove everything that was built
	@rm -rf build dist *.egg-info .venv .ci/venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@python=; \
	for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python); do \
		if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			python=$$name; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'monty-tools needs Python 3.11 or newer with its venv and ensurepip modules (on Debian: python3-venv).' >&2; \
		echo 'None of $(or $(PYTHON),python3.13, python3.12, python3.11, python3.14, python3, python) is one. Say where it is: make PYTHON=/path/to/python3.13 …' >&2; \
		exit 1; \
	fi; \
	echo "== making $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear "$(ENVIRONMENT)"
	@$(PIP) install $(QUIET) 'pip>=25.1'
	@$(PIP) install $(QUIET) --group build
	@touch $@

$(INSTALLED): $(MADE) $(SOURCES)
	@echo '== installing monty-tools (compiling its interpreter takes a few minutes, where a C compiler is present)'
	@rm -rf build/lib build/lib.* $(ENVIRONMENT)/.stamp-installed*
	@mkdir -p build
	@# The extras and the SDK are what the demo needs, so that it needs no other step.
	@$(PIP) install --verbose --no-build-isolation '.[cli,pydantic-ai,langchain,snapshots]' $(DEMO) > build/install.log 2>&1 || { cat build/install.log; exit 1; }
	@sed -n 's/^ *\*\*\* monty-tools: /   /p' build/install.log | sort -u
	@# Without a compiler the pure form is right; with one, sources that don't compile are a defect of ours.
	@if grep -q 'mypyc refused\|C compiler failed' build/install.log; then grep 'error:' build/install.log; exit 1; fi
	@cd / && $(BIN)/monty-tools version
	@cd / && $(BIN)/monty-tools version --form > $@

$(DEV): $(MADE) pyproject.toml
	@echo '== installing the development tools'
	@$(PIP) install $(QUIET) --group dev
	@touch $@
