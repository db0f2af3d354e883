# From a fresh clone: `make lecture` renders the lecture, `make test` tests the project. Each first
# installs what is missing: system libraries, then .venv with the packages of the lock.

supported := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(supported)' 2>/dev/null && echo $$python && break; done)
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet
LOCKS := requirements.lock .ci/build-tools.lock
INSTALLED := .venv/installed
WITH_TORCH := .venv/installed-torch

.PHONY: help lecture test check bench soak lock clean

help:
	@echo 'make lecture        set everything up and render the lecture, every video and figure'
	@echo 'make test           set everything up and run the tests'
	@echo 'make test SLOW=1    the slow tests, too'
	@echo 'make test TORCH=1   the same, compared with a live PyTorch too'
	@echo 'make test BROWSER=1 the same, pages looked at in Chromium, which is installed if it can be'
	@echo 'make check          lint, format and types'
	@echo 'make bench          benchmarks; they compare with PyTorch and install it'
	@echo 'make soak           renders that are killed at many moments; some minutes'
	@echo 'make lock           resolve the newest versions into the lock'
	@echo 'make clean          remove .venv and caches; what was rendered stays'
	@echo 'PYTHON=python3.12   names the Python to use, 3.11 or newer'

lecture: $(INSTALLED)
	.venv/bin/python render.py lecture
	.venv/bin/python render.py video all
	.venv/bin/python render.py figure all
	.venv/bin/python render.py gallery
	@echo 'Rendered: open media/gallery.html; the lecture is media/lecture/lecture.mp4.'

test: $(if $(TORCH),$(WITH_TORCH),$(INSTALLED))
	$(if $(BROWSER),-@.ci/browser)
	.venv/bin/python -m pytest $(if $(SLOW),,-m 'not slow') -n 2    # who runs what: tests/conftest.py

check: $(INSTALLED)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

bench: $(WITH_TORCH)
	@for bench in tests/benchmarks/bench_*.py; do \
		echo "$$bench" && .venv/bin/python "$$bench" || exit; done

soak: $(INSTALLED)
	.venv/bin/python -m pytest tests/soak/soak_kills.py

# pycairo, manimpango and srt come as source. Built without isolation, their build tools are
# locked as well, and found on PATH.
$(INSTALLED): $(LOCKS) pyproject.toml .ci/system-libraries
	@"$(PYTHON)" -c '$(supported)' 2>/dev/null || { \
		echo 'zoomout needs Python 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3' >&2; \
		exit 1; }
	@.ci/system-libraries "$(PYTHON)"
	"$(PYTHON)" -m venv .venv
	@echo 'Installing the locked packages into .venv: about a minute the first time'
	$(PIP) install --require-hashes --only-binary :all: -r .ci/build-tools.lock
	PATH="$(CURDIR)/.venv/bin:$$PATH" $(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# PyTorch has other builds, with other hashes, in other places: the extra pins its version only.
$(WITH_TORCH): $(INSTALLED)
	$(PIP) install --no-build-isolation --editable '.[torch]'
	@touch $@

lock: $(INSTALLED)
	$(PIP) install uv
	.venv/bin/uv pip compile $(COMPILE) pyproject.toml --extra dev -o requirements.lock
	.venv/bin/uv pip compile $(COMPILE) --group build -o .ci/build-tools.lock

COMPILE := --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
