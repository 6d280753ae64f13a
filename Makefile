# Every target sets up what it needs: its own .venv with the exact versions of constraints.txt.

PYTHON ?= python3
BIN := .venv/bin
EXTRAS := demo,smt,onnx,vnnlib,zoo,dask,notebooks,docs,test,lint

.DEFAULT_GOAL := help
.PHONY: help demo experiments zoo test test-quick test-thorough smt smt-long proofs peers notebooks pictures docs report lint bench mutants fuzz clean

help: ## Show this help.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Barriers needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv --clear .venv || { echo "Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@touch $@

demo: .venv/ready ## Train, attack, play, certify, check: everything in one table.
	$(BIN)/barriers demonstrate

zoo: .venv/ready ## Every paradigm of training meets A and B: two tables (installs torch; two minutes without that).
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/barriers demonstrate A --trainers all
	$(BIN)/barriers demonstrate B --trainers all

experiments: .venv/ready ## FIRENETs: convergence, stability, worst cases, phase transition, images; plots in out/experiments (a minute).
	$(BIN)/python -m nnbarriers.demonstrations.firenets all out/experiments

test: .venv/ready ## All tests, in the profile "ci" (a few minutes).
	HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-ci} $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

test-quick: .venv/ready ## All tests, in the profile "dev".
	HYPOTHESIS_PROFILE=dev $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

test-thorough: .venv/ready ## All tests, in the profile "thorough" (for the night).
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

smt: .venv/ready ## Instances decided by z3 and cvc5, with proofs in the format Alethe in out/alethe (two minutes).
	$(BIN)/barriers smt --proofs out/alethe

smt-long: .venv/ready ## The same with larger instances, without proofs (a few minutes).
	$(BIN)/barriers smt --long

peers: .venv/ready ## z3, cvc5, Marabou and a gradient attack on instances with known answers; scripts in out/peers.
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt maraboupy
	$(BIN)/barriers peers

pictures: .venv/ready ## The README's picture and the table of citations, from the sources.
	$(BIN)/python -m nnbarriers.drawing.figures docs/attack.svg
	$(BIN)/python docs/citing_table.py

docs: .venv/ready ## The documentation site, offline: out/site/index.html.
	$(BIN)/python docs/build.py

report: demo ## One page of everything that was found: out/report.html.
	$(BIN)/barriers report out -o out/report.html

notebooks: .venv/ready ## Run all notebooks and keep their outputs (a minute).
	$(BIN)/python notebooks/run.py

lint: .venv/ready ## Style, types, import rules, spelling.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

proofs: ## Check the machine-checked proofs with Rocq (installs it by apt-get if it is missing).
	$(PYTHON) proofs_check/rocq/build.py --keep out/rocq

bench: .venv/ready ## Measure, side by side with what one would use instead; writes bench/results.json.
	$(BIN)/python bench/measure.py

.venv/with-%: .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$*]' 2>.venv/$*.log \
	  || { echo "The packages for this target cannot be installed here, for $$($(BIN)/python --version); see .venv/$*.log"; exit 1; }
	@touch $@

mutants: .venv/with-mutation ## Every mutant of the kernel is caught, or listed as equivalent with a reason (a quarter of an hour).
	$(BIN)/python -m tests.kernel.mutants

fuzz: .venv/with-fuzz ## Attack the kernel with generated files, for FUZZ_SECONDS (default 120).
	$(BIN)/python -m tests.kernel.fuzz

clean: ## Remove the environment, caches and outputs.
	rm -rf .venv out .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
