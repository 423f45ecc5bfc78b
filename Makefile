# Gradnik: what a person types. The work is in Tools/.
.PHONY: start test bench format texts check-format soak clean

start: ## install what is missing, build, and serve the demonstration
	@Tools/start

test: ## everything that is checked before a change lands
	@Tools/test

bench: ## the figures
	@Tools/bench

soak: ## long fuzzing and load runs
	@Tools/soak

format: ## settle the layout of the sources
	@swift format format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

texts: ## sort the texts, regenerate their keys, report what a language lacks
	@python3 Tools/texts.py

clean:
	@rm -rf .build .build-* .venv .venv-tables .venv-documents .venv-scan .start .highs
