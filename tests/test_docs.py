"""The pages say what the program does, in both languages, and their links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from squatwatch import (
    RunResult,
    Store,
    alert_record,
    generate_forms,
    read_filings,
    read_watchlist,
    scan,
    watch,
)
from squatwatch.alerts.record import ALERT_SCHEMA_NAME
from squatwatch.assess.evidence.conduct import FULL_SURPRISE
from squatwatch.assess.evidence.goods import (
    BOTH_WAYS,
    MOST_RELATED,
    ONE_WAY,
    RARE_FROM_CHARACTERS,
    RARE_FROM_LETTERS,
)
from squatwatch.assess.evidence.nearness import CONFUSABLE, UNLIKE
from squatwatch.assess.evidence.rights import BEFORE_THE_OWNER_DAYS
from squatwatch.assess.evidence.timing import AFTER_DAYS, SOON_DAYS
from squatwatch.assess.evidence.words import COMMON_ZIPF, NEWS_ZIPF
from squatwatch.assess.fitting import READ
from squatwatch.assess.weights import evidence_kinds, limit
from squatwatch.cli.app import app
from squatwatch.config import ENVIRONMENT_PREFIX, Settings
from squatwatch.forms import translation
from squatwatch.forms.distinctiveness import distinctiveness
from squatwatch.forms.exonyms import exonym_forms
from squatwatch.forms.generator import FORMS_A_NAME, SYSTEMS
from squatwatch.forms.parts import parts_of
from squatwatch.forms.reading_back import read_back
from squatwatch.forms.readings import readings_of
from squatwatch.match import agreements
from squatwatch.model import FORM_KINDS, UNIT_SOURCES
from squatwatch.offices.exchange.headers import COLUMNS
from squatwatch.reference import table
from squatwatch.report.alerts_listing import table_row
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
FOLDERS_WITH_PAGES = (ROOT, ROOT / "data", DOCS, DOCS / "adr")
PAGES = sorted(page for folder in FOLDERS_WITH_PAGES for page in folder.glob("*.md"))
TRANSLATED = sorted(page for page in PAGES if page.name.endswith(".zh-CN.md"))
ONE_LANGUAGE = {"CHANGELOG.md"}
"""Pages beside those of docs/adr that are in English only."""

NAMES_NO_PARTY_MAY_GET = re.compile(r"squatters?\b|infringers?\b", re.IGNORECASE)
DICTIONARY = "common_words.csv"
MACHINE_PATH = re.compile(r"(?<![\w.:/*])/(?:work|home|root|tmp|Users|mnt)/|\b[A-Z]:\\")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

in_both_languages = pytest.mark.parametrize("suffix", [".md", ".zh-CN.md"])
on_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_code(page: Path) -> str:
    return FENCE.sub("", text_of(page))


def blocks(page: Path, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(text_of(page)) if found == language]


def headings(page: Path) -> list[tuple[int, str]]:
    found = re.findall(r"^(#+) (.+)$", without_code(page), re.MULTILINE)
    return [(len(signs), title) for signs, title in found]


def sections(page: Path) -> dict[str, str]:
    """The text below each heading, up to the next of the same depth or a higher one."""
    cut: dict[str, str] = {}
    parts = re.split(r"^(#+) (.+)$", text_of(page), flags=re.MULTILINE)[1:]
    triples = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    for at, (signs, title, body) in enumerate(triples):
        deeper = []
        for other, name, text in triples[at + 1 :]:
            if len(other) <= len(signs):
                break
            deeper.append(f"{name}{text}")
        cut[title] = "".join([body, *deeper])
    return cut


def cells(page: Path, columns: int) -> list[list[str]]:
    """The rows of the tables of a page that have so many columns."""
    lines = [line for line in without_code(page).splitlines() if line.startswith("| ")]
    rows = [re.split(r"(?<!\\)\|", line.strip())[1:-1] for line in lines]
    return [[cell.strip() for cell in row] for row in rows if len(row) == columns]


def computed(page: Path, what: str) -> list[list[str]]:
    """The rows of every table of a page that stands behind ``<!-- computed: what -->``."""
    marked = re.findall(
        rf"^<!-- computed: {what} -->\n\n((?:\|.*\n)+)", text_of(page), re.MULTILINE
    )
    lines = [line for table in marked for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def words_in_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


# Commands and options ------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the program by its full name, such as ``brands add``."""
    yield from _below("", typer.main.get_command(app))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield name, command
    for short, one in inner.items():
        yield from _below(f"{name} {short}".strip(), one)


COMMANDS = dict(commands())


def options(command: Any) -> set[str]:
    given = (item for item in command.params if item.param_type_name == "option")
    return {spelling for item in given for spelling in (*item.opts, *item.secondary_opts)}


@in_both_languages
def test_every_command_has_a_section_that_tells_its_options_and_no_others(suffix: str) -> None:
    found = sections(DOCS / f"commands{suffix}")
    for name, command in COMMANDS.items():
        assert name in found, f"docs/commands{suffix} has no section {name}"
        rows = re.findall(r"^\| (`-.+?) \|", found[name], re.MULTILINE)
        told = {spelling for cell in rows for spelling in words_in_code(cell)}
        assert told == options(command), f"docs/commands{suffix}, section {name}"


@in_both_languages
def test_every_setting_is_told_with_its_variable_and_default(suffix: str) -> None:
    rows = {words_in_code(row[0])[0]: row for row in cells(DOCS / f"commands{suffix}", 5)[1:]}
    for name, default in Settings().as_dict().items():
        variable = f"{ENVIRONMENT_PREFIX}{name.upper()}"
        option = f"--{name.replace('_', '-')}"
        told = [next(iter(words_in_code(cell)), "") for cell in rows.pop(name)[1:4]]
        assert told[0] in (option, "")  # not every setting is an option of a command
        assert told[1:] == [variable, default]
    assert not rows


@in_both_languages
@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_every_exit_code_is_told(suffix: str, code: str) -> None:
    for page in (DOCS / f"commands{suffix}", ROOT / f"README{suffix}"):
        assert code in [row[0] for row in cells(page, 2)]


def test_every_command_has_help() -> None:
    assert all(command.help for command in COMMANDS.values())


def shell_lines(page: Path) -> Iterator[list[str]]:
    """The words of every squatwatch command in the shell examples of a page."""
    for block in blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"\|\||&&|;", line):
                words = shlex.split(part, comments=True)
                if words[:1] == ["squatwatch"]:
                    yield words[1:]


@on_every_page
def test_the_commands_of_shell_examples_exist(page: Path) -> None:
    for words in shell_lines(page):
        if words == ["--help"]:
            continue
        name = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in COMMANDS), "")
        assert name, f"{page.name}: squatwatch {' '.join(words)}"
        given = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert given <= options(COMMANDS[name]) | {"--help"}, f"{page.name}: {' '.join(words)}"


# Tables and records ----------------------------------------------------------------------------


@in_both_languages
def test_every_piece_of_evidence_has_its_section(suffix: str) -> None:
    page = DOCS / f"evidence{suffix}"
    told = {title.strip("`"): body for title, body in sections(page).items() if title[0] == "`"}
    assert set(told) == set(evidence_kinds())
    for code, kind in evidence_kinds().items():
        weight = f"{kind.weight:+g}" if kind.weight else "0"
        if suffix == ".md":
            lines = [f"Weight: {weight}.", f"It says: {kind.text_en}"]
        else:
            lines = [f"权重：{weight}。", f"语句：{kind.text_zh}"]
        found = [line for line in told[code].splitlines() if line][:2]
        assert found == lines, f"{page.name}, {code}"


@in_both_languages
def test_the_sections_of_evidence_stand_in_the_order_of_the_families(suffix: str) -> None:
    titles = [title for _, title in headings(DOCS / f"evidence{suffix}") if title[0] == "`"]
    families = [evidence_kinds()[title.strip("`")].family for title in titles]
    seen = list(dict.fromkeys(families))
    assert families == [family for family in seen for other in families if other == family]


@in_both_languages
def test_the_constants_of_the_evidence_are_told(suffix: str) -> None:
    page = sections(DOCS / f"evidence{suffix}")
    constants: dict[str, list[float]] = {
        "near.confusable": [CONFUSABLE],
        "near.unlike": [UNLIKE],
        "word.local-common": [COMMON_ZIPF],
        "word.local": [NEWS_ZIPF, COMMON_ZIPF],
        "class.related": [MOST_RELATED, BOTH_WAYS, ONE_WAY],
        "class.unrelated-rare": [RARE_FROM_LETTERS, RARE_FROM_CHARACTERS],
        "time.before-owner": [BEFORE_THE_OWNER_DAYS],
        "time.soon-after-event": [SOON_DAYS],
        "time.after-event": [AFTER_DAYS],
        "filer.several-brands": [FULL_SURPRISE],
    }
    for code, values in constants.items():
        told = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", page[f"`{code}`"])}
        assert told.issuperset(values), f"docs/evidence{suffix}, {code}"
    assert f"{READ * 100:g} %" in text_of(DOCS / f"evidence{suffix}")


@in_both_languages
def test_every_limit_of_a_level_is_told(suffix: str) -> None:
    rows = {words_in_code(row[0])[0]: row[1] for row in cells(DOCS / f"evidence{suffix}", 3)[1:]}
    limits = set(table("levels")["name"])
    assert set(rows) == limits
    assert {name: float(value) for name, value in rows.items()} == {
        name: limit(name) for name in limits
    }


@in_both_languages
def test_every_column_of_the_exchange_file_is_explained_in_order(suffix: str) -> None:
    rows = cells(DOCS / f"exchange{suffix}", 4)[1:]
    assert tuple(words_in_code(row[0])[0] for row in rows) == COLUMNS
    assert all(row[2] and row[3] for row in rows)


@in_both_languages
def test_the_example_of_the_exchange_file_is_read(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / "filings.csv"
    file.write_text(blocks(DOCS / f"exchange{suffix}", "csv")[0], encoding="utf-8")
    [batch] = read_filings(file)
    assert batch.filings.height == 2
    assert not (batch.set_aside or batch.notes)


INNER = ("evidence", "windows", "responses", "precedents")
"""Keys of an alert that hold lists of objects."""


@in_both_languages
def test_every_key_of_an_alert_is_explained(suffix: str, demo: RunResult) -> None:
    page = sections(DOCS / f"alert-record{suffix}")
    record = next(
        record for record in map(alert_record, demo.alerts) if all(record[key] for key in INNER)
    )
    assert ALERT_SCHEMA_NAME in text_of(DOCS / f"alert-record{suffix}")
    expected = [list(record), list(record["matched"])]
    expected += [list(record[key][0]) for key in INNER]
    told = [re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE) for body in page.values()]
    assert [keys for keys in told[1:] if keys] == expected


@in_both_languages
def test_every_text_that_a_unit_can_be_from_is_told(suffix: str) -> None:
    [told] = [row[1] for row in cells(DOCS / f"alert-record{suffix}", 2) if "unit_source" in row[0]]
    assert words_in_code(told) == list(UNIT_SOURCES)


NOT_MADE = {"teochew", "hakka"}


@in_both_languages
def test_every_kind_of_form_that_is_made_is_explained(suffix: str) -> None:
    told = {kind for row in cells(DOCS / f"matching{suffix}", 3) for kind in words_in_code(row[0])}
    assert set(FORM_KINDS) - NOT_MADE <= told
    rows = [words_in_code(row[0]) for row in computed(DOCS / f"forms{suffix}", "kinds")]
    assert [kind for [kind] in rows] == [kind for kind in FORM_KINDS if kind not in NOT_MADE]
    brands = read_watchlist(ROOT / "data" / "watchlist.csv").brands
    assert not NOT_MADE & {form.kind for brand in brands for form in generate_forms(brand)}
    assert all(f"`{kind}`" in text_of(DOCS / f"forms{suffix}") for kind in NOT_MADE)


@in_both_languages
@pytest.mark.parametrize("page", ["README", "docs/forms"])
def test_the_systems_are_counted(page: str, suffix: str) -> None:
    # Names of places in other languages have no kind of their own.
    systems = [system for system in SYSTEMS if system is not exonym_forms]
    told = re.findall(r"(\d+) (?:systems|个系统)", text_of(ROOT / f"{page}{suffix}"))
    assert told
    assert {int(number) for number in told} == {len(systems)}


@in_both_languages
def test_every_package_is_in_the_picture(suffix: str) -> None:
    told = {row[1] for row in cells(DOCS / f"architecture{suffix}", 3)}
    named = {name.removesuffix(".py") for cell in told for name in words_in_code(cell)}
    inner = (ROOT / "squatwatch").iterdir()
    there = {item.stem for item in inner if (item / "__init__.py").exists() or item.suffix == ".py"}
    assert named == there - {"__init__"}


# Examples --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo() -> RunResult:
    """What ``make demo`` finds."""
    as_of = re.search(r"^AS_OF := (\S+)$", text_of(ROOT / "Makefile"), re.MULTILINE)
    assert as_of
    with Store.in_memory() as store:
        watch(store, read_watchlist(ROOT / "data" / "watchlist.csv").brands)
        for batch in read_filings(ROOT / "data" / "cases.csv"):
            store.put_filings(batch.filings)
        return scan(store, as_of=date.fromisoformat(as_of[1]))


@in_both_languages
def test_the_demo_finds_what_the_readme_shows(suffix: str, demo: RunResult) -> None:
    lang: Any = "en" if suffix == ".md" else "zh"
    shown = cells(ROOT / f"README{suffix}", 6)[1:]
    real = [(alert, table_row(alert, lang)) for alert in demo.alerts]
    assert len(shown) == 5
    for *row, why in shown:
        found = [
            alert.assessment.evidence
            for alert, one in real
            if [one[key] for key in ("level", "brand", "office", "mark", "applicants")] == row
        ]
        assert len(found) == 1, f"README{suffix}: {row} is not what the demo finds"
        assert why in [item.text_en if lang == "en" else item.text_zh for item in found[0]]


@in_both_languages
def test_the_readme_counts_the_demo_data(suffix: str, demo: RunResult) -> None:
    sentence = next(
        line for line in text_of(ROOT / f"README{suffix}").splitlines() if "(data/README" in line
    )
    told = {int(number) for number in re.findall(r"\d+", sentence)}
    assert told == {demo.coverage.brands, demo.coverage.filings}


@in_both_languages
def test_the_first_watch_list_works_as_shown(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ROOT / f"README{suffix}"
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(app, ["init"]).exit_code == 0
    for name, content in zip(("brands.csv", "filings.csv"), blocks(page, "csv"), strict=True):
        Path(name).write_text(content, encoding="utf-8")
    shown = next(block for block in blocks(page, "sh") if "brands import" in block)
    ended = [runner.invoke(app, shlex.split(line)[1:]) for line in shown.splitlines()]
    assert [result.exit_code for result in ended] == [0, 0, 1, 0]
    assert ended[-1].stdout.startswith(blocks(page, "text")[0])


@in_both_languages
def test_the_examples_of_matching_are_what_the_relation_says(suffix: str) -> None:
    rows = [row for row in cells(DOCS / f"matching{suffix}", 3) if row[0].count("`") == 2]
    examples = [row for row in rows if row[1].startswith("`") and row[1].count("`") == 2]
    computed = [row for row in examples if row[2] == "-" or re.search(r" \d$", row[2])]
    assert len(computed) > 15
    for form, text, told in computed:
        spelled = joined(normalize(form.strip("`")))
        found = sorted(agreements(spelled, script_of(spelled), normalize(text.strip("`"))))
        said = "; ".join(f"`{item.relation}` {item.unit} {item.edits}" for item in found) or "-"
        assert told == said, f"docs/matching{suffix}: {form} {text}"


def numbers(cell: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", cell)]


@in_both_languages
def test_the_first_form_of_every_kind_is_what_is_made(suffix: str) -> None:
    for kind, _, _, weight, name, form in computed(DOCS / f"forms{suffix}", "kinds"):
        first = next(made for made in generate_forms(name) if f"`{made.kind}`" == kind)
        assert (f"`{first.form}`", f"{first.weight:g}") == (form, weight)


@in_both_languages
def test_the_examples_of_forms_are_what_is_made(suffix: str) -> None:
    rows = computed(DOCS / f"forms{suffix}", "examples")
    assert len(rows) > 25
    for name, kind, forms, weights in rows:
        told = list(zip(words_in_code(forms), numbers(weights), strict=True))
        made = [form for form in generate_forms(name) if f"`{form.kind}`" == kind]
        assert told == [(form.form, form.weight) for form in made][: len(told)], f"{name} {kind}"


def test_the_examples_of_forms_use_the_names_that_need_no_dictionary() -> None:
    rows = computed(DOCS / "forms.md", "examples")
    translated = [row for row in rows if "translation" in row[1]]
    sources = [
        form.source
        for name, kind, forms, _ in translated
        for form in generate_forms(name)
        if f"`{form.kind}`" == kind and form.form in words_in_code(forms)
    ]
    assert sources
    assert not any("CEDICT" in source for source in sources), translation.available()


@in_both_languages
def test_the_examples_of_readings_are_what_is_read(suffix: str) -> None:
    rows = computed(DOCS / f"forms{suffix}", "readings")
    assert rows
    for name, told, source in rows:
        found = readings_of(name)
        assert words_in_code(told) == [" ".join(reading.syllables) for reading in found]
        assert source == found[0].source


@in_both_languages
def test_the_examples_of_parts_are_how_names_are_cut(suffix: str) -> None:
    rows = computed(DOCS / f"forms{suffix}", "parts")
    assert rows
    for name, told in rows:
        found = [(part.text, part.part) for part in parts_of(name)[1:]]
        assert re.findall(r"(\w+) `(\w+)`", told) == found


@in_both_languages
def test_the_examples_of_distinctiveness_are_its_values(suffix: str) -> None:
    rows = computed(DOCS / f"forms{suffix}", "distinctiveness")
    assert rows
    for form, value, needs_more in rows:
        found = distinctiveness(form.strip("`"), script_of(form.strip("`")))
        assert (f"{found.value:g}", found.needs_more) == (value, needs_more != "-")


@in_both_languages
@pytest.mark.parametrize("page", ["forms", "matching"])
def test_the_examples_of_reading_back_are_what_is_read(page: str, suffix: str) -> None:
    rows = computed(DOCS / f"{page}{suffix}", "reading back")
    assert rows
    for text, latin, weights in rows:
        told = list(zip(words_in_code(latin), numbers(weights), strict=True))
        assert told == [(found.latin, found.weight) for found in read_back(text.strip("`"))]


@in_both_languages
def test_the_limit_of_forms_a_name_is_told(suffix: str) -> None:
    limit_told = re.search(
        r"at most (\d+) forms|至多 (\d+) 个形式", text_of(DOCS / f"forms{suffix}")
    )
    assert limit_told
    assert int(limit_told[1] or limit_told[2]) == FORMS_A_NAME


@in_both_languages
def test_the_readme_shows_forms_that_are_made(suffix: str) -> None:
    lang = "en" if suffix == ".md" else "zh"
    ended = CliRunner().invoke(app, ["forms", "王老吉", "--lang", lang])
    printed = [line.split("\t") for line in ended.stdout.splitlines()[1:]]
    made = [[kind, form, weight, source] for _, kind, form, weight, _, source in printed]
    shown = cells(ROOT / f"README{suffix}", 4)[1:]
    assert len(shown) > 5
    assert [row for row in made if row in shown] == shown


@in_both_languages
def test_the_examples_of_normalising_are_what_it_does(suffix: str) -> None:
    rows = [row for row in cells(DOCS / f"matching{suffix}", 2) if row[0].startswith("`")]
    assert len(rows) > 3
    for text, normalized in rows:
        assert normalize(text.strip("`")) == normalized.strip("`")


@in_both_languages
def test_the_example_of_the_python_interface_runs(
    suffix: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    [example] = blocks(DOCS / f"architecture{suffix}", "python")
    exec(compile(example, "architecture", "exec"), {})  # noqa: S102 - our own page
    assert re.fullmatch(r"\d+ \d+\n", capsys.readouterr().out)


# Both languages, links, words --------------------------------------------------------------------


def english_of(page: Path) -> Path:
    return page.with_name(page.name.replace(".zh-CN.md", ".md"))


def test_every_page_is_there_in_both_languages() -> None:
    english = [page for page in PAGES if page not in TRANSLATED and page.parent.name != "adr"]
    alone = {page.name for page in english if page.with_suffix(".zh-CN.md") not in TRANSLATED}
    assert alone == ONE_LANGUAGE
    assert all(english_of(page) in PAGES for page in TRANSLATED)


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: str(page.relative_to(ROOT)))
def test_both_languages_have_the_same_build(page: Path) -> None:
    here, there = headings(page), headings(english_of(page))
    assert [depth for depth, _ in here] == [depth for depth, _ in there]
    languages = [
        [language for language, _ in FENCE.findall(text_of(one))]
        for one in (page, english_of(page))
    ]
    assert languages[0] == languages[1]
    rows = [
        sum(line.startswith("|") for line in text_of(one).splitlines())
        for one in (page, english_of(page))
    ]
    assert rows[0] == rows[1]


def slug(title: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


@on_every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), f"{page.name}: {target}"
        assert other.is_relative_to(ROOT), f"{page.name}: {target}"
        if anchor:
            assert anchor in [slug(title) for _, title in headings(other)], f"{page.name}: {target}"


@on_every_page
def test_no_page_names_a_path_of_one_machine(page: Path) -> None:
    assert not MACHINE_PATH.search(text_of(page))


def test_decisions_are_all_in_the_index() -> None:
    decisions = {page.name for page in (DOCS / "adr").glob("0*.md")}
    index = re.findall(r"\]\((0[^)]+)\)", text_of(DOCS / "adr" / "README.md"))
    assert set(index) == decisions
    assert [int(name[:4]) for name in index] == list(range(1, len(index) + 1))
    for name in index:
        titles = [title for depth, title in headings(DOCS / "adr" / name) if depth == 2]
        assert titles == ["Context", "Decision", "Consequences"]


def test_the_licence_is_the_one_that_is_declared() -> None:
    text = text_of(ROOT / "LICENSE")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def told_to_people() -> Iterator[Path]:
    """Files whose words reach those who read the output or the demo data."""
    yield from (
        file
        for folder in ("report", "notify")
        for file in (ROOT / "squatwatch" / folder).glob("**/templates/**/*")
        if file.is_file()
    )
    yield from (
        file
        for file in (ROOT / "squatwatch" / "reference").glob("*.csv")
        if file.name != DICTIONARY
    )
    yield from (ROOT / "data").rglob("*.csv")


def test_no_output_calls_a_party_by_a_name_that_only_a_court_may_give() -> None:
    files = list(told_to_people())
    assert len(files) > 10
    for file in files:
        found = NAMES_NO_PARTY_MAY_GET.search(text_of(file))
        assert not found, f"{file.relative_to(ROOT)} says {found and found[0]}"


def test_no_output_of_the_demo_does_either(demo: RunResult) -> None:
    told = json.dumps([alert_record(alert) for alert in demo.alerts], ensure_ascii=False)
    assert not NAMES_NO_PARTY_MAY_GET.search(told)


@in_both_languages
def test_the_examples_of_rests_are_what_is_left(suffix: str) -> None:
    rows = computed(DOCS / f"matching{suffix}", "rests")
    assert rows
    for _, *told in rows:
        whole, *rests = [words_in_code(cell)[0] for cell in told]
        assert rests == [whole[:place] + whole[place + 1 :] for place in range(len(whole))]
