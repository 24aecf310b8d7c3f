"""Taking one person's data out of the store, for good.

The filings stay, found by their numbers, with a mark in the place of the name. A digest of the
name stays as well, so that a file that brings it again is masked as it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from squatwatch.errors import DataError
from squatwatch.model import Decision
from squatwatch.store import alerts
from squatwatch.store.connection import Connection, first, query, temporary
from squatwatch.store.filings import DIGEST
from squatwatch.store.masking import (
    ERASED,
    PERSON,
    mask_filings,
    mask_named,
    masked_filings,
    masked_people,
    name_digest,
    names_one,
)

FREE_TEXTS = (
    ("set_aside", "reason"), ("outbox", "content"), ("outbox", "recipient"),
    ("outbox", "last_error"), ("notice", "addressee"), ("sweep", "told"),
    ("reported_filing", "note"), ("run", "summary"), ("run", "settings"),
)  # fmt: skip
"""Columns of text or JSON in which a name may stand among other words."""
OF_THE_MARK = ("mark_text", "description", "transliteration", "translation", "office_reading")
"""What is compared with brands; a name in it is a trademark's, and stays."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whose data are sought: the name as given, and as the store spells it.

    ``addresses`` are those that stand beside the name, ``keys`` those by which the filer and its
    addresses stand in pairs, which the caller makes.
    """

    name: str
    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def person(connection: Connection, name: str) -> Person:
    """A person as the store knows one.

    Raises ``DataError`` for a name in which no letter is.
    """
    if not _is_text(name) or first(connection, f"select {_digest(name)} = sha256('')")[0]:
        raise DataError("that is no name", where=repr(name), do="give it as the register has it")
    people = query(connection, f"{_SPELLED} = {_digest(name)}")
    addresses = people["address"].drop_nulls().unique().sort()
    return Person(name, tuple(sorted({name, *people["name"]})), tuple(addresses))


_SPELLED = f"""
    select distinct one.name as name, one.address as address from (
        select unnest(applicants) as one from filing
        union all select unnest(from_json(old, {PERSON})) from filing_change
        where field = 'applicants' and old is not null
        union all select unnest(from_json(new, {PERSON})) from filing_change
        where field = 'applicants' and new is not null
        union all select struct_pack(name := name, country := country, address := address)
        from applicant_key
        union all select struct_pack(name := one, country := null, address := null)
        from (select unnest(applicants) as one from alert)
        union all select struct_pack(name := representative, country := null, address := null)
        from filing
    ) where {name_digest("one.name")}
"""  # noqa: S608 - our own columns


def held(connection: Connection, found: Person) -> dict[str, int]:
    """How many rows of each table would change or go; nothing is changed."""
    connection.begin()
    try:
        return _erase(connection, found)
    finally:
        connection.rollback()


def erase(connection: Connection, found: Person) -> dict[str, int]:
    """Erase a person's data, in the transaction of the caller; rows changed or gone by table."""
    connection.execute(
        f"insert into erased select digest from (select {_digest(found.name)} as digest)"  # noqa: S608
        " where digest not in (select name_digest from erased)"
    )
    return _erase(connection, found)


def in_marks(connection: Connection, found: Person) -> int:
    """Filings whose mark, or what is said of it, holds the name; they stay as they are."""
    sides = " or ".join(
        f"contains(lower({column}::varchar), lower({_literal(name)}))"
        for column in OF_THE_MARK
        for name in found.names
    )
    return int(first(connection, f"select count(*) from filing where {sides}")[0])  # noqa: S608


def _is_text(name: str) -> bool:
    """Whether it can be written down: no byte that is no character, and no end of a text."""
    return "\0" not in name and not any("\ud800" <= letter <= "\udfff" for letter in name)


def _digest(name: str) -> str:
    return name_digest(_literal(name))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _erase(connection: Connection, found: Person) -> dict[str, int]:
    digest, pattern = _digest(found.name), pattern_of((*found.names, *found.addresses))
    with temporary(connection, "masked", masked_filings("filing", _list_of(digest))):
        counts = {
            "filing": int(first(connection, "select count(*) from masked")[0]),
            "raw_record": _raw_records(connection, found.names),
            "kept_pair": _pairs(connection, found.keys),
            "bearer": _bearers(connection, found.keys),
        }
        mask_filings(connection, "filing")
        connection.execute(f"update filing set digest = {DIGEST} where digest is null")  # noqa: S608
    counts |= {
        "filing_change": _history(connection, digest),
        "applicant_key": mask_named(connection, "applicant_key", f"select {digest}"),
        "alert": _alerts(connection, digest, pattern),
        "decision": _decisions(connection, pattern),
    }
    tables = dict.fromkeys(table for table, _ in FREE_TEXTS)
    texts = {table: _free_texts(connection, table, pattern) for table in tables}
    return {**counts, **texts}


def _history(connection: Connection, digest: str) -> int:
    """The applicants that a filing had before, and those that came after."""
    old, new = (f"from_json({side}, {PERSON})" for side in ("old", "new"))
    sql = f"""
        select filing_change.rowid as spot, to_json({masked_people(old)}) as old,
            to_json({masked_people(new)}) as new
        from filing_change, {_list_of(digest)}
        where field = 'applicants' and ({names_one(old)} or {names_one(new)})
    """  # noqa: S608 - our own columns
    with temporary(connection, "masked", sql):
        update = (
            "update filing_change set old = masked.old, new = masked.new from masked"
            " where filing_change.rowid = masked.spot"
        )
        return int(first(connection, update)[0])


def _list_of(digest: str) -> str:
    return f"(select [{digest}] as digests)"


def _raw_records(connection: Connection, names: Iterable[str]) -> int:
    """Records as the office gave them go whole: without the name they would prove nothing.

    Those of the person's filings, and any other in which the name stands.
    """
    spelled = " or ".join(
        f"contains(hex(content), '{one.encode().hex().upper()}')" for one in names
    )
    sql = f"""
        delete from raw_record where {spelled}
        or {_OF_THE_PERSON}
    """  # noqa: S608 - our own columns
    return int(first(connection, sql)[0])


_OF_THE_PERSON = "(office, application_key) in (select office, application_key from masked)"


def _pairs(connection: Connection, keys: Iterable[str]) -> int:
    """The keys by which the filer of a pair is met again; the pairs stay."""
    kept = "[one for one in traces if not list_contains($keys::varchar[], one)]"
    sql = f"""
        update kept_pair set traces = {kept}
        where {_OF_THE_PERSON} and list_has_any(traces, $keys::varchar[])
    """  # noqa: S608 - our own columns
    return int(connection.execute(sql, {"keys": list(keys)}).fetchall()[0][0])


def _bearers(connection: Connection, keys: Iterable[str]) -> int:
    """The filer among those who bear a name; nobody bears nothing, so the row goes."""
    sql = f"""
        delete from bearer where {_OF_THE_PERSON} and list_contains($keys::varchar[], filer)
    """  # noqa: S608 - our own columns
    return int(connection.execute(sql, {"keys": list(keys)}).fetchall()[0][0])


def _alerts(connection: Connection, digest: str, pattern: str) -> int:
    """The applicants of alerts, and the values of their evidence."""
    named = f"{name_digest('one')} = {digest}"
    of_evidence = 'one."values"'
    values = _without_pattern(of_evidence)
    has = f"list_bool_or([{_HAS_PATTERN.format(of_evidence)} for one in evidence])"
    sql = f"""
        update alert set
            applicants = [case when {named} then '{ERASED}' else one end for one in applicants],
            evidence = [
                struct_pack(code := one.code, weight := one.weight, "values" := {values})
                for one in evidence
            ]
        where coalesce(list_bool_or([{named} for one in applicants]), false)
        or coalesce({has}, false)
    """  # noqa: S608 - our own columns
    return int(connection.execute(sql, {"pattern": pattern}).fetchall()[0][0])


_HAS_PATTERN = "regexp_matches({}, $pattern, 'i')"


def _without_pattern(text: str) -> str:
    return f"regexp_replace({text}, $pattern, '\\1{ERASED}', 'gi')"


def _decisions(connection: Connection, pattern: str) -> int:
    """Why people decided: the decision stays, with the identity of what it says now."""
    named = " or ".join(_HAS_PATTERN.format(column) for column in ("why", '"value"'))
    sql = f"select alert_id, decision_id from decision where {named}"  # noqa: S608 - our own columns
    found = query(connection, sql, pattern=pattern)
    trail = alerts.decisions(connection, found["alert_id"].unique().to_list(), None)
    old = [one for one in trail if one.decision_id in set(found["decision_id"])]
    connection.execute(
        "delete from decision where decision_id in (select unnest($ids::varchar[]))",
        {"ids": found["decision_id"].to_list()},
    )
    alerts.put_decisions(connection, [_without(one, pattern) for one in old])
    return len(old)


def _without(decision: Decision, pattern: str) -> Decision:
    def erased(text: str) -> str:
        return re.sub(pattern, rf"\1{ERASED}", text, flags=re.IGNORECASE | re.ASCII)

    return replace(decision, why=erased(decision.why), value=erased(decision.value))


def _free_texts(connection: Connection, table: str, pattern: str) -> int:
    columns = [f"{column}::varchar" for name, column in FREE_TEXTS if name == table]
    changed = ", ".join(f"{one.split(':')[0]} = {_without_pattern(one)}" for one in columns)
    named = " or ".join(_HAS_PATTERN.format(one) for one in columns)
    sql = f"update {table} set {changed} where {named}"  # noqa: S608 - our own columns
    return int(connection.execute(sql, {"pattern": pattern}).fetchall()[0][0])


def pattern_of(texts: Iterable[str]) -> str:
    r"""A pattern for texts, plain and as JSON has them, where they stand as words of their own.

    The first group is what goes before and stays.

    >>> re.sub(pattern_of(["Ann Li", "李安"]), r"\1-", "Ann Li, Joann Li, 申请人李安提交")
    '-, Joann Li, 申请人-提交'
    """
    written = {
        form
        for text in texts
        for form in (text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])
    }
    ordered = sorted(written, key=_longest)
    words = [_ending(form) for form in ordered if _is_letter(form[:1])]
    others = [_ending(form) for form in ordered if not _is_letter(form[:1])]
    # A name on a new line has a letter before it in JSON, that of \n.
    return "|".join((rf"(\\[bfnrt]|\b)(?:{'|'.join(words) or NEVER})", *others))


NEVER = r"\b\B"
"""A pattern that nothing matches."""


def _ending(text: str) -> str:
    return re.escape(text) + (r"\b" if _is_letter(text[-1:]) else "")


def _longest(text: str) -> tuple[int, str]:
    return -len(text), text


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
