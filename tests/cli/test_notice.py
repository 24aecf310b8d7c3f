"""``squatwatch notice``: what it writes, what it refuses, what it tells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from squatwatch.alerts.kept import lives_of
from squatwatch.report.notice import fonts, fonts_available
from squatwatch.store import Store
from tests.cli.conftest import Run
from tests.kept_samples import alert_of, kept_store

AT = ("--at", "2026-01-15T12:00+00:00")
CONFIRMED_AT = ("--who", "first", "--at", "2026-01-15T09:00+00:00")


@pytest.fixture(autouse=True)
def kept(empty_folder: Path) -> None:
    """A store with alerts in the current folder, and a centre that issues notices."""
    kept_store(empty_folder).close()
    settings('issuer = "GD: 示范分中心 / Demonstration Centre"')


def settings(*lines: str) -> None:
    Path("squatwatch.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def alert(office: str) -> str:
    with Store.open(Path("squatwatch.duckdb")) as store:
        return alert_of(store, office)


def state(office: str) -> str:
    alert_id = alert(office)
    with Store.open(Path("squatwatch.duckdb")) as store:
        found = lives_of(store, [alert_id])
    return found[alert_id].state if alert_id in found else "new"


def group() -> str:
    with Store.open(Path("squatwatch.duckdb")) as store:
        groups = store.alerts()["filer_group"]
    return str(groups.filter(groups != "")[0])


@pytest.fixture
def confirmed(run: Run) -> None:
    """The alerts of the filer group, confirmed."""
    assert run("alerts", "confirm", alert("EM"), alert("DE"), *CONFIRMED_AT, "-q").code == 0


def test_an_alert_that_nobody_confirmed_is_refused_in_a_line(run: Run) -> None:
    done = run("notice", alert("EM"), *AT)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "the alert is new, not confirmed" in done.err


def test_a_draft_says_so_and_decides_nothing(run: Run) -> None:
    done = run("notice", alert("EM"), "--draft", "--lang", "zh", *AT)
    assert done.code == 0
    assert "编号：草稿 DRAFT" in done.out
    assert "草稿：未编号" in done.err
    assert "不构成恶意认定" in done.err
    assert state("EM") == "new"


@pytest.mark.usefixtures("confirmed")
def test_it_is_issued_once(run: Run) -> None:
    first = run("notice", alert("EM")[:6], "-o", "n.docx", "--lang", "en", *AT)
    assert (first.code, first.out) == (0, "")
    assert "Notice GD-2026-0001 is issued" in first.err
    assert state("EM") == "notified"
    again = run("notice", alert("EM"), "-o", "again.docx", "--lang", "en")
    assert "Notice GD-2026-0001 was issued before" in again.err
    assert Path("n.docx").read_bytes() == Path("again.docx").read_bytes()
    told = Document(io.BytesIO(Path("n.docx").read_bytes())).paragraphs
    assert told[1].text == "No. GD-2026-0001"


@pytest.mark.usefixtures("confirmed")
def test_in_both_languages_a_file_has_both(run: Run) -> None:
    done = run("notice", alert("EM"), "--format", "md", *AT)
    assert done.out.index("# 海外商标预警通知书") < done.out.index("# Notice of Possible")


@pytest.mark.usefixtures("confirmed")
def test_into_a_folder_goes_every_format_in_every_language(run: Run) -> None:
    done = run("notice", alert("EM"), "-o", "out", "-q", *AT)
    assert (done.code, done.err) == (0, "")
    formats = ("docx", "md") if fonts_available() is None else ("docx", "md", "pdf")
    assert sorted(path.name for path in Path("out").iterdir()) == [
        f"GD-2026-0001.{lang}.{name}" for lang in ("en", "zh") for name in formats
    ]


@pytest.mark.usefixtures("confirmed")
def test_the_bundle_has_the_evidence(run: Run) -> None:
    done = run("notice", alert("EM"), "--bundle", "b.zip", *AT)
    assert (done.code, done.out) == (0, "")
    with zipfile.ZipFile("b.zip") as archive:
        names = archive.namelist()
    assert {"README.md", "SHA256SUMS", "rules.csv", f"alerts/{alert('EM')}.json"} <= set(names)
    assert run("notice", alert("EM"), "--bundle", "c.zip").code == 0
    assert Path("b.zip").read_bytes() == Path("c.zip").read_bytes()


@pytest.mark.usefixtures("confirmed")
def test_a_group_gets_one_notice(run: Run) -> None:
    done = run("notice", "--group", group(), "--to", "某协会", "--lang", "zh", *AT)
    assert done.code == 0
    assert "**某协会：**" in done.out
    assert done.out.count("## 附件：") == 1
    assert {state("EM"), state("DE")} == {"notified"}


@pytest.mark.usefixtures("confirmed")
def test_a_second_reader_where_the_settings_ask_for_one(run: Run) -> None:
    settings('issuer = "示范分中心"', 'second_reader = "yes"')
    refused = run("notice", alert("EM"), *AT)
    assert refused.code == 2
    assert "a second reader has to agree before a notice" in refused.err
    second = ("--who", "second", "--at", "2026-01-15T10:00+00:00")
    assert run("alerts", "second", alert("EM"), *second).code == 0
    issued = run("notice", alert("EM"), "--lang", "en", *AT)
    assert "Notice 2026-0001 is issued" in issued.err


def test_without_an_issuer_there_are_only_drafts(run: Run) -> None:
    settings('lang = "en"')
    refused = run("notice", alert("EM"), *AT)
    assert refused.code == 2
    assert "who issues notices is not told" in refused.err
    assert run("notice", alert("EM"), "--draft", *AT).code == 0


@pytest.mark.usefixtures("confirmed")
def test_the_centre_of_the_region_is_named(run: Run) -> None:
    Path("regions.csv").write_text(
        "region,centre,contact,channel\n福建,福建示范分中心,desk@example.org,smtp\n",
        encoding="utf-8",
    )
    settings('issuer = "示范分中心"', 'regions = "regions.csv"')
    with Store.open(Path("squatwatch.duckdb")) as store:
        store._connection.execute("update brand set region = '福建/厦门'")
    done = run("notice", alert("EM"), "--lang", "zh", *AT)
    assert "所在地区指导机构：福建示范分中心 desk\\@example.org" in done.out


@pytest.mark.usefixtures("confirmed")
def test_a_mistake_in_a_template_takes_no_number(run: Run) -> None:
    Path("own").mkdir()
    Path("own/notice.en.md").write_text("# A\n{{ nummer }}\n", encoding="utf-8")
    settings('issuer = "示范分中心"', 'templates = "own"')
    done = run("notice", alert("EM"), "--lang", "zh", "-o", "n.md", *AT)
    assert done.code == 2
    assert "own/notice.en.md, line 2" in done.err.replace("\\", "/")
    assert state("EM") == "confirmed"
    assert not Path("n.md").exists()


@pytest.mark.usefixtures("confirmed")
def test_without_fonts_a_pdf_is_refused_and_the_rest_is_made(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_families", lambda: frozenset[str]())
    refused = run("notice", alert("EM"), "-o", "n.pdf", *AT)
    assert refused.code == 2
    assert "fonts-noto-cjk" in refused.err
    assert state("EM") == "confirmed"
    done = run("notice", alert("EM"), "-o", "out", "--lang", "zh", *AT)
    assert done.code == 0
    assert "no PDF" in done.err
    assert sorted(path.suffix for path in Path("out").iterdir()) == [".docx", ".md"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "a notice is about alerts or about a filer group"),
        (("abcd", "--group", "F0"), "a notice is about alerts or about a filer group"),
        (("0000", "--draft"), "no alert 0000"),
        (("--group", "F0", "--draft"), "no filer group F0"),
        (("abcd", "--draft", "--format", "odt"), "--format is 'odt', not docx, pdf, md"),
        (("abcd", "--draft", "-o", "n.txt"), "the suffix of n.txt is 'txt', not docx, pdf, md"),
        (("abcd", "--draft", "--at", "noon"), "--at is 'noon'"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_line(
    run: Run, arguments: tuple[str, ...], what: str
) -> None:
    done = run("notice", *arguments)
    assert (done.code, done.out) == (2, "")
    assert what in done.err
    assert done.err.count("\n") == 1


def test_templates_that_are_nowhere_are_told(run: Run) -> None:
    settings('templates = "nowhere"')
    done = run("notice", alert("EM"), "--draft", *AT)
    assert done.code == 2
    assert "names no folder" in done.err
