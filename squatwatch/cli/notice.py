"""``squatwatch notice``: the document that tells an owner, issued once and with its number."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.run import Coverage
from squatwatch.cli.alerts.desk import WHO_VARIABLE, AtOption, WhoOption, desk, moment, person
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import emit, say
from squatwatch.config import Language, Settings
from squatwatch.errors import ConfigError
from squatwatch.files import write_bytes
from squatwatch.model import Brand
from squatwatch.notices import Asked, Prepared, evidence_bundle, issue, prepare
from squatwatch.notify.routing import read_routes, region_for
from squatwatch.report.labels import label
from squatwatch.report.notice import (
    NOTICE_FORMATS,
    Issuer,
    Notice,
    NoticeFormat,
    file_name,
    fonts_available,
    notice_bytes,
)
from squatwatch.report.notice.content import DRAFT
from squatwatch.report.notice.days import NOTICE_LANGUAGES
from squatwatch.report.notice.fonts import INSTALL
from squatwatch.report.plain import plain
from squatwatch.scan import coverage
from squatwatch.store import Store


def notice(
    alert_ids: Annotated[
        list[str] | None,
        typer.Argument(help="Alerts of one owner: ids or beginnings 预警编号或其开头."),
    ] = None,
    group: Annotated[
        str | None, typer.Option(help="Of this filer group instead 就该申请人组出具.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="Whom it is for [the owner] 致送对象.")] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Without number and decision 草稿，不编号.")
    ] = False,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", help="The notice with its evidence, as ZIP 证据包."),
    ] = None,
    who: WhoOption = None,
    at: AtOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help="docx, pdf, md [by the suffix].")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, or a folder for all 文件或文件夹."),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Issue the notice to an owner of confirmed alerts 出具预警通知书.

    It takes the next number, and its alerts are notified from then on. Asked again, it is the
    same notice with the same number.
    """
    settings = settings_of(store=store, lang=lang)
    templates = _templates(settings)
    formats = _formats(output_format, output, bundle)
    asked = _asked(alert_ids, group, to, who, at, as_of, settings, is_draft=draft)
    with desk(settings, quiet=quiet) as opened:
        prepared = prepare(opened, asked, covered=_covered(opened), via=_centres(settings))
        # Made before it is issued: a mistake in a template takes no number.
        written = _rendered(prepared.notice, formats, settings.lang, output, templates)
        if bundle is not None:
            packed = evidence_bundle(opened, prepared.notice, _settable(quiet=quiet), templates)
        if not draft:
            record = issue(opened, prepared, templates)
            differs = prepared.earlier is not None and prepared.earlier.digest != record.digest
    if bundle is not None:
        write_bytes(bundle, packed)
    if bundle is None or output is not None:
        _write(written, output)
    _tell(prepared, settings.lang, differs=not draft and differs, quiet=quiet)


def _asked(
    alert_ids: Sequence[str] | None,
    group: str | None,
    to: str | None,
    who: str | None,
    at: str | None,
    as_of: str | None,
    settings: Settings,
    *,
    is_draft: bool,
) -> Asked:
    if bool(alert_ids) == bool(group):
        raise ConfigError(
            "a notice is about alerts or about a filer group",
            do="write 'squatwatch notice ALERT_ID' or 'squatwatch notice --group F0123456789'",
        )
    issuer = Issuer.of(settings.issuer)
    if not issuer.zh and not is_draft:
        raise ConfigError(
            "who issues notices is not told", do="set issuer in squatwatch.toml, or add --draft"
        )
    return Asked(
        alert_ids=tuple(alert_ids or ()),
        group=group or "",
        to=(to or "").strip(),
        issuer=issuer,
        as_of=as_of_day(as_of) if as_of else None,
        at=moment(at) if at else moment(None).astimezone(),
        who=person(who or os.environ.get(WHO_VARIABLE) or issuer.zh or DRAFT),
        second_reader=settings.second_reader == "yes",
        is_draft=is_draft,
    )


def _templates(settings: Settings) -> Path | None:
    """The folder of the centre's own templates; None for those that come with squatwatch."""
    if not settings.templates:
        return None
    folder = Path(settings.templates)
    if not folder.is_dir():
        raise ConfigError(
            f"the setting templates names no folder ({folder})", do="make it, or leave it empty"
        )
    return folder


def _covered(store: Store) -> Callable[[Sequence[Brand], date], Coverage]:
    return lambda brands, day: coverage(store, brands, store.forms(), day)


def _centres(settings: Settings) -> Callable[[Brand], str]:
    """The centre that cares for a brand's owner, by the table of regions."""
    routes = read_routes(Path(settings.regions)) if settings.regions else ()
    by_region = {route.region: route for route in routes}

    def centre(brand: Brand) -> str:
        route = by_region.get(region_for(brand.region, by_region))
        if route is None:
            return ""
        # What is no mail address may hold a token.
        contact = route.contact if route.channel == "smtp" else ""
        return " ".join(filter(None, (route.centre, contact)))

    return centre


# The files ---------------------------------------------------------------------------------------


def _formats(
    given: str | None, output: Path | None, bundle: Path | None
) -> tuple[NoticeFormat, ...]:
    """The format asked for, that of the file's suffix, or all for a folder."""
    into_folder = output is not None and _is_folder(output)
    if given is None and into_folder:
        return _settable(quiet=False)
    if given is None and output is None:
        return () if bundle is not None else ("md",)
    name = given or (output.suffix.lstrip(".").lower() if output else "")
    for known in NOTICE_FORMATS:
        if name == known:
            return (known,)
    asked = "--format" if given else f"the suffix of {output}"
    raise ConfigError(f"{asked} is {name!r}, not {', '.join(NOTICE_FORMATS)}")


def _settable(*, quiet: bool) -> tuple[NoticeFormat, ...]:
    """The formats that this machine can make; a PDF needs a font with Chinese characters."""
    if fonts_available() is not None:
        return NOTICE_FORMATS
    say(f"no PDF, for want of a font with Chinese characters: {INSTALL}", quiet=quiet)
    return tuple(name for name in NOTICE_FORMATS if name != "pdf")


def _is_folder(output: Path) -> bool:
    return output.is_dir() or not output.suffix


def _rendered(
    about: Notice,
    formats: Sequence[NoticeFormat],
    lang: Language,
    output: Path | None,
    templates: Path | None,
) -> dict[str, bytes]:
    """The files by name; into a folder each language goes by itself."""
    apart = output is not None and _is_folder(output) and lang == "both"
    wanted = NOTICE_LANGUAGES if apart else (lang,)
    return {
        file_name(about, name, one): notice_bytes(about, name, one, templates)
        for one in wanted
        for name in formats
    }


def _write(written: dict[str, bytes], output: Path | None) -> None:
    if output is not None and _is_folder(output):
        output.mkdir(parents=True, exist_ok=True)
        for name, data in written.items():
            write_bytes(output / name, data)
        return
    for name, data in written.items():
        emit(data, output, binary=not name.endswith(".md"))


def _tell(prepared: Prepared, lang: Language, *, differs: bool, quiet: bool) -> None:
    """The number, what is not as it was, and what a notice is not."""
    key = "note.notice_again" if prepared.earlier else "note.notice_issued"
    if prepared.notice.is_draft:
        key = "note.notice_draft"
    told = label(key, lang).format(number=prepared.notice.number)
    say(plain(told), quiet=quiet)
    if differs:
        say(label("note.notice_differs", lang))
    if prepared.left_out:
        say(label("note.notice_left_out", lang).format(count=prepared.left_out), quiet=quiet)
    say(label("note.disclaimer", lang), quiet=quiet)
