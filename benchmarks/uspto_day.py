"""A generated day of the USPTO: case files of the real shape and size, made from a seed.

Every name, number and sentence is invented. What is as in real files is the shape: the document
type in front, one element a line and indented, 48 flags in the header, the whole history of owners
and events, statements of every type. A case has about 14 KB, most of them flags and events.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 20260115
FIRST_SERIAL = 97_000_000
SYLLABLES = (
    "hong", "li", "mei", "tai", "an", "xin", "rui", "fu", "kang", "bao",
    "long", "jia", "yu", "shan", "hua", "sheng", "da", "tong", "wei", "le",
)  # fmt: skip
ENDINGS = ("Co., Ltd.", "LLC", "Inc.", "GmbH", "Trading Limited", "Technology Co., Ltd.")
MEANINGS = ("red pear", "quiet river", "tall pine", "new dawn", "jade hill", "long road")
GOODS = (
    "Footwear; hats; belts [ leather ]; socks", "Computer software for the sorting of fruit",
    "Tea; *iced tea;* coffee ((except decaffeinated coffee))", "Toys; building blocks; kites",
    "Retail store services featuring kitchen knives; wholesale of lamps",
    "Bicycles; wheels & bells",
)  # fmt: skip
EVENTS = (
    ("NWAP", "I", "NEW APPLICATION ENTERED"), ("DOCK", "D", "ASSIGNED TO EXAMINER"),
    ("NWOS", "I", "NEW APPLICATION OFFICE SUPPLIED DATA ENTERED"),
    ("CNRT", "R", "NON-FINAL ACTION WRITTEN"), ("GNRT", "O", "NOTIFICATION OF NON-FINAL ACTION"),
    ("TROA", "I", "TEAS RESPONSE TO OFFICE ACTION RECEIVED"), ("CNSA", "O", "APPROVED FOR PUB"),
    ("NPUB", "O", "NOTIFICATION OF NOTICE OF PUBLICATION E-MAILED"),
    ("PUBO", "A", "PUBLISHED FOR OPPOSITION"), ("R.PR", "A", "REGISTERED-PRINCIPAL REGISTER"),
    ("ASGN", "I", "ASSIGNMENT OF OWNERSHIP NOT UPDATED AUTOMATICALLY"),
    ("CHAN", "I", "APPLICANT/CORRESPONDENCE CHANGES (NON-RESPONSIVE) ENTERED"),
)  # fmt: skip
FLAGS = (
    "principal-register-amended", "supplemental-register-amended", "trademark",
    "collective-trademark", "service-mark", "collective-service-mark",
    "collective-membership-mark", "certification-mark", "cancellation-pending",
    "published-concurrent", "concurrent-use", "concurrent-use-proceeding", "interference-pending",
    "opposition-pending", "section-12c", "section-2f", "section-2f-in-part", "renewal-filed",
    "section-8-filed", "section-8-partial-accept", "section-8-accepted",
    "section-15-acknowledged", "section-15-filed", "supplemental-register", "foreign-priority",
    "change-registration", "intent-to-use", "intent-to-use-current", "filed-as-use-application",
    "amended-to-use-application", "use-application-currently", "amended-to-itu-application",
    "filing-basis-filed-as-44d", "amended-to-44d-application", "filing-basis-current-44d",
    "filing-basis-filed-as-44e", "filing-basis-current-44e", "amended-to-44e-application",
    "without-basis-currently", "filing-current-no-basis", "color-drawing-filed",
    "color-drawing-current", "drawing-3d-filed", "drawing-3d-current",
    "standard-characters-claimed", "filing-basis-filed-as-66a", "filing-basis-current-66a",
)  # fmt: skip
STATUSES = ("630", "641", "686", "688", "700", "702", "710", "800", "602", "774")
US_CLASSES = ("002", "005", "022", "023", "029", "037", "038", "050")
TAIL = "</file-segments></application-information></trademark-applications-daily>\n"


def write_day(path: Path, cases: int, *, seed: int = SEED, first: int = FIRST_SERIAL) -> int:
    """Write a day of so many cases, one after the other; the bytes written."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_prolog())
        file.write("<action-keys><action-key>TX</action-key>\n")
        file.writelines(generated_cases(cases, seed=seed, first=first))
        file.write(f"</action-keys>{TAIL}")
    return path.stat().st_size


def generated_cases(cases: int, *, seed: int = SEED, first: int = FIRST_SERIAL) -> Iterator[str]:
    """The case files as text; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - a generator of samples
    for number in range(cases):
        yield _case(chance, first + number)


def _prolog() -> str:
    """An XML declaration and a document type of 14 KB, as real files have."""
    names = [f"{flag}-in" for flag in FLAGS]
    remarks = "\n".join(
        f"<!-- generated: what {name} says of the mark: T or F -->" for name in names
    )
    declared = "\n".join(f"<!ELEMENT {name} (#PCDATA)>" for name in ("case-file", *names))
    filler = "<!-- generated, as long as the real one\n" + f"{'. ' * 40}\n" * 80 + "-->"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE trademark-applications-daily [\n'
        f"{remarks}\n{declared}\n{filler}\n]>\n"
        "<trademark-applications-daily><version><version-no>2.0</version-no>"
        "<version-date>20041108</version-date></version>"
        "<creation-datetime>202601150100</creation-datetime><application-information>"
        "<file-segments><file-segment>TRMK</file-segment>\n"
    )


def _case(chance: Random, serial: int) -> str:
    kind = chance.random()
    if kind < 0.01:
        return _stub(chance, serial)
    groups = [
        _header(chance),
        _group("case-file-statements", _statements(chance)),
        _group("case-file-event-statements", _events(chance, 1 if kind < 0.05 else 20)),
        _group("foreign-applications", _foreign(chance)) if kind > 0.85 else "",
        _group("classifications", _classes(chance)),
        _element(4, "correspondent", _fields(5, {
            "address-1": _company(chance), "address-2": f"{serial % 900} Orchard Road",
            "address-3": "Shenzhen, 518000", "address-4": "China",
        })),
        _group("case-file-owners", _owners(chance)),
        _group("design-searches", "".join(
            _element(5, "design-search", _fields(6, {"code": f"{chance.randrange(10**5):06}"}))
            for _ in range(chance.randrange(4))
        )),
        _international(chance, serial) if kind > 0.95 else "",
    ]  # fmt: skip
    registered = f"{serial - 90_000_000:07}" if chance.random() < 0.5 else "0000000"
    return _element(3, "case-file", _numbers(serial, registered) + "".join(groups))


def _stub(chance: Random, serial: int) -> str:
    """A record that names only its status, as annual files have."""
    header = _fields(5, {"status-code": chance.choice(STATUSES), "status-date": _day(chance)})
    body = _numbers(serial, "0000000") + _element(4, "case-file-header", header)
    return _element(3, "case-file", body)


def _numbers(serial: int, registration: str) -> str:
    return _fields(4, {
        "serial-number": str(serial), "registration-number": registration,
        "transaction-date": "20260114",
    })  # fmt: skip


def _header(chance: Random) -> str:
    mark = " ".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))).upper()
    flags = "".join(f"{_indent(5)}<{flag}-in>F</{flag}-in>\n" for flag in FLAGS)
    fields = _fields(5, {
        "filing-date": _day(chance), "status-code": chance.choice(STATUSES),
        "status-date": _day(chance),
        "mark-identification": mark if chance.random() < 0.9 else "",
        "mark-drawing-code": chance.choice(("4", "4", "3", "2", "5", "0")),
        "published-for-opposition-date": _day(chance), "attorney-name": _company(chance),
    })  # fmt: skip
    place = "<location-date>20260114</location-date><employee-name>EXAMPLE</employee-name>"
    return _element(4, "case-file-header", f"{fields}{flags}{_indent(5)}{place}\n")


def _statements(chance: Random) -> str:
    sound = " ".join(chance.choices(SYLLABLES, k=2)).upper()
    meaning = chance.choice(MEANINGS)
    said = [
        ("GS0251", chance.choice(GOODS) * chance.randint(1, 8)),
        ("DM0000", "The mark consists of generated letters above a drawing of a fruit bowl."),
        ("CC0000", "Color is not claimed as a feature of the mark."),
        ("DS0000", f'"{sound}"'),
    ]
    if chance.random() < 0.3:
        said.append(("PM0001", sound))
    if chance.random() < 0.08:
        says = f'The non-Latin characters in the mark transliterate to "{sound}" and this means '
        said.append(("TLIT00", f'{says}"{meaning}" in English.'))
        said.append(("TR0010", f'The English translation of "{sound}" in the mark is "{meaning}".'))
    return "".join(
        _element(5, "case-file-statement", _fields(6, {"type-code": code, "text": text}))
        for code, text in said
    )


def _events(chance: Random, most: int) -> str:
    found = []
    for number in range(1, chance.randint((most + 1) // 2, most) + 1):
        code, kind, text = chance.choice(EVENTS)
        fields = {"code": code, "type": kind, "description-text": text, "date": _day(chance)}
        body = _fields(6, {**fields, "number": str(number)})
        found.append(_element(5, "case-file-event-statement", body))
    return "".join(found)


def _foreign(chance: Random) -> str:
    fields = {
        "filing-date": _day(chance), "entry-number": "1", "country": "CN",
        "application-number": str(chance.randrange(10**8)), "foreign-priority-claim-in": "T",
    }  # fmt: skip
    return _element(5, "foreign-application", _fields(6, fields))


def _classes(chance: Random) -> str:
    found = []
    for nice in sorted(chance.sample(range(1, 46), k=chance.choice((1, 1, 1, 2, 4)))):
        codes = _fields(6, {"international-code": f"{nice:03}"})
        codes += "".join(_fields(6, {"us-code": code}) for code in US_CLASSES)
        rest = {"status-code": "6", "status-date": _day(chance), "primary-code": f"{nice:03}"}
        found.append(_element(5, "classification", codes + _fields(6, rest)))
    return "".join(found)


def _owners(chance: Random) -> str:
    found = []
    for kind in ("30", "20", "10")[-chance.randint(1, 3) :]:
        number = _fields(6, {"entry-number": "1", "party-type": kind})
        number += _element(6, "nationality", "<country>CN</country>\n")
        fields = {
            "legal-entity-type-code": "03", "party-name": _company(chance),
            "address-1": f"{chance.randrange(1, 999)} Orchard Road", "city": "Shenzhen",
            "country": "CN", "postcode": "518000",
        }  # fmt: skip
        found.append(_element(5, "case-file-owner", number + _fields(6, fields)))
    return "".join(found)


def _international(chance: Random, serial: int) -> str:
    return _element(4, "international-registration", _fields(5, {
        "international-registration-number": str(serial % 10**7),
        "international-registration-date": _day(chance), "priority-claimed-in": "T",
        "priority-claimed-date": _day(chance), "first-refusal-in": "F",
    }))  # fmt: skip


def _company(chance: Random) -> str:
    name = "".join(chance.choices(SYLLABLES, k=2)).capitalize()
    return f"{name} {chance.choice(('Fruit', 'Lamp', 'Tea'))} {chance.choice(ENDINGS)}".replace(
        "&", "&amp;"
    )


def _day(chance: Random) -> str:
    return f"{date(2015, 1, 1) + timedelta(days=chance.randrange(4000)):%Y%m%d}"


def _group(name: str, body: str) -> str:
    return _element(4, name, body) if body else ""


def _fields(depth: int, fields: dict[str, str]) -> str:
    indent = _indent(depth)
    texts = ((name, value.replace("&", "&amp;")) for name, value in fields.items())
    return "".join(f"{indent}<{name}>{text}</{name}>\n" for name, text in texts)


def _element(depth: int, name: str, body: str) -> str:
    indent = _indent(depth)
    return f"{indent}<{name}>\n{body}{indent}</{name}>\n"


def _indent(depth: int) -> str:
    return "    " * (depth + 1)
