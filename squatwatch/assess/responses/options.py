"""Which ways to respond a filing leaves its brand's owner, the most useful first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from squatwatch.assess.priority import open_priority
from squatwatch.assess.responses.holdings import Holdings, holdings, is_earlier
from squatwatch.assess.responses.law import Law, Way, law_of
from squatwatch.assess.responses.stages import At, Chance, chance, opposition, stage_at
from squatwatch.assess.responses.wording import Said, named, sentence, told
from squatwatch.model import Brand, Filing, Response, ResponseOption, Right, Standing, Window

PARTNER_CODES = frozenset({"filer.partner"})
"""Evidence that says that the filing is one of an agent or partner."""

_ORDER: tuple[ResponseOption, ...] = (
    "opposition", "earlier-right", "agent-filing", "priority-filing", "observations", "invalidity",
    "own-filing", "well-known", "copyright", "non-use", "expungement", "negotiation", "monitor",
)  # fmt: skip
_WITHOUT_TIME: tuple[ResponseOption, ...] = ("negotiation", "monitor")
_PRESSING: tuple[ResponseOption, ...] = (
    "opposition", "earlier-right", "agent-filing", "invalidity",
)  # fmt: skip
"""What is told of a designation even where its record cannot say whether it is possible."""
_AFTER_THE_END: tuple[ResponseOption, ...] = ("priority-filing", "own-filing", "monitor")
_GROUPS: tuple[Standing | Literal["talks"], ...] = ("now", "later", "unknown", "talks", "over")
_SUREST_FIRST = ("high", "medium", "low")
_KINDS_WITH_DEVICE = ("figurative", "combined", "3d")


@dataclass(frozen=True, slots=True)
class _Case:
    """A filing at one office, with all that the choice of responses rests on."""

    filing: Filing
    brand: Brand
    window: Window
    law: Law
    at: At
    as_of: date
    codes: Collection[str]
    held: Holdings
    first: tuple[Right, date] | None
    """The owner's right whose priority is still open there, and its last day."""

    @property
    def office(self) -> str:
        return self.window.office


def responses_of(
    filing: Filing,
    brand: Brand,
    rights: Sequence[Right],
    windows: Sequence[Window],
    as_of: date,
    *,
    codes: Collection[str] = (),
) -> tuple[Response, ...]:
    """The ways to respond to a filing on a day, at each office that a window names.

    ``rights`` of other brands are passed over; ``codes`` are those of the evidence:
    ``filer.partner`` brings in what can be done against an agent's filing. What is open now comes
    first, then what opens later, what is not known, talks and watching, and last what is over.
    A filing that has ended leaves an own application and watching. Never empty when ``windows`` is
    not, never raises for missing or contradicting dates: what cannot be told stands as unknown.

    >>> from squatwatch.assess.windows import windows_of
    >>> filing = Filing("GB", "UK1", status="published", publication_date=date(2026, 1, 2))
    >>> windows = windows_of(filing, date(2026, 2, 1))
    >>> found = responses_of(filing, Brand("brand"), [], windows, date(2026, 2, 1))
    >>> found[0].option, found[0].standing, found[0].closes
    ('opposition', 'now', datetime.date(2026, 3, 2))
    """
    own = [right for right in rights if right.brand_id == brand.brand_id]
    found = [
        response
        for window in windows
        for response in _at_office(_case(filing, brand, own, window, as_of, codes))
    ]
    once = _told_once(found)
    offices = [window.office for window in windows]
    return tuple(sorted(once, key=lambda response: _most_useful_first(response, offices)))


def _case(
    filing: Filing,
    brand: Brand,
    rights: Sequence[Right],
    window: Window,
    as_of: date,
    codes: Collection[str],
) -> _Case:
    law = law_of(window.office)
    compared = next((way.characters for way in law.ways if way.characters), "")
    return _Case(
        filing=filing,
        brand=brand,
        window=window,
        law=law,
        at=stage_at(filing, window.office),
        as_of=as_of,
        codes=codes,
        held=holdings(filing, rights, law.acting, compared),
        first=open_priority(rights, law.acting, as_of),
    )


def _at_office(case: _Case) -> Iterator[Response]:
    opposing = _opposing(case)
    for way in case.law.ways:
        if case.at == "ended" and way.option not in _AFTER_THE_END:
            continue
        response = _response(case, way, opposing)
        if response is not None:
            yield response


def _opposing(case: _Case) -> Chance | None:
    """What opposition is worth; None where the office has none."""
    [way] = case.law.ways_of("opposition")
    international = case.at == "designated" or bool(case.filing.ir_number)
    rule = case.law.standing("madrid" if international else "national")
    if way.stage == "none" or rule == "none":
        return None
    return opposition(case.window, case.filing, case.at, rule, case.as_of, way)


def _response(case: _Case, way: Way, opposing: Chance | None) -> Response | None:
    """The response that a way gives; None where it does not come into question."""
    if way.option == "priority-filing":
        return _priority_filing(case, way)
    found = chance(way, opposing, case.filing, case.at, case.office, case.as_of)
    if found is None or not _in_question(case, way):
        return None
    if way.option == "well-known" and not (way.of_its_own or case.law.well_known):
        found = Chance("unknown")
    if case.at == "designated" and found.standing == "unknown" and way.option not in _PRESSING:
        return None
    return _made(case, way, found, _rests_on(case, way), _added(case, way))


def _in_question(case: _Case, way: Way) -> bool:
    """Whether the brand and the filing give a reason for a way."""
    match way.option:
        case "agent-filing":
            return bool(PARTNER_CODES & set(case.codes))
        case "earlier-right":
            return bool(case.held.earlier or case.held.undated)
        case "copyright":
            device = case.filing.vienna_codes or case.filing.mark_kind in _KINDS_WITH_DEVICE
            return bool(device or case.brand.vienna)
        case "own-filing":
            return case.first is None and (not case.held.here or bool(_uncovered(case)))
        case _:
            return True


def _rests_on(case: _Case, way: Way) -> tuple[Right, ...]:
    match way.option:
        case "earlier-right":
            return case.held.earlier or case.held.undated
        case "agent-filing":
            return case.held.anywhere
        case _:
            return ()


def _added(case: _Case, way: Way) -> Iterator[Said]:
    """What is said of a way beside its standing."""
    yield Said(way.ground_en, way.ground_zh)
    held = case.held
    if way.option == "opposition" and way.who.startswith("owner of earlier"):
        if held.unlike:
            yield sentence("added.unlike", rights=named(held.unlike))
        if not (held.earlier or held.undated):
            yield sentence("added.no_right")
    if way.option == "earlier-right" and not held.earlier:
        yield sentence("added.undated", rights=named(held.undated))
    if way.option == "agent-filing" and not held.anywhere:
        yield sentence("added.needs_older")
    if way.option == "own-filing" and held.here:
        classes = " ".join(str(number) for number in _uncovered(case))
        yield sentence("added.classes", rights=named(held.here), classes=classes)
    if way.option in ("opposition", "invalidity") and not (way.statute or way.ground_en):
        yield sentence("added.no_law")


def _priority_filing(case: _Case, way: Way) -> Response | None:
    """An own application while the six months of priority still run."""
    if case.first is None:
        return None
    right, day = case.first
    dated = case.filing.priority_date or case.filing.filing_date
    behind = "added.behind" if dated else "added.rank"
    rank = "added.ahead" if is_earlier(right, case.filing) else behind
    filed = right.filing_date.isoformat() if right.filing_date else ""
    return _made(case, way, Chance("now", day), (right,), [sentence(rank, filed=filed)])


def _made(
    case: _Case, way: Way, found: Chance, rests_on: Sequence[Right], added: Iterable[Said]
) -> Response:
    of_window = way.option == "opposition"
    confidence = _confidence(case, way, found)
    said = told(way.option, rests_on, found, confidence, added)
    source, as_of = _source(case, way)
    return Response(
        office=case.office,
        option=way.option,
        standing=found.standing,
        text_en=said.en,
        text_zh=said.zh,
        ground=way.statute,
        who=way.who,
        limit=case.window.rule if of_window else way.limit,
        closes=found.day if found.awaits != "date" else None,
        rests_on=tuple(f"{right.office} {right.number}" for right in rests_on),
        source=source,
        as_of=as_of,
        confidence=confidence,
    )


def _source(case: _Case, way: Way) -> tuple[str, str]:
    """Where a way is known from, and how old that is; of opposition that of the window."""
    if way.option == "opposition" and case.window.source:
        return case.window.source, case.window.as_of
    if not (way.statute or way.ground_en or way.who or way.limit):
        return "not in the table", ""
    return way.source or way.source_kind.replace("_", " "), way.as_of


def _confidence(case: _Case, way: Way, found: Chance) -> str:
    """Never surer than the row, nor than the window where the day is the window's."""
    by_window = way.stage in ("both", "before-close", "pending")
    if way.option == "opposition" and found.day:
        return case.window.confidence
    return max(
        way.confidence,
        case.window.confidence if by_window and found.day else "high",
        key=_SUREST_FIRST.index,
    )


def _uncovered(case: _Case) -> tuple[int, ...]:
    """The classes of the filing that no live right of the owner at the office covers."""
    covered = {number for right in case.held.here for number in right.classes}
    return tuple(number for number in case.filing.classes if number not in covered)


def _told_once(found: Sequence[Response]) -> list[Response]:
    """Talks and watching are about the filing, not about each office it names."""
    kept: list[Response] = []
    seen: set[ResponseOption] = set()
    for response in found:
        if response.option in seen and response.option in _WITHOUT_TIME:
            continue
        seen.add(response.option)
        kept.append(response)
    return kept


def _most_useful_first(response: Response, offices: Sequence[str]) -> tuple[int, int, date, int]:
    waits = response.option in _WITHOUT_TIME
    group = _GROUPS.index("talks" if waits else response.standing)
    ends = response.closes or date.max
    return group, _ORDER.index(response.option), ends, offices.index(response.office)
