# Every target sets up what it needs: its own .venv with the exact versions of constraints.txt.

PYTHON ?= python3
BIN := .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# The extras of pyproject.toml behind .venv/with-NAME; where nothing is said, the extra NAME.
EXTRAS_test := test,plots,lint,smt,onnx,keras,vnnlib,zoo,dask,notebooks,docs
EXTRAS_lint := lint,test
EXTRAS_zoo := zoo,plots,keras
EXTRAS_peers := smt,onnx,vnnlib
EXTRAS_notebooks := notebooks,smt
EXTRAS_bench := onnx,zoo,test
EXTRAS_package := package,lint

.DEFAULT_GOAL := help
.PHONY: help demo experiments zoo solvers solvers-page trust-page peers-page test test-quick test-thorough smt smt-long proofs verified peers notebooks pictures docs report lint bench package mutants statement-mutants fuzz clean

help: ## Show this help.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/ready: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or say which: make PYTHON=/path/to/python3 ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit("Barriers needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv with NumPy, SymPy, scikit-learn, and Barriers: 450 MB, half a minute on a fast network."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --editable '.[demo]' >.venv/demo.log 2>&1 || { $(call refused,demo); }
	@touch $@

.venv/with-%: .venv/ready
	@echo "Adding to .venv what this needs ($(or $(EXTRAS_$*),$*)), once; up to a minute on a fast network."
	@$(PIP) --editable '.[$(or $(EXTRAS_$*),$*)]' >.venv/$*.log 2>&1 || { $(call refused,$*); }
	@touch $@

# One line for all that can go wrong with pip, with what it said last.
refused = echo "pip cannot install this with $$($(BIN)/python --version), or there is no network; $$(grep -o 'ERROR: .*' .venv/$(1).log | tail -n 1 | cut -c 1-160) (all of it: .venv/$(1).log)"; exit 1

demo: .venv/ready ## Train, attack, play, certify, check: everything in one table.
	@echo "Training and attacking networks, playing algorithms, certifying, checking: half a minute."
	@$(BIN)/barriers demonstrate
	@echo
	@echo "What next?"
	@echo "  look:               out/attack.svg, a network before and after one vector, and one that is right after it"
	@echo "  read:               $(BIN)/barriers report out -o out/report.html   # all of it on one page"
	@echo "  check:              $(BIN)/barriers check out"
	@echo "  attack a network:   $(BIN)/barriers dataset --points 500 -o data.npz"
	@echo "                      $(BIN)/barriers attack out/network-2-8-8-1-classifier.npz --dataset data.npz --threshold 0"
	@echo "  your own network:   train it on data.npz; docs/networks.md"
	@echo "  your own algorithm: $(BIN)/barriers defeat constructions.trainers.simple:coin --family B --exact"

zoo: .venv/with-zoo ## Every paradigm of training meets A and B, files of three public kinds A and U: three tables (installs torch, Keras; two minutes without that).
	-@$(PIP) torch
	-@$(PIP) keras
	$(BIN)/barriers demonstrate A --trainers all
	$(BIN)/barriers demonstrate B --trainers all
	$(BIN)/barriers demonstrate files

solvers: .venv/with-solvers ## Other people's solvers on inputs whose only minimiser is known: tables, also in out/solvers.md (installs 600 MB; a minute).
	$(BIN)/barriers demonstrate D C --solvers all

solvers-page: solvers ## The same, and docs/solvers-table.md from it.
	cp out/solvers.md docs/solvers-table.md

trust-page: .venv/ready ## How many decimals the selection on scikit-learn's data needs: docs/trust-table.md (half a minute).
	$(BIN)/python docs/trust_table.py

experiments: .venv/with-plots ## FIRENETs: convergence, stability, worst cases, phase transition, images; plots in out/experiments (a minute).
	$(BIN)/python -m nnbarriers.demonstrations.firenets all out/experiments

test: .venv/with-test ## All tests, in the profile "ci" (up to an hour on two cores).
	HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-ci} $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

test-quick: .venv/with-test ## All tests, in the profile "dev".
	HYPOTHESIS_PROFILE=dev $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

test-thorough: .venv/with-test ## All tests, in the profile "thorough" (for the night).
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q -n 2 --evidence=out/evidence.json

smt: .venv/with-smt ## Instances decided by z3 and cvc5, with proofs in the format Alethe in out/alethe (two minutes).
	$(BIN)/barriers smt --proofs out/alethe

smt-long: .venv/with-smt ## The same with larger instances, without proofs (a few minutes).
	$(BIN)/barriers smt --long

peers: .venv/with-peers ## z3, cvc5, Marabou and a gradient attack on instances with known answers; libraries' vectors for digits (installs torch).
	-@$(PIP) maraboupy
	-@$(PIP) --editable '.[vectors]'
	$(BIN)/barriers peers --page out/peers/peers-table.md
	$(BIN)/barriers peers --vectors

peers-page: peers ## The same, and docs/peers-table.md with its picture from it.
	cp out/peers/peers-table.md out/peers/peers-table.svg docs

pictures: .venv/ready ## The README's picture, as a slide too, its table of evidence, and the table of citations, from the sources.
	$(BIN)/python -m nnbarriers.drawing.picture docs/attack.svg
	$(BIN)/python -m nnbarriers.drawing.slide docs/slide.svg
	$(BIN)/python docs/citing_table.py
	$(BIN)/python docs/evidence_table.py

docs: .venv/with-docs ## The documentation site, offline: out/site/index.html.
	$(BIN)/python -m docs.build

report: demo ## One page of everything that was found: out/report.html.
	$(BIN)/barriers report out -o out/report.html

notebooks: .venv/with-notebooks ## Run all notebooks and keep their outputs (a minute).
	$(BIN)/python notebooks/run.py

lint: .venv/with-lint ## Style, types, import rules, spelling.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

proofs: ## Check the machine-checked proofs with Rocq (installs it by apt-get if it is missing).
	$(PYTHON) proofs_check/rocq/build.py --keep out/rocq

verified: ## Prove the checker of certificates in Rocq and build it, out/verified/checker (installs OCaml by apt-get if it is missing).
	$(PYTHON) proofs_check/verified/build.py --keep out/verified/compiled

bench: .venv/with-bench ## Measure, side by side with what one would use instead; writes bench/results.json.
	$(BIN)/python bench/measure.py

package: .venv/with-package ## Build wheel and sdist in out/dist, check what is in them, and use the wheel in an empty environment (a minute).
	$(BIN)/python -m tests.repo.package out/dist

mutants: .venv/with-mutation ## Every mutant of the kernel is caught, or listed as equivalent with a reason (a quarter of an hour).
	$(BIN)/python -m tests.kernel.mutants

statement-mutants: .venv/with-test proofs ## What becomes of the mutants of the statements that are proved in Rocq: proofs_check/rocq/Mutants.md (over an hour).
	$(BIN)/python -m tests.rocq.statement_mutants --jobs 2 --write

fuzz: .venv/with-fuzz ## Attack the kernel with generated files, for FUZZ_SECONDS (default 120).
	$(BIN)/python -m tests.kernel.fuzz

clean: ## Remove the environment, caches and outputs.
	rm -rf .venv out .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
