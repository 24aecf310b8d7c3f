"""Mail to a real server: what it takes, what it refuses, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from squatwatch.errors import ConfigError
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.smtp import Smtp
from tests.notify.samples import NOW, message, notify_settings
from tests.notify.servers import Desk, MailServer


def smtp(server: MailServer, password: str = "", **given: str) -> Smtp:
    return Smtp(notify_settings(server.port, **given), password, timeout=10)


def refusal(channel: Smtp, recipient: str = "desk@example.org") -> str:
    with pytest.raises(DeliveryError) as caught:
        channel.send(message(recipient), NOW)
    error = caught.value  # on which nothing hangs that holds what we sent
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    return caught.value.reason


def test_a_digest_arrives_as_text_and_page_under_its_identity(
    desk: Desk, mail_server: MailServer
) -> None:
    sent = message()
    smtp(mail_server).send(sent, NOW)
    [mail] = desk.mails
    assert desk.recipients == ["desk@example.org"]
    assert mail["Message-ID"] == sent.message_id
    assert (mail["From"], mail["To"]) == ("watch@example.org", "desk@example.org")
    assert mail["Subject"] == sent.content["subject"]
    assert mail["Date"] == "Thu, 15 Jan 2026 02:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().replace("\r\n", "\n") == sent.content["text"]
    assert page.get_content().replace("\r\n", "\n") == sent.content["html"]


def test_what_is_attached_arrives_as_it_was(desk: Desk, mail_server: MailServer) -> None:
    files = [{"name": "报告.html", "media_type": "text/html", "content": "PGI+"}]
    sent = message()
    smtp(mail_server).send(replace(sent, content={**sent.content, "attachments": files}), NOW)
    [mail] = desk.mails
    [file] = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("报告.html", "text/html")
    assert file.get_payload(decode=True) == b"<b>"


def test_encrypted_with_a_login(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with MailServer(desk, certificate=certificate) as server:
        channel = smtp(server, "hunter2", smtp_security="starttls", smtp_user="u")
        channel.check()
        assert desk.mails == []
        channel.send(message(), NOW)
    assert desk.identities == [message().message_id]


def test_a_wrong_password_is_told_and_not_shown(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with MailServer(desk, certificate=certificate) as server:
        channel = smtp(server, "not-hunter2", smtp_security="starttls", smtp_user="u")
        assert refusal(channel) == "127.0.0.1 refuses the user or the password (535)"
    assert desk.mails == []


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(certificate: Path, desk: Desk) -> None:
    with MailServer(desk, certificate=certificate) as server:
        channel = smtp(server, "hunter2", smtp_security="starttls", smtp_user="u")
        assert refusal(channel) == "the certificate of 127.0.0.1 is not trusted"
    assert desk.mails == []


def test_a_server_without_encryption_gets_no_password(mail_server: MailServer, desk: Desk) -> None:
    channel = smtp(mail_server, "hunter2", smtp_security="starttls", smtp_user="u")
    assert "does not offer what the settings ask for" in refusal(channel)
    assert desk.mails == []


def test_a_server_that_expects_encryption_from_the_start_is_told_apart(
    mail_server: MailServer,
) -> None:
    assert "smtp_security" in refusal(smtp(mail_server, smtp_security="tls"))


def test_a_refused_recipient_is_told_with_the_words_of_the_server() -> None:
    with MailServer(Desk(refused=frozenset({"desk@example.org"}))) as server:
        told = refusal(smtp(server))
    assert told.startswith("127.0.0.1 refuses the recipient (550: 5.1.1 no such desk here")


def test_a_refused_message_is_told() -> None:
    with MailServer(Desk(broken=True)) as server:
        assert refusal(smtp(server)) == "127.0.0.1 refuses the message (554: 5.6.0 not taken)"


def test_a_server_that_is_not_there_is_told(desk: Desk) -> None:
    with MailServer(desk) as server:
        channel = smtp(server)
    assert refusal(channel) == "127.0.0.1 cannot be reached (Connection refused)"
    with pytest.raises(DeliveryError):
        channel.check()


@pytest.mark.parametrize("recipient", ["desk", "a@example.org\nBcc: b@example.org", "A <a@b.org>"])
def test_no_other_address_slips_in(mail_server: MailServer, desk: Desk, recipient: str) -> None:
    assert refusal(smtp(mail_server), recipient) == "this is no mail address"
    assert desk.mails == []


def test_a_check_sees_wrong_recipients(mail_server: MailServer) -> None:
    with pytest.raises(DeliveryError, match=r"smtp_to has 'desk', no mail address"):
        smtp(mail_server, smtp_to="a@example.org; desk").check()


@pytest.mark.parametrize(
    ("given", "password", "told"),
    [
        ({"smtp_host": ""}, "", "no mail server is set"),
        ({"smtp_port": "0"}, "", "no port"),
        ({"smtp_port": "²"}, "", "no port"),
        ({"smtp_port": "smtp"}, "", "no port"),
        ({"smtp_from": "Watch"}, "", "smtp_from"),
        ({"smtp_user": "u"}, "", "set SQUATWATCH_SMTP_PASSWORD"),
        ({"smtp_user": "u", "smtp_host": "mail.example"}, "hunter2", "in clear"),
    ],
)
def test_settings_that_cannot_work_are_told(
    given: dict[str, str], password: str, told: str
) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        Smtp(notify_settings(25, **given), password)
    assert "hunter2" not in str(caught.value)


def test_the_same_message_at_the_same_time_is_the_same_mail(
    desk: Desk, mail_server: MailServer
) -> None:
    for _ in range(2):
        smtp(mail_server).send(message(), NOW)
    one, other = (mail.as_bytes() for mail in desk.mails)
    assert one == other
