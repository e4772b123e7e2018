# make demo: the example reports as a graph.  make test: everything that must hold.  Others below.

PYTHON ?= python3
BIN = .venv/bin
PYTEST = $(BIN)/python -m pytest
STORE = demo/kg-store

.PHONY: demo test lint kills hostile fuzz benchmark readme picture screenshots clean

demo: .venv/kg
	rm -rf $(STORE)
	$(BIN)/kg build examples/reports --store $(STORE)
	$(BIN)/kg ask 谁任职 云浮市科协 --store $(STORE)
	$(BIN)/kg ask 需求 德庆县 --store $(STORE)
	$(BIN)/kg ask 供给 黄龙病早期检测技术 --evidence --store $(STORE)
	$(BIN)/kg view -o demo/graph.html --store $(STORE)
	@echo "Open $(CURDIR)/demo/graph.html in a browser."

test: lint
	$(PYTEST)

lint: .venv/tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The tests that kill a build, with a hundred kills instead of a few.
kills: .venv/tests
	KG_KILLS=100 $(PYTEST) tests/kg/store -k kill

# The tests of hostile files, with the large ones made in full.
hostile: .venv/tests
	KG_HOSTILE=full $(PYTEST) tests/hostile

# The tests of readers and parsers on made-up input, with a hundred times as many examples, other ones each time.
fuzz: .venv/tests
	KG_FUZZ=100 $(PYTEST) tests/fuzz

benchmark: .venv/tests
	$(BIN)/python -m benchmarks

# The outputs shown in the READMEs, after a change of the program.
readme: .venv/tests
	$(BIN)/python docs/readme.py

# What large and small graphs look like when they open: the pictures that the tests compare with.
screenshots: .venv/tests
	KG_SCREENSHOTS=write $(PYTEST) tests/kg/view/test_screenshots.py

# The picture in the READMEs.
picture: .venv/tests
	$(BIN)/python docs/picture.py

clean:
	rm -rf .venv build demo dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Editable: a change of the source needs no new installation, a change of the dependencies does.
.venv/kg: .venv/made setup.cfg
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/tests: .venv/made setup.cfg
	$(BIN)/pip install --quiet --editable '.[test]'
	@touch $@ .venv/kg

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kg needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@
