# The two commands: `make demo` and `make test`. Both set up what they need.

SHELL := /bin/bash
PACKAGES := libxml2-dev libmd4c-dev libgumbo-dev libzip-dev libicu-dev libsqlite3-dev libyaml-dev libpq-dev libcurl4-openssl-dev pkg-config
MODULES := libxml-2.0 md4c gumbo libzip icu-i18n sqlite3 yaml-0.1 libpq libcurl
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD := swift build -c release --static-swift-stdlib --product l10n

.PHONY: demo test program build setup server lint format gold bench

# Shows the status of this repository's own explainers.
demo: program
	@"$$($(BUILD) --show-bin-path)/l10n" status

# Everything that CI runs.
test: setup server lint
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --disable-xctest --skip-build

program: setup
	$(BUILD)

# The programs as they are shipped: the Swift library inside, C libraries shared.
build: program
	swift build -c release --static-swift-stdlib --product l10n-server

# System packages, where they are missing.
setup:
	@pkg-config --exists $(MODULES) 2>/dev/null \
	  || { echo "Installing $(PACKAGES)"; \
	       $(SUDO) apt-get update -qq && \
	       $(SUDO) apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; }

# The database server that the tests of the team's memory start for themselves.
server:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	  || { echo "Installing postgresql"; $(SUDO) apt-get update -qq && \
	       $(SUDO) apt-get install -y -qq --no-install-recommends postgresql >/dev/null; }

lint:
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

format:
	swift format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

# The score of the segmenter on the gold sentences, where L10N_SHARED (or ../shared) has them.
gold: setup
	@swift test --disable-xctest --filter GoldTests 2>&1 | grep -E '^gold |expected|found|absent'

# Ratios against peers in the same run; needs xmllint, cmark and Translate Toolkit for all lines, and
# builds the others.
bench: build
	@cd Benchmarks && swift build -c release --static-swift-stdlib 2>&1 | tail -1
	@Benchmarks/.build/release/bench "$$($(BUILD) --show-bin-path)/l10n" .
	@Benchmarks/.build/release/memory-lookups 1000000
	@Benchmarks/.build/release/memory-store 1000000
