# Needs Python 3.11 or newer (name another with PYTHON=python3.12), git and make; the rest it installs.
PYTHON ?= python3
NEWEST := .venv-newest
OLDEST := .venv-oldest
ENGINES := .venv-engines
# The locks name everything, so nothing is resolved; what is imported is compiled then.
INSTALL := -m pip install --quiet --disable-pip-version-check --no-deps --no-compile
PYTEST := -m pytest -n 2 --dist worksteal -p no:cacheprovider

# Hundreds of processes start here; each would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

# What tries the installed package alone, and runs with the checkout out of reach.
ALONE := tests/package/test_package_costs.py tests/package/test_package_installed.py

.PHONY: test lint suite wheel sdist engines dask spark large release-check clean

test:
	$(MAKE) --jobs 2 lint $(OLDEST)/ready
	$(MAKE) wheel sdist

$(NEWEST)/ready: requirements/newest.txt pyproject.toml
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python $(INSTALL) -r requirements/newest.txt
	$(NEWEST)/bin/python $(INSTALL) --no-build-isolation -e .
	touch $@

$(OLDEST)/ready: requirements/oldest.txt
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python $(INSTALL) -r requirements/oldest.txt
	touch $@

lint: $(NEWEST)/ready
	$(NEWEST)/bin/ruff check .
	$(NEWEST)/bin/ruff format --check .
	$(NEWEST)/bin/mypy

# The checkout as it is, with the newest dependencies: for those who work on it.
suite: $(NEWEST)/ready
	$(NEWEST)/bin/python $(PYTEST)

# The built wheel, with the newest dependencies: on the records of the checkout, then with the checkout out of reach.
wheel: $(NEWEST)/ready
	rm -rf dist
	$(NEWEST)/bin/python -m hatchling build
	place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && \
	$(NEWEST)/bin/python $(INSTALL) --target "$$place/installed" dist/*.whl && \
	cp -r tests pyproject.toml "$$place" && \
	export PYTHONPATH="$$place/installed" SINORUS_DATA_UNDER_TEST="$$place/installed" && \
	$(NEWEST)/bin/python $(PYTEST) -rs $(ALONE:%=--ignore %) && \
	cd "$$place" && $(CURDIR)/$(NEWEST)/bin/python $(PYTEST) -rs $(ALONE)

# The unpacked source distribution, with the oldest dependencies; the same properties on fewer examples.
sdist: $(OLDEST)/ready wheel
	place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && \
	tar -xzf dist/*.tar.gz -C "$$place" --strip-components 1 && cd "$$place" && \
	HYPOTHESIS_PROFILE=few PYTHONPATH="$$place/src" SINORUS_DATA_UNDER_TEST="$$place/src" $(CURDIR)/$(OLDEST)/bin/python $(PYTEST) -rs

# The frames that this project does not install: the same call, the same findings, in partitions. One thread for Dask and
# no optimizing compiler for Java, which pay off in longer runs.
engines: $(ENGINES)/ready
	$(MAKE) --jobs 2 dask spark

$(ENGINES)/ready: $(NEWEST)/ready requirements/engines.txt requirements/spark.txt
	rm -rf $(ENGINES)
	$(NEWEST)/bin/python $(INSTALL) --target $(ENGINES)/packages -r requirements/engines.txt
	$(NEWEST)/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --dest $(ENGINES) -r requirements/spark.txt
	tar -xzf $(ENGINES)/pyspark-*.tar.gz -C $(ENGINES) && rm $(ENGINES)/pyspark-*.tar.gz && mv $(ENGINES)/pyspark-* $(ENGINES)/spark
	touch $@

dask spark: $(ENGINES)/ready
	LARGE=1 DASK_SCHEDULER=synchronous JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" \
	SPARK_HOME=$(CURDIR)/$(ENGINES)/spark/deps PYTHONPATH=$(CURDIR)/$(ENGINES)/packages:$(CURDIR)/$(ENGINES)/spark \
	$(NEWEST)/bin/python -m pytest -p no:cacheprovider -rs tests/bulk/test_bulk_frames.py -k $@

# The differential tests of large tables, all of them: some ten minutes.
large: $(NEWEST)/ready
	LARGE=1 $(NEWEST)/bin/python $(PYTEST) tests/bulk

# What a release must pass (docs/releasing.md): the suite against both, two equal builds, the file list, the log.
release-check: test
	$(NEWEST)/bin/python scripts/release.py check

clean:
	rm -rf $(NEWEST) $(OLDEST) $(ENGINES) dist
