"""No secret is shown, whole, in pieces or in another coding."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from squatwatch.config import SECRETS
from squatwatch.notify.secrets import HIDDEN, Secrets, secrets_of

ADDRESS = "dingtalk://tokentoken123/13800000000?secret=SECabc%2Fdef"
VARIABLES = {
    "SQUATWATCH_SMTP_PASSWORD": "hunter2 with/strange+signs",
    "SQUATWATCH_WEBHOOK_URL": "https://hooks.example/services/T0KEN0/secretpart?sig=signature1",
    "SQUATWATCH_WEBHOOK_SECRET": "geheim",
    "SQUATWATCH_PING_URL": "https://hc.example/1b4e28ba-2fa1",
    "SQUATWATCH_APPRISE_URLS": f"gd={ADDRESS}\n feishu://anothertoken ",
}


def test_every_secret_of_the_settings_is_read() -> None:
    assert set(VARIABLES) == set(SECRETS.values())
    found = secrets_of(VARIABLES)
    assert found.smtp_password == VARIABLES["SQUATWATCH_SMTP_PASSWORD"]
    assert found.webhook_url == VARIABLES["SQUATWATCH_WEBHOOK_URL"]
    assert found.webhook_secret == VARIABLES["SQUATWATCH_WEBHOOK_SECRET"]
    assert found.ping_url == VARIABLES["SQUATWATCH_PING_URL"]
    assert found.apprise == {"gd": ADDRESS, "1": "feishu://anothertoken"}
    assert found.for_all == ("1",)
    assert secrets_of({}) == Secrets()


def test_a_name_given_twice_is_a_mistake_that_shows_no_address() -> None:
    found = secrets_of({"SQUATWATCH_APPRISE_URLS": f"gd={ADDRESS} gd=feishu://anothertoken"})
    assert found.mistake.startswith("SQUATWATCH_APPRISE_URLS names gd twice")
    assert found.scrub(found.mistake) == found.mistake
    assert found.apprise == {"gd": ADDRESS}


def test_secrets_do_not_show_themselves() -> None:
    shown = repr(secrets_of(VARIABLES))
    for secret in ("hunter2", "T0KEN0", "geheim", "1b4e28ba", "tokentoken123"):
        assert secret not in shown


@given(st.sampled_from(sorted(VARIABLES)), st.text(), st.text())
def test_no_text_keeps_a_secret(variable: str, before: str, after: str) -> None:
    secrets, value = secrets_of(VARIABLES), VARIABLES[variable]
    if variable == "SQUATWATCH_APPRISE_URLS":
        value = ADDRESS
    for told in (value, quote(value, safe="")):
        if variable.endswith("_URL") or variable.endswith("_URLS"):
            told = value
        found = secrets.scrub(f"{before}{told}{after}")
        assert HIDDEN in found
        for piece in ("hunter2", "T0KEN0", "secretpart", "signature1", "tokentoken123", "1b4e28ba"):
            assert piece not in found or piece in f"{before}{after}"


def test_a_password_is_hidden_as_a_login_sends_it() -> None:
    secrets = secrets_of({"SQUATWATCH_SMTP_PASSWORD": "hunter2"})
    coded = b64encode(b"hunter2").decode()
    assert secrets.scrub(f"AUTH {coded} hunter2 a") == f"AUTH {HIDDEN} {HIDDEN} a"
