"""Settings: defaults < ``squatwatch.toml`` < ``SQUATWATCH_*`` < options, resolved once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
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
        "SQUATWATCH_APPRISE_URLS",
        "SQUATWATCH_DEBUG",
        "SQUATWATCH_EUIPO_ID",
        "SQUATWATCH_EUIPO_SECRET",
        "SQUATWATCH_FETCH_EUIPO_ADDRESS",
        "SQUATWATCH_FETCH_EUIPO_TOKEN_ADDRESS",
        "SQUATWATCH_FETCH_INPI_BRAZIL_ADDRESS",
        "SQUATWATCH_FETCH_USPTO_ADDRESS",
        "SQUATWATCH_HANVIET",
        "SQUATWATCH_PING_URL",
        "SQUATWATCH_REAL_DATA",
        "SQUATWATCH_SMTP_PASSWORD",
        "SQUATWATCH_UNIHAN",
        "SQUATWATCH_USPTO_KEY",
        "SQUATWATCH_WEBHOOK_SECRET",
        "SQUATWATCH_WEBHOOK_URL",
        "SQUATWATCH_WHO",
        "SQUATWATCH_WORDLIST_ENGLISH",
    }
)
"""Variables that are no settings: for developers and tests, the keys and addresses of sources
(``squatwatch.fetch``), and the secrets of notification (``notify.secrets``), which must not stand
in the record of a run."""
NOTIFY = "notify"
"""The section of the settings file that says how people are told."""
SECRETS = {
    "smtp_password": "SQUATWATCH_SMTP_PASSWORD",
    "webhook_secret": "SQUATWATCH_WEBHOOK_SECRET",
    "webhook_url": "SQUATWATCH_WEBHOOK_URL",
    "apprise_urls": "SQUATWATCH_APPRISE_URLS",
    "ping_url": "SQUATWATCH_PING_URL",
}
"""What somebody may try to write into that section, and the variable where it belongs."""
_WITH_SECRET = {"webhook": "SQUATWATCH_WEBHOOK_URL", "ping": "SQUATWATCH_PING_URL"}
"""Addresses of that section, and the variable for one that holds a token."""


@dataclass(frozen=True, slots=True)
class NotifySettings:
    """How people are told of a sweep (docs/notify.md): section ``[notify]``. No secret is here."""

    smtp_host: str = ""
    smtp_port: str = "587"
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_from: str = ""
    smtp_to: str = ""
    webhook: str = ""
    ping: str = ""


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
    notify: NotifySettings = field(default_factory=NotifySettings)

    def of_the_findings(self) -> dict[str, Any]:
        """The settings that a run's findings rest on; where files lie is none of them."""
        beside = {*PATHS, *OF_THE_DESK}
        return {name: value for name, value in self.as_dict().items() if name not in beside}

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values, without who is told: addresses of people stay out."""
        return {name: value for name, value in asdict(self).items() if name != NOTIFY}


_ALLOWED: dict[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "level": LEVEL_NAMES,
    "fail_on": LEVEL_NAMES,
    "second_reader": ("no", "yes"),
    "smtp_security": ("starttls", "tls", "none"),
}
_PLAIN = tuple(item.name for item in fields(Settings) if item.name != NOTIFY)
_OF_NOTIFY = tuple(item.name for item in fields(NotifySettings))


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
    file, variables = _read_file(folder / SETTINGS_FILE), _read_environment(environment)
    of_notify = _notify(file, variables, mistakes)
    from_file = _checked(file, SETTINGS_FILE, mistakes)
    from_environment = _checked(
        variables,
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
    return Settings(
        **{**from_file, **from_environment, **from_options}, notify=NotifySettings(**of_notify)
    )


def _notify(file: dict[str, Any], variables: dict[str, str], mistakes: list[str]) -> dict[str, Any]:
    """What is said of notification, taken out of the file's settings and the variables."""
    section, prefix = file.pop(NOTIFY, {}), f"{NOTIFY}_"
    if not isinstance(section, dict):
        mistakes.append(f"{SETTINGS_FILE}: {NOTIFY} is no section; write [{NOTIFY}]")
        section = {}
    named = {
        name.removeprefix(prefix): variables.pop(name)
        for name in tuple(variables)
        if name.startswith(prefix)
    }
    from_file = _checked(
        section, SETTINGS_FILE, mistakes, shown=lambda name: f"{NOTIFY}.{name}", known=_OF_NOTIFY
    )
    from_environment = _checked(
        named,
        "environment",
        mistakes,
        shown=lambda name: f"{ENVIRONMENT_PREFIX}{prefix}{name}".upper(),
        known=_OF_NOTIFY,
    )
    return {**from_file, **from_environment}


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
    known: tuple[str, ...] = _PLAIN,
) -> dict[str, Any]:
    """The values, with every mistake in them noted; what may be a secret is never repeated."""
    for name, value in values.items():
        allowed = _ALLOWED.get(name)
        if known is _OF_NOTIFY and name in SECRETS:
            mistakes.append(f"{where}: {shown(name)} is a secret: take it out, set {SECRETS[name]}")
        elif name not in known:
            mistakes.append(f"{where}: {shown(name)} is no setting (known: {', '.join(known)})")
        elif allowed and value not in allowed:
            mistakes.append(f"{where}: {shown(name)} is {value!r}, not {', '.join(allowed)}")
        elif not isinstance(value, str):
            mistakes.append(f"{where}: {shown(name)} is no text")
        elif name in _WITH_SECRET and set(value) & set("@?#"):
            variable = _WITH_SECRET[name]
            mistakes.append(
                f"{where}: {shown(name)} may hold a secret: take it out, set {variable}"
            )
    return dict(values)
