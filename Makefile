# Two commands do everything: `make run` and `make test`. Each sets up .venv first, and again only when a lock file changed.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(PYTHON) -m venv .venv/lock-tool && .venv/lock-tool/bin/pip install --quiet pip-tools && \
  .venv/lock-tool/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
RUNTIME_EXTRAS := --extra build --extra discord --extra pictures --extra postgres --extra slack
DEV_EXTRAS := --extra lint --extra test

.PHONY: run test drill lint lock clean
.DEFAULT_GOAL := run

run: $(VENV)/.run-ready
	@$(BIN)/python -m bot run

test: $(VENV)/.dev-ready
	$(BIN)/python -m pytest -n auto --dist worksteal

drill: $(VENV)/.dev-ready
	$(BIN)/python -m pytest -m drill -p no:cacheprovider

lint: $(VENV)/.dev-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict bot
	$(BIN)/lint-imports

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11: name a newer one with make PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up $(VENV) (once; takes a minute)" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-ready: requirements-dev.lock $(VENV)/.run-ready
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	$(LOCK) $(RUNTIME_EXTRAS) -o requirements.lock pyproject.toml
	$(LOCK) $(RUNTIME_EXTRAS) $(DEV_EXTRAS) -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) data
