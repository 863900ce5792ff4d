"""The trained model: where it is, whether it is current, how it is made."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import structlog

import policy_rules.pack

__all__ = ["PROJECT", "current_model", "ensure_model", "quieten_rasa", "train_model"]

PROJECT = Path(__file__).parents[2]
"""The folder that holds bot/ and nlu_data/."""

CONFIG = PROJECT / "bot/config.yml"
DOMAIN = PROJECT / "bot/domain"
TRAINING_DATA = (PROJECT / "nlu_data/intents", PROJECT / "nlu_data/generated", PROJECT / "bot/rules")
_UNDERSTANDING = (
    PROJECT / "bot/components",
    PROJECT / "bot/understanding",
    PROJECT / "nlu_data/telling",
    policy_rules.pack.PACKS,
)


def quieten_rasa() -> None:
    """Keep Rasa and TensorFlow from phoning home and from filling the terminal."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # also switches off the progress bars
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    import sanic  # noqa: F401 - it turns deprecation warnings on when it is imported

    warnings.simplefilter("ignore")  # years of deprecations in what an old release imports
    for name in ("rasa", "rasa_sdk", "jieba", "matplotlib", "tensorflow", "sanic.root"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def current_model(home: Path) -> Path:
    """Where the model of the present sources is, or will be."""
    return home / "models" / f"huiqi-{_fingerprint()}.tar.gz"


def _fingerprint() -> str:
    """Changes with everything that goes into the model or is needed to load it."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(file.relative_to(PROJECT).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    yield CONFIG
    for folder in (DOMAIN, *TRAINING_DATA, *_UNDERSTANDING):
        yield from sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def ensure_model(home: Path, say: TextIO | None = None) -> Path:
    """The current model, trained first if there is none; progress is written to ``say`` (standard output)."""
    model = current_model(home)
    if not model.exists():
        out = say or sys.stdout
        print("首次启动：正在训练对话模型……", file=out, flush=True)
        train_model(home, say=out)
        print("训练完成。", file=out, flush=True)
    return model


def train_model(home: Path, say: TextIO | None = None) -> Path:
    """Train from the sources and return the model file; older models are removed."""
    quieten_rasa()
    _report_progress(say or sys.stdout)
    from rasa.model_training import train

    model = current_model(home)
    model.parent.mkdir(parents=True, exist_ok=True)
    # Trained under another name first: a training that is cut short leaves no model that looks current.
    unfinished = f"training-{os.getpid()}"
    with contextlib.redirect_stdout(None):  # Rasa praises a file name that is about to change
        result = train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(folder) for folder in TRAINING_DATA if folder.exists()],
            output=str(model.parent),
            fixed_model_name=unfinished,
            force_training=True,
        )
    if result.model is None:
        raise RuntimeError(f"training failed with code {result.code}")
    Path(result.model).replace(model)
    for old in model.parent.glob("huiqi-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


class _Progress(logging.Handler):
    """Rasa's training log as a line for each part that is trained."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out

    def emit(self, record: logging.LogRecord) -> None:
        part = re.search(r"Starting to train component '(\w+)'", record.getMessage())
        if part:
            print(f"  训练 {part[1]} ……", file=self._out, flush=True)


def _report_progress(out: TextIO) -> None:
    training = logging.getLogger("rasa.engine.training.hooks")
    training.setLevel(logging.INFO)
    training.propagate = False
    training.handlers = [_Progress(out)]
