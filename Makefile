# Two commands do everything:   make lab      make test
PYTHON ?= python3
BIN    := .venv/bin
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
NBVAL  := --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg \
          --ignore-glob="*.mine-*.ipynb" --ignore-glob="*-Copy*.ipynb"
BOOKS  := START_HERE.ipynb notebooks exercises solutions

.PHONY: lab test test-all system build data lock environment environment-test

lab: environment            ## open JupyterLab on the start page (LAB_ARGS pass through)
	$(BIN)/jupyter lab $(LAB_ARGS) START_HERE.ipynb

test: environment-test      ## everything that CI runs
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long" --doctest-modules $(NBVAL) tests cvm_lessons $(BOOKS)

test-all: environment-test  ## the long lane, pandas 2.3, and an alarm on the newest releases
	$(BIN)/python -m pytest -n 2 --dist loadfile --doctest-modules $(NBVAL) tests cvm_lessons $(BOOKS)
	$(BIN)/python tools/other_lane.py pandas23
	$(BIN)/python tools/other_lane.py newest

system:                     ## programs that the tests need beside Python
	bash tools/system.sh

build: environment          ## build what changed under course/
	$(BIN)/cvm build

data: environment           ## draw the simulated world anew
	$(BIN)/cvm data build

lock: environment-test      ## resolve the dependencies anew; no host name is written
	$(BIN)/python tools/lock.py

environment environment-test: environment%:
	@command -v $(PYTHON) >/dev/null || { echo "workbook: $(PYTHON) was not found. Install Python 3.11 or newer, or name one: make PYTHON=python3.12 lab" >&2; exit 2; }
	@$(PYTHON) tools/bootstrap.py $(if $*,test,lab)
