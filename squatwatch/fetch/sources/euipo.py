"""EUIPO: single records from the trade mark search API, by number.

The key of the API's owner is changed for a token, which is good for some time; the token, not the
key's secret, goes with each request. A run writes one exchange file with the records that came.
Until it is there, they are kept in the working folder, so that a run that ends early loses none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from squatwatch.fetch.addresses import base_address
from squatwatch.fetch.disk import telling_of_the_disk
from squatwatch.fetch.errors import (
    ExhaustedError,
    NotThereError,
    RefusedError,
    StoppedError,
    WrongContentError,
)
from squatwatch.fetch.files import GIVE_UP_AFTER
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.ledger import Fetched
from squatwatch.fetch.lines import append_line, read_lines
from squatwatch.fetch.source import Job, Offer, Offered, Outcome, Wanted, key
from squatwatch.fetch.sources.euipo_record import exchange_row
from squatwatch.fetch.waiting import patiently
from squatwatch.fetch.wire import Wire

ADDRESS = "https://api.euipo.europa.eu/trademark-search"
TOKEN_ADDRESS = "https://euipo.europa.eu/cas-server-webapp/oidc/accessToken"  # noqa: S105 - no token
ADDRESS_VARIABLE = "SQUATWATCH_FETCH_EUIPO_ADDRESS"
TOKEN_ADDRESS_VARIABLE = "SQUATWATCH_FETCH_EUIPO_TOKEN_ADDRESS"  # noqa: S105 - no token
ID_VARIABLE, SECRET_VARIABLE = "SQUATWATCH_EUIPO_ID", "SQUATWATCH_EUIPO_SECRET"

_BOTH = f"{ID_VARIABLE} and {SECRET_VARIABLE}"
_WHERE_FROM = "the EUIPO's developer portal gives one free of charge"


class Euipo:
    """Records by number."""

    name = "euipo"
    title = "EUIPO trade mark search API: records by number (--numbers)"
    title_zh = "欧盟知识产权局商标检索接口：按号码取记录（--numbers）"
    needs: tuple[str, ...] = (ID_VARIABLE, SECRET_VARIABLE)
    by_number = True
    has_annual = False
    spacing = 0.5

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Raises ``ConfigError`` for a missing key and an address that will not do."""
        self._base = base_address(environment, ADDRESS_VARIABLE, ADDRESS)
        self._token_address = base_address(environment, TOKEN_ADDRESS_VARIABLE, TOKEN_ADDRESS)
        self._id = key(environment, ID_VARIABLE, _WHERE_FROM)
        self._secret = key(environment, SECRET_VARIABLE, _WHERE_FROM)

    @property
    def base(self) -> str:
        """The address under which it asks."""
        return self._base

    def introduce(self, wire: Wire) -> None:
        """Tell the wire who asks; the token is fetched when it is needed."""
        wire.tell_key(self._base, {"x-ibm-client-id": self._id}, _BOTH)
        wire.tell_key(self._token_address, {}, _BOTH)

    def offers(self, wanted: Wanted, job: Job) -> Offered:
        """The numbers, each once, as records of today."""
        numbers = dict.fromkeys(wanted.numbers)
        return Offered(tuple(self._offer(number, wanted.today) for number in numbers))

    def has(self, offer: Offer, inbox: Inbox, today: date) -> bool:
        """Whether the record was fetched today: tomorrow it may have changed."""
        return any(
            row.name == offer.name and row.fetched == today.isoformat()
            for row in inbox.ledger.of(self.name)
        )

    def take(self, offers: Sequence[Offer], job: Job) -> Iterator[Outcome]:
        """Ask for the records one after the other, then write those that came.

        Raises ``StoppedError`` once that is done, when not all could be asked for.
        """
        answers = _Answers(job)
        stopped: StoppedError | None = None
        try:
            yield from self._ask(offers, answers, job)
        except StoppedError as error:
            stopped = error
        yield from self._land(offers, answers, job)
        if stopped:
            raise stopped

    def _offer(self, number: str, today: date) -> Offer:
        return Offer(number, f"{self._base}/trademarks/{number}", today)

    def _ask(self, offers: Sequence[Offer], answers: _Answers, job: Job) -> Iterator[Outcome]:
        """The outcomes of those that did not come."""
        wanting = [offer for offer in offers if offer.name not in answers.by_number]
        if wanting:
            self._renew(job)
        job.telling.begins("EUIPO", len(offers) - len(wanting), len(offers), records=True)
        away = 0
        for offer in wanting:
            try:
                answers.keep(offer.name, self._record(offer, job))
            except (ExhaustedError, NotThereError, WrongContentError) as error:
                away = away + 1 if isinstance(error, ExhaustedError) else 0
                yield Outcome(offer, "failed", error=error)
                if away == GIVE_UP_AFTER:
                    raise StoppedError(
                        f"{away} records in a row could not be fetched", do="try again later"
                    ) from error
            else:
                away = 0
            job.telling.moves(1)
        job.telling.ends("EUIPO")

    def _record(self, offer: Offer, job: Job) -> dict[str, Any]:
        """The record of a number; a token that has run out is renewed once."""
        try:
            return self._answer(offer, job)
        except RefusedError:
            self._renew(job)
            return self._answer(offer, job)

    def _answer(self, offer: Offer, job: Job) -> dict[str, Any]:
        asked = {"accept-language": "en"}
        record = patiently(
            job.patience,
            job.telling,
            lambda: job.wire.json(offer.address, asked),
            offer.name,
        )
        if record.get("applicationNumber") != offer.name:
            raise WrongContentError("the answer is of another number", where=offer.name)
        return record

    def _renew(self, job: Job) -> None:
        """Have a fresh token."""
        form = {
            "grant_type": "client_credentials",
            "client_id": self._id,
            "client_secret": self._secret,
            "scope": "uid",
        }
        answer = patiently(
            job.patience,
            job.telling,
            lambda: job.wire.json(self._token_address, form=form),
            "the EUIPO's token",
        )
        token = answer.get("access_token")
        if not (isinstance(token, str) and token and token.isascii() and token.isprintable()):
            raise StoppedError("the EUIPO gave no token", do="try again later")
        job.wire.tell_key(self._base, {"authorization": f"Bearer {token}"}, _BOTH)

    def _land(self, offers: Sequence[Offer], answers: _Answers, job: Job) -> Iterator[Outcome]:
        """Write what came as one file of the inbox, and note each record."""
        came = [offer for offer in offers if offer.name in answers.by_number]
        if not came:
            return
        file = answers.land([offer.name for offer in came])
        for offer in came:
            body = json.dumps(answers.by_number[offer.name], sort_keys=True).encode()
            job.inbox.ledger.add(
                Fetched(
                    source=self.name,
                    name=offer.name,
                    address=offer.address,
                    day=offer.day.isoformat(),
                    bytes=len(body),
                    sha256=hashlib.sha256(body).hexdigest(),
                    fetched=job.today.isoformat(),
                    file=file,
                )
            )
            yield Outcome(offer, "fetched", len(body))
        answers.forget()


class _Answers:
    """The answers of a day, kept until they are in the inbox."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._path = job.inbox.working / f"euipo-{job.today}.answers.jsonl"
        for old in job.inbox.working.glob("euipo-*"):
            if old != self._path:  # records of another day, or a file that did not get its place
                old.unlink()
        self.by_number: dict[str, dict[str, Any]] = {
            str(line["number"]): line["answer"]
            for line in read_lines(self._path)
            if isinstance(line.get("answer"), dict) and "number" in line
        }

    def keep(self, number: str, answer: dict[str, Any]) -> None:
        """One more answer; on the disk when this returns."""
        with telling_of_the_disk(self._path):
            append_line(self._path, {"number": number, "answer": answer})
        self.by_number[number] = answer

    def land(self, numbers: Sequence[str]) -> str:
        """Write the records of these numbers into the inbox; the name of the file.

        The name has a digest of the content, so that writing it again changes nothing.
        """
        rows = [exchange_row(self.by_number[number]) for number in sorted(numbers)]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        name = f"euipo-{self._job.today}-{digest}.jsonl"
        part: Path = self._job.inbox.part(name)
        with telling_of_the_disk(part):
            part.write_text(text, encoding="utf-8")
        self._job.inbox.place(part, name)
        return name

    def forget(self) -> None:
        """The answers are in the inbox."""
        self._path.unlink(missing_ok=True)
