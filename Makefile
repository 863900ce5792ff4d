# Two commands matter: `make run` and `make test`. Both do all the set-up by themselves.

# uv: the one on PATH if it runs there (a pyenv shim of another version does not), else our own in .tools.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .tools/bin/uv)
PYTHON := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 5005

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format generate train eval bench soak clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## prepare the environment alone; .venv/bin/huiqi then works

run: setup bot/web/dist/.built ## serve the bot at http://127.0.0.1:5005 (trains it first if need be)
	@.venv/bin/huiqi serve --host $(HOST) --port $(PORT)

test: setup bot/web/dist/.built browser ## pass every test
	@$(PYTHON) -m pytest $(ARGS)

lint: setup ## check style and types
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

format: setup ## put the code into its standard form
	@.venv/bin/ruff check --fix-only --quiet . ; .venv/bin/ruff format .

generate: setup ## renew what the packs imply for Rasa
	@$(PYTHON) -m bot.generate

train: setup ## train the bot
	@.venv/bin/huiqi train

eval: setup ## how well the bot understands, as tables
	@$(PYTHON) -m bot.evaluation
	@$(PYTHON) -m bot.evaluation.facts_table
	@$(PYTHON) -m bot.evaluation.questions

bench: setup ## how quick it is, as tables with ratios
	@$(PYTHON) -m policy_rules.bench
	@$(PYTHON) -m bot.bench

soak: setup ## the WeChat channel under load and faults; a part alone: make soak ARGS="--kills 0 --mutations 0"
	@$(PYTHON) -m bot.channels.wechat.soak $(ARGS)

clean: ## remove everything that was built
	@rm -rf .venv .tools .huiqi bot/web/dist bot/web/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# ── what the targets above need ─────────────────────────────────────────────────────────────────────

.venv/.ready: pyproject.toml uv.lock | $(filter .tools/%,$(UV))
	@echo "准备运行环境……"
	@$(UV) sync --locked --quiet
	@touch $@

# Without uv: any Python that can make a virtual environment gives us one. pyenv's shims refuse to run where
# the version in .python-version is not installed, hence the second round with the system's.
.tools/bin/uv:
	@echo "安装 uv……"
	@for version in "" system; do for python in python3 python3.10 python3.11 python3.12 python3.13 python; do \
		PYENV_VERSION=$$version; export PYENV_VERSION; [ -n "$$version" ] || unset PYENV_VERSION; \
		$$python -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet --disable-pip-version-check uv && exit 0; \
	done; done; \
	curl -LsSf https://astral.sh/uv/install.sh | env UV_UNMANAGED_INSTALL=$(CURDIR)/.tools/bin sh

bot/web/dist/.built: $(shell find bot/web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null) | setup
	@echo "构建网页……"
	@$(PYTHON) bot/web/build.py --finds-node || $(UV) sync --locked --quiet --group web
	@$(PYTHON) bot/web/build.py
	@touch $@

# Browser tests need Debian's chromium and a font for Chinese; where we may not install them, those tests say so.
.PHONY: browser
browser:
	@command -v chromium >/dev/null && fc-list :lang=zh | grep -q . && exit 0; \
	command -v apt-get >/dev/null || exit 0; \
	if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo=sudo; else exit 0; fi; \
	echo "安装浏览器与中文字体（供网页测试）……"; \
	$$sudo apt-get update -qq >/dev/null && \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends \
		chromium fontconfig fonts-noto-cjk >/dev/null || echo "未能安装，网页测试将说明原因"
