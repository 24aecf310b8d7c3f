"""Whose filing it is: the owner's, an affiliate's, a partner's, or somebody else's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import polars as pl

from squatwatch.filers.names import CompanyName, agreeing_places, bears_only, company_name
from squatwatch.model import Brand, Right, application_key
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import joined, normalize

KNOWN_SCHEMA = pl.Schema({"pair": pl.UInt32, "role": pl.String, "name": pl.String})


def known_applicants(
    pairs: pl.DataFrame, brands: Sequence[Brand], rights: Sequence[Right] = ()
) -> pl.DataFrame:
    """Pairs whose applicant the watch list or the rights file knows: ``pair, role, name``.

    ``role`` is owner, affiliate or partner. A company name must be equal once legal forms, places
    and spelling variants are reconciled; bearing the brand's name proves nothing, so where
    nothing else is left of an owner's or affiliate's name, its legal form must be of one family
    too. A filing of the rights file is the owner's, by either of its numbers. ``pairs`` has
    ``pair, brand_id, office, application_key, registration_number, applicants``.
    """
    companies = {brand.brand_id: list(_companies(brand)) for brand in brands}
    names = {
        brand.brand_id: {joined(han_fold(normalize(name))) for name in brand.names}
        for brand in brands
    }
    numbers = {(item.brand_id, item.office, application_key(item.number)) for item in rights}
    columns = pairs.select(
        "pair", "brand_id", "office", "application_key", "registration_number", "applicants"
    )
    rows = [
        (pair, role, name)
        for pair, brand_id, office, number, registration, applicants in columns.iter_rows()
        for role, name in _roles(
            companies.get(brand_id, []),
            names.get(brand_id, set()),
            [applicant["name"] or "" for applicant in applicants or ()],
            is_right=any(
                (brand_id, office, key) in numbers
                for key in (number, application_key(registration or ""))
            ),
        )
    ]
    return pl.DataFrame(rows, schema=KNOWN_SCHEMA, orient="row").unique(
        subset="pair", keep="first", maintain_order=True
    )


def _companies(brand: Brand) -> Iterator[tuple[str, CompanyName]]:
    """The companies of a brand with their role, the owner first."""
    for name in (brand.owner_zh, brand.owner_en):
        yield "owner", company_name(name)
    for role, names in (("affiliate", brand.affiliates), ("partner", brand.partners)):
        for name in names:
            yield role, company_name(name)


def _roles(
    companies: list[tuple[str, CompanyName]],
    brand_names: Collection[str],
    applicants: list[str],
    *,
    is_right: bool,
) -> Iterator[tuple[str, str]]:
    """The roles of the applicants, in the order owner, affiliate, partner."""
    if is_right:
        yield "owner", applicants[0] if applicants else ""
    named = [(name, company_name(name)) for name in applicants]
    for role, company in companies:
        for name, applicant in named:
            same = applicant.residue and applicant.residue == company.residue
            if same and agreeing_places(applicant, company):
                clears = role != "partner"
                bare = bears_only(applicant, brand_names)
                if not (clears and bare) or applicant.legal_form == company.legal_form:
                    yield role, name
