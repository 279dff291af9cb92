# The menu: `make` alone lists the targets.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
PORT ?= 8000
DEMO_PASSWORD ?=
ARGS ?=
export PORT DEMO_PASSWORD ARGS

BOOTSTRAP = @if [ -z "$(PYTHON)" ]; then \
	echo "Python 3.11 or newer is needed: install it first (Debian: apt install python3 python3-venv)." >&2; exit 2; \
	fi; exec "$(PYTHON)" site/config/bootstrap

.DEFAULT_GOAL := help
.PHONY: help run dev test bench lint format messages clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

run: ## Start the site as in production, on loopback [PORT=8000] [DEMO_PASSWORD=…]
	$(BOOTSTRAP) run

dev: ## Start the site for developers, with reloading and DEBUG [PORT=8000]
	$(BOOTSTRAP) dev

test: ## Install all that the tests need, and run them [ARGS="tests/policy -k matrix"]
	$(BOOTSTRAP) test

bench: ## Measure the site with few and with many pages [ARGS="--many 10000 --rounds 5"]
	$(BOOTSTRAP) bench

lint: ## Run formatter, linters, type checker, migration and catalogue checks
	$(BOOTSTRAP) lint

format: ## Format the code
	$(BOOTSTRAP) format

messages: ## Collect new interface texts into locale/
	$(BOOTSTRAP) messages

clean: ## Remove the environment and caches; keeps var/ (database, uploads)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache var/stamps
