"""Who is told what: by the region of the owner, and never of another's brand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.config import NotifySettings, Settings
from squatwatch.errors import DataError, MistakesError
from squatwatch.notify.routing import (
    OF_THE_SETTINGS,
    Recipient,
    Route,
    by_region,
    read_routes,
    recipients_of,
    region_for,
    regions_of,
)
from squatwatch.notify.secrets import Secrets
from tests.conftest import WriteFile
from tests.report.samples import BRANDS

TABLE = """region,centre,contact,channel
广东,广东分中心,gd@example.org,smtp
广东/深圳,深圳分中心,shenzhen,apprise
福建,福建分中心,https://fj.example/in,webhook
浙江,浙江分中心,gd@example.org,
"""


def test_the_rows_of_a_table(write_file: WriteFile) -> None:
    assert read_routes(write_file("regions.csv", TABLE)) == (
        Route("广东", "广东分中心", "gd@example.org", "smtp"),
        Route("广东/深圳", "深圳分中心", "shenzhen", "apprise"),
        Route("福建", "福建分中心", "https://fj.example/in", "webhook"),
        Route("浙江", "浙江分中心", "gd@example.org", "smtp"),
    )


def test_every_mistake_is_told_with_its_row(write_file: WriteFile) -> None:
    table = (
        "region,centre,contact,channel\n"
        ",x,a@example.org,smtp\n"
        "广东,x,,smtp\n"
        "广东,x,a@example.org,pigeon\n"
        "广东,x,Desk <a@example.org>,smtp\n"
        "广东,x,http://fj.example/in,webhook\n"
        "广东,x,https://fj.example/in?key=hunter2,webhook\n"
        "广东,x,dingtalk://hunter2,apprise\n"
    )
    with pytest.raises(MistakesError) as caught:
        read_routes(write_file("regions.csv", table))
    assert [(one.row, one.column) for one in caught.value.mistakes] == [
        (2, "region"), (3, "contact"), (4, "channel"), (5, "contact"), (6, "contact"),
        (7, "contact"), (8, "contact"),
    ]  # fmt: skip
    assert "hunter2" not in str(caught.value)
    with pytest.raises(MistakesError, match="the column is missing"):
        read_routes(write_file("regions.csv", "region,centre\n广东,x\n"))


def test_who_is_named_in_the_settings_is_told_everything_and_once(write_file: WriteFile) -> None:
    path = write_file("regions.csv", TABLE)
    notify = NotifySettings(smtp_to="desk@example.org;gd@example.org", webhook="https://a.example")
    secrets = Secrets(apprise={"1": "x", "shenzhen": "y"}, for_all=("1",))
    assert recipients_of(Settings(regions=str(path), notify=notify), secrets) == (
        Recipient("smtp", "desk@example.org"),
        Recipient("smtp", "gd@example.org"),
        Recipient("webhook", OF_THE_SETTINGS),
        Recipient("apprise", "1"),
        Recipient("apprise", "shenzhen", ("广东/深圳",)),
        Recipient("webhook", "https://fj.example/in", ("福建",)),
    )


def test_a_contact_of_several_regions_is_one_recipient(write_file: WriteFile) -> None:
    settings = Settings(regions=str(write_file("regions.csv", TABLE)))
    found = recipients_of(settings, Secrets())
    assert found[0] == Recipient("smtp", "gd@example.org", ("广东", "浙江"))
    assert len(found) == 3


def test_nobody_is_told_where_nothing_is_set() -> None:
    assert recipients_of(Settings(), Secrets()) == ()
    with pytest.raises(DataError, match="no such file"):
        recipients_of(Settings(regions="nowhere.csv"), Secrets())


def test_the_nearest_region_around_a_brand_gets_it() -> None:
    known = ("广东", "广东/深圳")
    assert region_for("广东/深圳", known) == "广东/深圳"
    assert region_for("广东 ／ 深圳/南山", known) == "广东/深圳"
    assert region_for("广东/广州", known) == "广东"
    assert region_for("广东省", known) == ""  # the parts are names, not beginnings of names
    assert region_for("", known) == ""


regions = st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3).map("/".join)


@given(st.lists(regions, min_size=1, max_size=5), st.lists(regions, max_size=6))
def test_a_brand_goes_to_one_region_that_holds_it_and_no_nearer_one_does(
    known: list[str], of_brands: list[str]
) -> None:
    told = [Recipient("smtp", f"{at}@example.org", (one,)) for at, one in enumerate(set(known))]
    brands = [replace(BRANDS[0], brand_id=str(at), region=one) for at, one in enumerate(of_brands)]
    shares = by_region(brands, regions_of(told))
    for brand in brands:
        getting = [
            one for one in told for region in one.regions or () if brand in shares.get(region, ())
        ]
        holding = [one for one in set(known) if f"{brand.region}/".startswith(f"{one}/")]
        assert len(getting) == bool(holding)
        if holding:
            assert getting[0].regions == (max(holding, key=len),)
    assert sorted(one.brand_id for share in shares.values() for one in share) == sorted(
        one.brand_id for one in brands
    )
