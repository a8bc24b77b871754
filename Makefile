# A thin front over the CMake presets: `make demo` and `make test` are all that a new machine needs.
FUZZ_SECONDS ?= 60
PREFIX ?= /usr/local

.PHONY: all demo test golden fuzz install format clean dependencies developer

all: dependencies
	cmake --preset release
	cmake --build --preset release

# Checks a fixture picture for two editions: one must not publish it, the other must print its credit.
demo: all
	@echo
	build/release/captionlint check --config fixtures/demo.yaml \
	    fixtures/pictures/afp-kcna-block.jpg || [ $$? -eq 1 ]

test: dependencies
	cmake --preset dev
	cmake --build --preset dev
	ctest --preset dev -j 2

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

install: all
	cmake --install build/release --prefix $(PREFIX)

format: developer
	git ls-files '*.c' '*.h' | xargs clang-format-14 -i

clean:
	rm -rf build

dependencies:
	@tools/install_dependencies.sh

developer:
	@tools/install_dependencies.sh --developer
