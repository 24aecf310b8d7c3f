"""The test message: to everybody, of no brand, and kept nowhere."""

from __future__ import annotations

from datetime import timedelta

from squatwatch import notify
from tests.conftest import WriteFile
from tests.notify.samples import NOW, settings
from tests.notify.servers import Desk, MailServer


def test_everybody_gets_a_message_that_names_no_brand(write_file: WriteFile) -> None:
    table = write_file(
        "regions.csv", "region,contact\n广东,gd@example.org\n福建,gone@example.org\n"
    )
    desk = Desk(refused=frozenset({"gone@example.org"}))
    with MailServer(desk) as server:
        told = notify.send_test(settings(server.port, str(table)), {}, NOW)
    assert told[:2] == (
        ("smtp desk@example.org: 已接受 accepted", True),
        ("smtp gd@example.org: 已接受 accepted", True),
    )
    assert told[2][1] is False
    assert told[2][0].startswith("smtp gone@example.org: 127.0.0.1 refuses the recipient (550")
    assert {mail["Subject"] for mail in desk.mails} == {
        "[squatwatch] squatwatch 测试消息：该地址已设置成功"
        " A test message of squatwatch: this address is set up"
    }


def test_a_test_that_is_repeated_is_another_message() -> None:
    desk = Desk()
    with MailServer(desk) as server:
        for later in (0, 1):
            notify.send_test(settings(server.port), {}, NOW + timedelta(seconds=later))
    assert len(set(desk.identities)) == 2
