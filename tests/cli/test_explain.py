"""``squatwatch explain``: a filing of the store, and a mark that is not in it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import AS_OF, Run

MARK = ("--mark", "LUCKIN COFFEE", "--office", "FR", *AS_OF)


def test_a_filing_of_the_store(run: Run, store: None) -> None:
    done = run("explain", "EM", "019000001", *AS_OF, "--format", "json")
    [first, *_] = json.loads(done.out)
    assert (done.code, first["application_number"]) == (0, "019 000 001")


def test_a_mark_that_is_not_in_the_store(run: Run, store: None) -> None:
    done = run("explain", *MARK, "--classes", "30;43", "--applicant", "Nouvel Exemple SARL",
               "--filed", "2026-01-02", "--format", "json")  # fmt: skip
    [first, *_] = json.loads(done.out)
    assert done.code == 0
    assert first["mark_text"] == "LUCKIN COFFEE"
    assert first["classes"] == [30, 43]
    assert first["applicants"] == ["Nouvel Exemple SARL"]
    assert first["filing_date"] == "2026-01-02"
    assert "class.same" in [item["code"] for item in first["evidence"]]


def test_a_mark_without_an_applicant_is_medium_at_most(run: Run, store: None) -> None:
    [first, *_] = json.loads(run("explain", *MARK, "--format", "json").out)
    assert first["level"] == "medium"
    assert "applicant.unknown" in [item["code"] for item in first["evidence"]]


def test_the_mark_is_told_in_words(run: Run, store: None) -> None:
    done = run("explain", *MARK, "--lang", "en")
    assert "LUCKIN COFFEE" in done.out
    assert "no legal advice" in done.out


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("EM",),
        ("--mark", "LUCKIN COFFEE"),
        ("--mark", " ", "--office", "FR"),
        ("EM", "019000001", "--classes", "30"),
        ("FR", "1", "--mark", "LUCKIN COFFEE"),
        ("--mark", "LUCKIN COFFEE", "--office", "ZZ"),
        ("--mark", "LUCKIN COFFEE", "--office", "FR", "--classes", "46"),
        ("--mark", "LUCKIN COFFEE", "--office", "FR", "--filed", "yesterday"),
        ("--mark", "QWXZV", "--office", "FR"),
        ("EM", "019000001", "--brand", "nobody"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, store: None, asked: tuple[str, ...]) -> None:
    done = run("explain", *asked)
    assert done.code == 2
    assert done.err.strip().count("\n") == 0
    assert done.out == ""
