"""Everything that can be set from outside, read once from the environment.

Defaults make one process with everything embedded: SQLite and the model in one folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """``home``: folder of models, database and secret. ``database``: URL of the conversations."""

    home: Path
    database: str
    redis: str | None
    """URL of a Redis that keeps turns of one conversation apart between processes; PostgreSQL does so by itself."""
    secret: str | None
    allowed_origins: tuple[str, ...]
    """Origins whose pages may embed the widget and call the API; ``*`` allows all, without credentials."""
    contact: str
    """Whom to ask when a person is wanted; shown to users as it stands."""
    public_url: str
    """Where people reach the pages from outside, for links in messages; empty: relative links only."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        env = os.environ if environment is None else environment
        home = Path(env.get("HUIQI_HOME") or default_home(env)).absolute()
        return cls(
            home=home,
            database=env.get("HUIQI_DATABASE_URL", f"sqlite:///{home / 'conversations.sqlite'}"),
            redis=env.get("HUIQI_REDIS_URL") or None,
            secret=env.get("HUIQI_SECRET") or None,
            allowed_origins=tuple(env.get("HUIQI_ALLOWED_ORIGINS", "").replace(",", " ").split()),
            contact=env.get("HUIQI_CONTACT", ""),
            public_url=env.get("HUIQI_PUBLIC_URL", "").rstrip("/"),
        )


def default_home(environment: Mapping[str, str]) -> Path:
    """Beside the sources in a checkout, so that every command finds the same model; else the user's data folder."""
    project = Path(__file__).parents[1]
    if (project / "pyproject.toml").is_file():
        return project / ".huiqi"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "huiqi"
