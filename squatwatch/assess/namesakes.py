"""Whether an applicant is a company of the watch list, or only bears its name (ADR 0017, 0021)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from squatwatch import reference
from squatwatch.filers.keys import same_own_words
from squatwatch.filers.names import CompanyName, agreeing_places, joined_name
from squatwatch.forms.syllables import known_syllables

PERSON_NAME_SYLLABLES = 4
"""A surname of one or two syllables and a given name of one or two (GB/T 28039-2011)."""

_HAN = regex.compile(r"\p{Han}+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a filing and the forms it was hit by, joined; empty where it is not known."""

    texts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Mark:
        """The mark as the best hit of a pair has it: only a hit on the mark itself tells it."""
        if row["unit_source"] != "mark":
            return cls()
        texts = (row["whole"], row["spelled"], *(row["exact_forms"] or ()))
        return cls(frozenset(joined_name(text) for text in texts if text))

    def has(self, name: str) -> bool:
        """Whether the mark holds a name, or may hold it because it is not known."""
        return not self.texts or any(name in text or text in name for text in self.texts)


def is_company_of(
    applicant: CompanyName,
    company: CompanyName,
    brand_names: Collection[CompanyName],
    clearing: Mark | None,
) -> bool:
    """Whether an applicant is a company of the watch list.

    ``clearing`` is the filing's mark where a yes clears the filing: then nothing may rest on the
    brand's own names alone. None where nothing is cleared by it.
    """
    if _is_short_name(applicant, company, clearing):
        return True
    if not same_own_words(applicant, company) or applicant.trades != company.trades:
        return False
    if not agreeing_places(applicant, company):
        return False
    bare = bears_only(applicant, brand_names)
    if not _same_structure(applicant, company, bare=bare):
        return False
    return clearing is None or not bare or _form_agrees(applicant, company)


def bears_only(applicant: CompanyName, brand_names: Collection[CompanyName]) -> bool:
    """Whether nothing but one of the brand's names is left of an applicant's name.

    >>> from squatwatch.filers.names import company_name
    >>> bears_only(company_name("Anta (China) Co., Ltd."), {company_name("ANTA")})
    True
    """
    return any(
        applicant.residue == name.residue
        or (applicant.own == name.own and applicant.trades == name.trades)
        for name in brand_names
        if name.own or applicant.places == name.places
    )


def _same_structure(applicant: CompanyName, company: CompanyName, *, bare: bool) -> bool:
    """Whether the group's structure is the same: Group, Holdings.

    It may differ where more than the brand is left and trade or legal form agrees (Example
    Millet (Group)), and where the watch list names a company by its place (Example Europe).
    """
    if applicant.structure == company.structure or _is_of_a_place(applicant, company):
        return True
    return not bare and (bool(applicant.trades) or applicant.legal_form == company.legal_form)


def _form_agrees(applicant: CompanyName, company: CompanyName) -> bool:
    """Whether the legal forms are of one family, or the watch list leaves its own open."""
    if not applicant.legal_form and not company.legal_form:
        return applicant.places == company.places
    return applicant.legal_form == company.legal_form or _is_of_a_place(applicant, company)


def _is_of_a_place(applicant: CompanyName, company: CompanyName) -> bool:
    """Whether the watch list names a company by its place alone, which is the applicant's too."""
    return not company.is_company and company.places == applicant.places != frozenset()


def _is_short_name(applicant: CompanyName, company: CompanyName, clearing: Mark | None) -> bool:
    """Whether an applicant is given by a company's own words alone, with no legal form.

    So only where the mark is another name than that, so that two facts agree: who takes a brand
    takes it into mark and name alike. Never where it may be a person's name or an ordinary word.
    """
    if applicant.is_company or applicant.places or clearing is None or not applicant.own:
        return False
    if applicant.own != company.own or not company.is_company or clearing.has(applicant.own):
        return False
    return not (may_be_a_person(applicant) or applicant.own in _ordinary_words())


def may_be_a_person(name: CompanyName) -> bool:
    """Whether a name may be a person's: characters few enough, or words that are Mandarin.

    >>> from squatwatch.filers.names import company_name
    >>> [may_be_a_person(company_name(name)) for name in ("Fei Yu", "例子", "Example", "Ex Mart")]
    [True, True, False, False]
    """
    if _HAN.fullmatch(name.own):
        return len(name.own) <= PERSON_NAME_SYLLABLES - 1
    words = name.distinctive
    return len(words) > 1 and all(_syllables(word) for word in words)


def _syllables(word: str) -> bool:
    """Whether a word is one or two syllables of Mandarin."""
    known = known_syllables()
    ends = range(1, len(word))
    return word in known or any(word[:end] in known and word[end:] in known for end in ends)


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(reference.table("common_words")["word"])
