"""Messages in the store: those that wait to be sent, that went out, and that were given up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import polars as pl

from squatwatch.store.connection import Connection, first, loaded, query

MessageState = Literal["pending", "sent", "failed"]
MESSAGE_STATES: tuple[MessageState, ...] = get_args(MessageState)

_COLUMNS = (
    "message_id", "run_id", "channel", "recipient", "content", "state", "attempts", "not_before",
    "last_error",
)  # fmt: skip
_SCHEMA = pl.Schema({name: pl.Int32() if name == "attempts" else pl.String() for name in _COLUMNS})


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one recipient of one run, by one channel.

    ``message_id`` is the same through every attempt. ``content`` is plain JSON. ``attempts``
    counts those that failed; no other is made before ``not_before`` (with a time zone; None: at
    once). ``last_error`` says why the last one failed, and holds no secret.
    """

    message_id: str
    run_id: str
    channel: str
    recipient: str
    content: Mapping[str, Any]
    state: MessageState = "pending"
    attempts: int = 0
    not_before: datetime | None = None
    last_error: str = ""


def put(connection: Connection, messages: Iterable[Message]) -> int:
    """Add messages; how many were added.

    One that is there already stays as it is, whatever became of it; so does one of the same run,
    channel and recipient, should its identity have been made otherwise.
    """
    rows = [_row(message) for message in messages]
    if not rows:
        return 0
    with loaded(connection, "incoming", pl.DataFrame(rows, schema=_SCHEMA, orient="row")):
        sql = """
            insert into outbox by name
            select distinct on (message_id) * from incoming
            anti join outbox using (message_id)
            anti join outbox using (run_id, channel, recipient)
        """
        return int(first(connection, sql)[0])


def messages(connection: Connection, state: MessageState | None = None) -> tuple[Message, ...]:
    """The messages in a state, or all, those of the earliest sweep first."""
    return _found(connection, "$state is null or m.state = $state", state=state)


def due(connection: Connection, now: datetime) -> tuple[Message, ...]:
    """The messages to be sent at ``now`` (with a time zone), those of the earliest sweep first."""
    return _found(connection, "m.state = 'pending' and m.not_before <= $now", now=moment(now))


def sent(connection: Connection, message_id: str) -> None:
    """Note that a message was accepted. Of its content only the subject stays."""
    connection.execute(
        """
        update outbox set state = 'sent', not_before = '', last_error = '',
            content = json_object('subject', coalesce(content->>'subject', ''))
        where message_id = ?
        """,
        [message_id],
    )


def put_off(connection: Connection, message_id: str, not_before: datetime, error: str) -> None:
    """Note an attempt that failed, and when the next may be made."""
    _failed(connection, message_id, "pending", moment(not_before), error)


def give_up(connection: Connection, message_id: str, error: str) -> None:
    """Note an attempt that failed and was the last."""
    _failed(connection, message_id, "failed", "", error)


def revive(connection: Connection) -> int:
    """Let every message that was given up wait again, from its first attempt; how many."""
    sql = """
        update outbox set state = 'pending', attempts = 0, not_before = '' where state = 'failed'
    """
    return int(first(connection, sql)[0])


def moment(at: datetime) -> str:
    """A time as text that sorts as times do.

    >>> moment(datetime(2026, 1, 15, 8, tzinfo=UTC))
    '2026-01-15T08:00:00.000000+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _failed(connection: Connection, message_id: str, state: str, not_before: str, why: str) -> None:
    connection.execute(
        "update outbox set state = ?, attempts = attempts + 1, not_before = ?, last_error = ?"
        " where message_id = ?",
        [state, not_before, why, message_id],
    )


def _found(connection: Connection, which: str, **given: Any) -> tuple[Message, ...]:
    names = ", ".join(f"m.{name}" for name in _COLUMNS).replace("m.content", "m.content::varchar")
    sql = f"""
        select {names} from outbox m left join sweep s on s.run_id = m.run_id
        where {which} order by s.place nulls last, m.message_id
    """  # noqa: S608 - our own columns and conditions
    return tuple(_message(row) for row in query(connection, sql, **given).iter_rows())


def _row(message: Message) -> Sequence[Any]:
    return (
        message.message_id, message.run_id, message.channel, message.recipient,
        json.dumps(message.content), message.state, message.attempts,
        moment(message.not_before) if message.not_before else "", message.last_error,
    )  # fmt: skip


def _message(row: tuple[Any, ...]) -> Message:
    named = dict(zip(_COLUMNS, row, strict=True))
    wait = named["not_before"]
    return Message(
        **{
            **named,
            "content": json.loads(named["content"]),
            "not_before": datetime.fromisoformat(wait) if wait else None,
        }
    )
