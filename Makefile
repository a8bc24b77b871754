# A thin front over the CMake presets: `make demo` and `make test` are all that a new machine needs.
FUZZ_SECONDS ?= 60
PREFIX ?= /usr/local
BENCH_SCALE ?= 1
CAPTIONS ?= 100000

.PHONY: all demo test soak golden picture messages reference fuzz damage coverage bench bench-guard differential install
.PHONY: format clean dependencies testers developer peers

all: dependencies
	cmake --preset release
	cmake --build --preset release

# Checks a fixture picture for two editions: one must not publish it, the other must print its credit.
demo: all
	@echo
	build/release/captionlint check --config fixtures/demo.yaml \
	    fixtures/pictures/afp-kcna-block.jpg || [ $$? -eq 1 ]

test: testers
	cmake --preset dev
	cmake --build --preset dev
	ctest --preset dev -j 2

# The hooks for as long as it takes: thousands of pictures and jobs, kills, attacks and load.
soak: testers
	cmake --preset release
	cmake --build --preset release
	sh tests/hooks/soak.sh $(CURDIR)/build/release/captionlint . build/soak

# Rewrites the golden files; read the diff before you commit it.
golden: dependencies
	cmake --preset dev
	cmake --build --preset dev
	CAPTIONLINT_UPDATE=1 ctest --preset dev -L golden

# Every fuzz target for FUZZ_SECONDS, under ASan and UBSan.
fuzz: developer
	cmake --preset fuzz
	cmake --build --preset fuzz
	tests/fuzz/run.sh build/fuzz $(FUZZ_SECONDS)

# Every truncation and 10,000 mutations of every fixture picture, under ASan and UBSan.
damage: dependencies
	cmake --preset dev
	cmake --build --preset dev --target damage
	tests/damage/run.sh build/dev/tests/damage . --mutations 10000 --step 1 --slowest 5

# Every figure of tests/bench/RESULTS.md, which it writes; a smaller BENCH_SCALE shows only that it works.
bench: peers
	cmake --preset release -DBUILD_TESTING=ON -B build/bench
	cmake --build build/bench --target bench
	tests/bench/bench.py build/bench . --scale $(BENCH_SCALE)

# Writes tests/bench/instructions.tsv anew, what `make test` compares with; read the diff.
bench-guard: testers
	cmake --preset dev
	cmake --build --preset dev --target guard
	tests/bench/guard.py build/dev/tests/guard . --update

# Whether the same is read with the filter of patterns and without it, of as many CAPTIONS as asked for.
differential: dependencies
	cmake --preset release -DBUILD_TESTING=ON -B build/bench
	cmake --build build/bench --target differential
	tests/bench/differential.py build/bench/tests/differential . $(CAPTIONS) --jobs 2

# How many lines of validator/container and validator/metadata the fuzz corpora reach.
coverage: dependencies
	cmake --preset dev -B build/coverage -DCAPTIONLINT_SANITIZE=OFF -DCMAKE_C_FLAGS=--coverage
	tests/fuzz/coverage.sh build/coverage

# Writes rules/messages/captionlint.pot anew and merges it into the catalogue of every language; the
# test `messages.complete` says what is left to translate.
messages: dependencies
	tools/messages.py update

# All rules on one page each: build/release/doc/rules.html and rules.txt.
reference: all
	cmake --build --preset release --target reference

# The prefix is told to the configuration too: captionlint.pc names it.
install: dependencies
	cmake --preset release -DCMAKE_INSTALL_PREFIX=$(abspath $(PREFIX))
	cmake --build --preset release --target all reference
	cmake --install build/release

# Draws docs/report.svg anew, the picture in README.md: what the command of `make demo` prints.
picture: all
	build/release/captionlint check --colour always --config fixtures/demo.yaml \
	    fixtures/pictures/afp-kcna-block.jpg >build/report.txt || [ $$? -eq 1 ]
	tools/ansi_to_svg.py <build/report.txt >docs/report.svg \
	    --command 'captionlint check --config fixtures/demo.yaml fixtures/pictures/afp-kcna-block.jpg'

format: developer
	git ls-files '*.c' '*.h' | xargs clang-format-14 -i

clean:
	rm -rf build

dependencies:
	@tools/install_dependencies.sh

# What `make test` needs besides.
testers:
	@tools/install_dependencies.sh --test

developer:
	@tools/install_dependencies.sh --developer

# Programs that `make bench` compares with.
peers:
	@tools/install_dependencies.sh --bench
