"""What doctor finds of notification; nothing is sent by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from squatwatch import notify, reference
from squatwatch.config import Settings
from squatwatch.notify import checking
from squatwatch.store import Finding, Store
from tests.conftest import WriteFile
from tests.notify.samples import NOW, message, settings
from tests.notify.servers import Desk, MailServer
from tests.report.samples import BRANDS


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found]


def words(finding: Finding) -> str:
    """All that doctor would say of a finding; fails where the table and the values disagree."""
    rows = reference.table("checks").filter(pl.col("code") == finding.code)
    [row] = rows.iter_rows(named=True)
    return " ".join(row[name].format(**finding.values) for name in ("en", "zh", "do_en", "do_zh"))


def test_nobody_is_told_where_nothing_is_set() -> None:
    assert codes(list(notify.check(Settings(), {}))) == ["notify.nobody"]


def test_a_way_that_is_open_and_one_that_is_not() -> None:
    desk = Desk()
    with MailServer(desk) as server:
        given = settings(server.port, webhook="https://127.0.0.1:1/x", ping="https://hc.example/x")
        found = list(notify.check(given, {}))
    assert codes(found) == ["notify.ready", "notify.broken", "notify.ping"]
    assert "smtp: 1 recipients" in words(found[0])
    assert "webhook: 127.0.0.1 cannot be reached" in words(found[1])
    assert desk.mails == []


def test_mistakes_are_told(write_file: WriteFile) -> None:
    broken = settings(regions=str(write_file("regions.csv", "region,contact\n广东,nobody\n")))
    [found] = notify.check(broken, {})
    assert found.code == "notify.mistake"
    assert "row 2, contact" in words(found)
    assert codes(list(notify.check(settings(ping="http://hc.example"), {})))[-1] == (
        "notify.ping_unsafe"
    )


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_names_without_an_address_and_brands_of_no_region(write_file: WriteFile) -> None:
    table = write_file("regions.csv", "region,contact,channel\n广东,shenzhen,apprise\n")
    given = Settings(regions=str(table))
    luckin, gree = BRANDS
    brands = [luckin, replace(luckin, region="福建"), replace(gree, region="广东/珠海")]
    found = list(notify.check(given, {}, brands))
    assert codes(found) == ["notify.ready", "notify.broken", "notify.unrouted"]
    assert "no address called shenzhen" in words(found[1])
    assert "2 brands are of regions that no centre is told of: -, 福建" in words(found[2])
    twice = {"SQUATWATCH_APPRISE_URLS": "shenzhen=json://a shenzhen=json://b"}
    assert "names shenzhen twice" in words(next(iter(notify.check(given, twice))))


def test_the_outbox() -> None:
    with Store.in_memory() as store:
        assert codes(list(notify.check_outbox(store))) == ["notify.sent"]
        one, other = message("a@example.org"), message("b@example.org")
        store.put_messages([one, other])
        store.message_put_off(one.message_id, NOW, "no answer")
        store.message_given_up(other.message_id, "refused")
        waiting, given_up = notify.check_outbox(store)
        assert (waiting.code, given_up.code) == ("notify.waiting", "notify.given_up")
        assert "1 messages wait to be sent: no answer" in words(waiting)
        assert "1 messages were given up: refused" in words(given_up)
        store.message_sent(one.message_id)
        store.message_sent(other.message_id)
        [found] = notify.check_outbox(store)
        assert "2 were sent" in words(found)


def test_every_word_has_its_finding() -> None:
    known = {code for code in reference.table("checks")["code"] if code.startswith("notify.")}
    source = Path(checking.__file__).read_text(encoding="utf-8")
    assert known == {code for code in known if f'"{code}"' in source}
