# Every target makes .venv ready first; once it is, that takes no time.
bootstrap := python3 -I scripts/bootstrap.py
PORT := $(or $(PORT),5005)
export PORT

.DEFAULT_GOAL := help
.PHONY: help run chat train check test widget evaluate bench-nlu bench-widget soak lock bom clean

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

run: ## Start the bot on this machine, on PORT (5005)
	@$(bootstrap) --port="$$PORT" centreguide run --port="$$PORT"

chat: ## Talk to the bot in the terminal
	@$(bootstrap) centreguide chat

train: ## Build a release from the draft
	@$(bootstrap) centreguide train

check: ## Check the knowledge, the wording and the training data
	@$(bootstrap) centreguide check

test: ## Run every check and test, as CI does
	@$(bootstrap) --dev scripts.checks

widget: ## Join the widget's modules into the file that websites load
	@$(bootstrap) --dev scripts.node join

evaluate: ## Measure how well questions are answered
	@$(bootstrap) centreguide evaluate

bench-nlu: ## Measure the NLU on the public HINT3 sets in the folder HINT3
	@$(bootstrap) --dev benchmarks.nlu --hint3 "$(or $(HINT3),$(error Say where the data is: make bench-nlu HINT3=folder))"

bench-widget: ## Measure the widget in Chromium, beside rasa-webchat and deep-chat
	@$(bootstrap) --dev benchmarks.widget

soak: ## Put the bot under load for a while; run the tests that are too long for each run
	@$(bootstrap) --dev benchmarks.soak
	@$(bootstrap) --dev pytest -m soak

lock: ## Lock what pyproject.toml asks for; with UPGRADE=1, the newest versions
	@$(bootstrap) --dev scripts.lock $(if $(UPGRADE),--upgrade)

bom: ## Write the bill of materials (CycloneDX) into the file BOM (reports/bom.json)
	@$(bootstrap) --dev scripts.bom $(BOM)

clean: ## Remove all that can be made again; releases and conversations stay
	rm -rf .venv .uv .cache .rasa .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info widget/node_modules
