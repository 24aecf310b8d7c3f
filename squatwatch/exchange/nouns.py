"""Records into nouns of the model: every field of its type, none that is not known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def noun_of(kind: type[Noun], record: Mapping[str, Any], beside: Collection[str] = ()) -> Noun:
    """The noun that a record tells; keys ``beside`` are others' business.

    >>> from squatwatch.model import Brand
    >>> noun_of(Brand, {"brand_id": "huawei", "classes": [9, 38]}).classes
    (9, 38)

    Raises ``ValueError`` that names the first field that is missing, unknown or of another type.
    """
    known: Any = kind
    hints = _hints(known)
    unknown = sorted(record.keys() - hints.keys() - set(beside))
    if unknown:
        raise ValueError(f"{unknown[0][:40]!r} is not known")
    missing = sorted(hints.keys() - record.keys() - _optional(known))
    if missing:
        raise ValueError(f"{missing[0]!r} is missing")
    told = [name for name in hints if name in record]
    return kind(**{name: _value(hints[name], record[name], name) for name in told})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _optional(kind: Any) -> frozenset[str]:
    return frozenset(item.name for item in fields(kind) if item.default is not MISSING)


def _value(hint: Any, value: Any, name: str) -> Any:
    """A JSON value as the type of a field."""
    for choice in _choices(hint):
        found = _of_type(choice, value, name)
        if found is not MISSING:
            return found
    raise ValueError(f"{name!r} is not of its kind")


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _of_type(hint: Any, value: Any, name: str) -> Any:
    """The value where it fits the type, ``MISSING`` where it does not."""
    if hint is type(None):
        return value if value is None else MISSING
    if get_origin(hint) is Literal:
        return value if value in get_args(hint) else MISSING
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, one, name) for one in value) if type(value) is list else MISSING
    if isinstance(hint, type) and is_dataclass(hint):
        return noun_of(hint, value) if type(value) is dict else MISSING
    if hint is float:
        return float(value) if type(value) in (int, float) and isfinite(value) else MISSING
    if hint is datetime:
        return _moment(value)
    if hint is date:
        return _day(value)
    return value if type(value) is hint else MISSING


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return MISSING


def _moment(value: Any) -> Any:
    """A moment in UTC; without its time zone it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return MISSING
    return moment.astimezone(UTC) if moment.tzinfo else MISSING


def plain(value: Any) -> Any:
    """A value of a noun as JSON has it.

    >>> plain((date(2026, 1, 15), ("a",)))
    ['2026-01-15', ['a']]
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value
