"""Which address may be asked, and how one is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.errors import ConfigError
from squatwatch.fetch.addresses import base_address, is_loopback, may_lead_to, origin, shown

DEFAULT = "https://office.example/files"


@pytest.mark.parametrize(
    "address",
    ["https://mirror.example/x", "https://mirror.example:8443", "http://127.0.0.1:80/x",
     "http://localhost:8000", "http://[::1]:8000"],
)  # fmt: skip
def test_a_mirror_by_https_or_on_this_machine_will_do(address: str) -> None:
    assert base_address({"MIRROR": address + "/"}, "MIRROR", DEFAULT) == address


@pytest.mark.parametrize("environment", [{}, {"MIRROR": ""}, {"MIRROR": "  "}])
def test_without_a_mirror_the_office_itself_is_asked(environment: dict[str, str]) -> None:
    assert base_address(environment, "MIRROR", DEFAULT) == DEFAULT


@pytest.mark.parametrize(
    "address",
    ["http://mirror.example", "ftp://mirror.example", "mirror.example", "https://", "file:///etc",
     "https://user:secret@mirror.example", "https://mirror.example?key=secret",
     "https://mirror.example#x", "http://127.0.0.1.example", "https://mirror.example:port"],
)  # fmt: skip
def test_no_other_address_will_and_none_is_shown(address: str) -> None:
    with pytest.raises(ConfigError, match="MIRROR is no") as caught:
        base_address({"MIRROR": address}, "MIRROR", DEFAULT)
    assert "secret" not in str(caught.value)


def test_origins_tell_hosts_ports_and_schemes_apart() -> None:
    same = {origin("https://office.example/a"), origin("https://office.example:443/b?c")}
    assert len(same) == 1
    for other in ("https://office.example:444", "http://office.example", "https://a.example"):
        assert origin(other) not in same


@pytest.mark.parametrize(
    ("asked", "target", "may"),
    [
        ("https://a.example/x", "https://b.example/y?signature=1", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example/x", "ftp://a.example/x", False),
        ("https://a.example/x", "file:///etc/passwd", False),
        ("https://a.example/x", "https://127.0.0.1/x", False),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:2/x", True),
        ("https://a.example/x", "https://[::1", False),
        ("https://a.example/x", "", False),
    ],
)
def test_redirects_keep_to_the_scheme_and_away_from_this_machine(
    asked: str, target: str, may: bool
) -> None:
    assert may_lead_to(asked, target) is may


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=4))
def test_what_follows_the_path_is_never_shown(secret: str) -> None:
    address = f"https://{secret}:{secret}@files.example/a.zip?key={secret}#{secret}"
    assert shown(address) == "https://files.example/a.zip"
    assert not is_loopback(address)
