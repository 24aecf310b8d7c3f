"""Settings: defaults < file < environment < options, and all mistakes told at once."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.config import NOT_SETTINGS, SECRETS, NotifySettings, Settings, resolve
from squatwatch.errors import ConfigError

VALUES: dict[str, tuple[str, str, str, str]] = {
    "store": ("squatwatch.duckdb", "file.duckdb", "env.duckdb", "option.duckdb"),
    "lang": ("both", "zh", "en", "zh"),
    "level": ("medium", "low", "high", "urgent"),
    "fail_on": ("high", "low", "medium", "urgent"),
    "weights": ("", "file.csv", "env.csv", "option.csv"),
    "inbox": ("inbox", "file", "env", "option"),
    "reports": ("reports", "file", "env", "option"),
    "templates": ("", "file", "env", "option"),
    "regions": ("", "file.csv", "env.csv", "option.csv"),
    "second_reader": ("no", "yes", "no", "yes"),
    "issuer": ("", "file", "env", "option"),
}
"""Of each setting: its default, and a value from the file, the environment and an option."""
NOTIFY_VALUES: dict[str, tuple[str, str, str]] = {
    "smtp_host": ("", "mail.example", "relay.example"),
    "smtp_port": ("587", "465", "25"),
    "smtp_security": ("starttls", "tls", "none"),
    "smtp_user": ("", "file", "env"),
    "smtp_from": ("", "file@example.org", "env@example.org"),
    "smtp_to": ("", "file@example.org", "a@example.org; b@example.org"),
    "webhook": ("", "https://file.example/x", "https://env.example/x"),
    "ping": ("", "https://file.example/x", "https://env.example/x"),
}
"""Of each setting of [notify]: its default, and a value from the file and the environment."""


def settled(
    folder: Path,
    file: str | None = None,
    environment: dict[str, str] | None = None,
    **options: Any,
) -> Settings:
    if file is not None:
        (folder / "squatwatch.toml").write_text(file, encoding="utf-8")
    return resolve(options, environment or {}, folder)


def mistake(*arguments: Any, **named: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        settled(*arguments, **named)
    return str(caught.value)


def test_every_setting_is_tested_here() -> None:
    assert {*VALUES, "notify"} == {item.name for item in fields(Settings)}
    assert set(NOTIFY_VALUES) == {item.name for item in fields(NotifySettings)}


@pytest.mark.parametrize("name", VALUES)
def test_options_win_over_environment_over_file_over_default(tmp_path: Path, name: str) -> None:
    default, in_file, in_environment, option = VALUES[name]
    file, environment = f'{name} = "{in_file}"', {f"SQUATWATCH_{name.upper()}": in_environment}
    assert getattr(settled(tmp_path), name) == default
    assert getattr(settled(tmp_path, file), name) == in_file
    assert getattr(settled(tmp_path, file, environment), name) == in_environment
    assert getattr(settled(tmp_path, file, environment, **{name: option}), name) == option
    assert getattr(settled(tmp_path, file, environment, **{name: None}), name) == in_environment


@given(
    file=st.sets(st.sampled_from(sorted(VALUES))),
    environment=st.sets(st.sampled_from(sorted(VALUES))),
    options=st.sets(st.sampled_from(sorted(VALUES))),
)
def test_each_setting_comes_from_the_last_that_names_it(
    tmp_path_factory: pytest.TempPathFactory,
    file: set[str],
    environment: set[str],
    options: set[str],
) -> None:
    found = settled(
        tmp_path_factory.mktemp("settings"),
        "\n".join(f'{name} = "{VALUES[name][1]}"' for name in sorted(file)),
        {f"SQUATWATCH_{name.upper()}": VALUES[name][2] for name in environment},
        **{name: VALUES[name][3] for name in options},
    )
    for name, values in VALUES.items():
        rank = max(at * (name in said) for at, said in ((1, file), (2, environment), (3, options)))
        assert getattr(found, name) == values[rank]


def test_only_the_variables_of_squatwatch_count(tmp_path: Path) -> None:
    others = {"LANG": "zh_CN.UTF-8", "STORE": "x", "squatwatch_lang": "en", "LEVEL": "low"}
    assert settled(tmp_path, environment=others) == Settings()


def test_variables_of_developers_are_no_settings(tmp_path: Path) -> None:
    developers = {"SQUATWATCH_DEBUG": "1", "SQUATWATCH_REAL_DATA": "/nowhere"}
    assert settled(tmp_path, environment=developers) == Settings()


def test_settings_are_plain_and_do_not_change(tmp_path: Path) -> None:
    found = settled(tmp_path, lang="zh")
    assert found.as_dict() == {
        "store": "squatwatch.duckdb", "lang": "zh", "level": "medium", "fail_on": "high",
        "weights": "", "inbox": "inbox", "reports": "reports", "templates": "", "regions": "",
        "second_reader": "no", "issuer": "",
    }  # fmt: skip
    with pytest.raises(FrozenInstanceError):
        found.lang = "en"  # type: ignore[misc]


def test_all_mistakes_are_told_at_once_with_their_place(tmp_path: Path) -> None:
    message = mistake(
        tmp_path,
        'colour = "red"\nlang = "fr"\nstore = 3\nlevel = ["low"]\n',
        {"SQUATWATCH_COLOUR": "red", "SQUATWATCH_LEVEL": "severe"},
        fail_on="cleared",
    )
    known = (
        "known: store, lang, level, fail_on, weights, inbox, reports, templates, regions,"
        " second_reader, issuer"
    )
    assert message.split("; ") == [
        f"squatwatch.toml: colour is no setting ({known})",
        "squatwatch.toml: lang is 'fr', not zh, en, both",
        "squatwatch.toml: store is no text",
        "squatwatch.toml: level is ['low'], not urgent, high, medium, low",
        f"environment: SQUATWATCH_COLOUR is no setting ({known})",
        "environment: SQUATWATCH_LEVEL is 'severe', not urgent, high, medium, low",
        "options: --fail-on is 'cleared', not urgent, high, medium, low",
        "correct it and try again",
    ]


def test_a_mistake_that_a_later_source_overrides_is_told_all_the_same(tmp_path: Path) -> None:
    assert "lang is 'fr'" in mistake(tmp_path, 'lang = "fr"', lang="zh")


@pytest.mark.parametrize("content", [b"lang: zh", b"lang = \xff", b'lang = "zh', b'lang = "\xb2"'])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "squatwatch.toml").write_bytes(content)
    message = mistake(tmp_path)
    assert message.startswith(f"{tmp_path / 'squatwatch.toml'}: this is no TOML file (")
    assert message.endswith("; correct or delete it")
    assert "\n" not in message


def test_a_file_in_another_folder_does_not_count(tmp_path: Path) -> None:
    settled(tmp_path, 'lang = "zh"')
    (tmp_path / "below").mkdir()
    assert settled(tmp_path / "below") == Settings()


# How people are told ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOTIFY_VALUES)
def test_a_setting_of_notification_comes_from_its_section_or_its_variable(
    tmp_path: Path, name: str
) -> None:
    default, in_file, in_environment = NOTIFY_VALUES[name]
    file = f'[notify]\n{name} = "{in_file}"'
    environment = {f"SQUATWATCH_NOTIFY_{name.upper()}": in_environment}
    assert getattr(settled(tmp_path).notify, name) == default
    assert getattr(settled(tmp_path, file).notify, name) == in_file
    assert getattr(settled(tmp_path, file, environment).notify, name) == in_environment


def test_no_record_of_a_run_says_who_is_told(tmp_path: Path) -> None:
    found = settled(tmp_path, '[notify]\nsmtp_to = "desk@example.org"')
    assert "example" not in str(found.as_dict())
    assert "example" not in str(found.of_the_findings())


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_in_the_file_is_refused_and_never_repeated(tmp_path: Path, name: str) -> None:
    message = mistake(tmp_path, f'[notify]\n{name} = "hunter2"')
    assert message.startswith(f"squatwatch.toml: notify.{name} is a secret: take it out, set ")
    assert SECRETS[name] in message
    assert "hunter2" not in message
    assert SECRETS[name] in NOT_SETTINGS


@pytest.mark.parametrize("name", SECRETS)
def test_the_variable_of_a_secret_is_no_setting(tmp_path: Path, name: str) -> None:
    assert settled(tmp_path, environment={SECRETS[name]: "hunter2"}) == Settings()
    variable = f"SQUATWATCH_NOTIFY_{name.upper()}"
    message = mistake(tmp_path, environment={variable: "hunter2"})
    assert message.startswith(f"environment: {variable} is a secret: take it out, set ")
    assert "hunter2" not in message


@pytest.mark.parametrize("name", ["webhook", "ping"])
@pytest.mark.parametrize(
    "address", ["https://a.example/?key=hunter2", "https://u:hunter2@a.example"]
)
def test_an_address_that_may_hold_a_secret_is_refused(
    tmp_path: Path, name: str, address: str
) -> None:
    message = mistake(tmp_path, f'[notify]\n{name} = "{address}"')
    assert f"set SQUATWATCH_{name.upper()}_URL" in message
    assert "hunter2" not in message


def test_mistakes_of_the_section_are_told_with_the_others(tmp_path: Path) -> None:
    message = mistake(
        tmp_path,
        'lang = "fr"\n[notify]\ncolour = "red"\nsmtp_port = 25\nsmtp_security = "ssl"\n',
        {"SQUATWATCH_NOTIFY_COLOUR": "red"},
    )
    known = f"known: {', '.join(NOTIFY_VALUES)}"
    assert message.split("; ") == [
        f"squatwatch.toml: notify.colour is no setting ({known})",
        "squatwatch.toml: notify.smtp_port is no text",
        "squatwatch.toml: notify.smtp_security is 'ssl', not starttls, tls, none",
        f"environment: SQUATWATCH_NOTIFY_COLOUR is no setting ({known})",
        "squatwatch.toml: lang is 'fr', not zh, en, both",
        "correct it and try again",
    ]
    assert "notify is no section; write [notify]" in mistake(tmp_path, 'notify = "smtp"')
