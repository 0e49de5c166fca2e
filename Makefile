# make run    set up, index, open the page at http://127.0.0.1:8501
# make test   set up, check the code, run all tests
# Both do nothing twice: the environment is made anew only when the requirements change.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check clean

run: .venv/run.stamp
	$(BIN)/python -m ingest index
	$(BIN)/streamlit run app.py

test: .venv/test.stamp check
	$(BIN)/python -m pytest

check: .venv/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv build data

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp
