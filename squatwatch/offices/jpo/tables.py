"""The tables of the Japanese office that are read, and what each says of a filing."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from squatwatch.model import NICE_CLASSES
from squatwatch.offices.exchange.dates_read import as_dates
from squatwatch.offices.tables import KEY, Form, Table, Tables, with_all_columns, wrong_date
from squatwatch.schemas import APPLICANT_TYPE, GOODS_TYPE

FORM = Form(separator="\t", quotes=False)
"""Tabs between the cells, no quotation marks, UTF-8."""

TABLES = (
    Table("jiken_c_t", "shutugan_no", ("shutugan_bi", "raz_toroku_no"), (
        "yonpo_code", "shutugan_bi", "saishushobun_shubetu", "raz_toroku_no", "toroku_bi",
        "raz_kohohakko_bi", "hyojunmoji_umu")),
    Table("t_basic_item_art", "app_num", ("mgt_num", "app_dt"), (
        "add_del_id", "reg_num", "app_dt", "set_reg_dt", "conti_prd_expire_dt", "intl_reg_num")),
    Table("standard_char_t_art", "app_num", ("standard_char_t",), (
        "add_del_id", "standard_char_t")),
    Table("indct_use_t_art", "app_num", ("indct_use_t",), ("add_del_id", "indct_use_t")),
    Table("search_use_t_art", "app_num", ("search_use_t",), ("add_del_id", "search_use_t")),
    Table("t_dsgnt_art", "app_num", ("dsgnt",), ("add_del_id", "dsgnt")),
    Table("shousaina_setumei", "shutugan_no", ("shohyonoshousaina_setumei",), (
        "yonpo_code", "shohyonoshousaina_setumei")),
    Table("shohin_joho", "shutugan_no", ("rui", "shohinekimumeisho"), (
        "yonpo_code", "rui", "shohinekimumeisho")),
    Table("t_knd_info_art", "app_num", ("knd", "smlr_dsgn_group_cd"), (
        "add_del_id", "knd", "smlr_dsgn_group_cd")),
    Table("vienna_class", "app_num", ("grphc_term_large_class",), (
        "add_del_id", "grphc_term_large_class", "grphc_term_mid_class", "grphc_term_small_class")),
    Table("yusenken_joho", "shutugan_no", ("yusenkenshucho_bi",), (
        "yonpo_code", "yusenkenshucho_bi")),
    Table("shutugannindairinin", "shutugan_no", ("shutugannindairinin_code",), (
        "yonpo_code", "shutugannindairinin_code", "shutugannindairinin_sikbt")),
    Table("appl_reg_info", "appl_cd", ("appl_name",), ("appl_name", "appl_addr")),
    Table("right_person_art_t", "reg_num", ("right_person_name",), (
        "right_person_name", "right_person_addr")),
)  # fmt: skip
"""What is read of the 82 tables of a week; the name is our own short one."""

PEOPLE = ("appl_reg_info", "right_person_art_t")
"""Tables of people, by their code and by the number of their registration."""

_APPLICANT = "1"
"""``shutugannindairinin_sikbt`` of an applicant; 2 is an agent."""
_GROUP_CODE = "[0-9]{2}[A-Z][0-9]{2}"
"""A code of similar goods; a row has many without anything between them."""
_PAGE = "https://www.j-platpat.inpit.go.jp/c1801/TR/JP-{}-{}/40/ja"
_NEEDED = ("shutugan_bi", "raz_kohohakko_bi", "app_dt")
"""Dates on which judgement rests."""
_STATUSES = {"A01": "registered", "A02": "refused"}
_TEXTS = ("standard_char_t", "indct_use_t", "search_use_t")
"""Forms of the mark, the surest first."""


def joined(tables: Tables, people: Tables) -> pl.DataFrame:
    """One row a filing with the columns of ``FILING_SCHEMA`` and ``wrong``, the reason against.

    The status is null where the tables tell none.
    """
    frame = pl.concat([table.select(KEY) for table in tables.values()]).unique().sort(KEY)
    for part in _parts(tables, people):
        frame = frame.join(part, on=KEY, how="left")
    number = pl.col(KEY)
    frame = frame.with_columns(
        office=pl.lit("JP"),
        application_number=number,
        source_url=pl.format(_PAGE, number.str.slice(0, 4), number.str.slice(4)),
    )
    return with_all_columns(frame)


def _parts(tables: Tables, people: Tables) -> Iterator[pl.DataFrame]:
    master = _master(tables)
    yield master
    yield _mark(tables)
    yield _lists(tables)
    yield _goods(tables)
    yield _applicants(tables, people, master)


def _master(tables: Tables) -> pl.DataFrame:
    """Numbers, dates and status; the table of the case before that of the basic items."""
    case = _table(tables, "jiken_c_t").unique(subset=KEY, keep="last")
    basic = _table(tables, "t_basic_item_art").unique(subset=KEY, keep="last")
    both = case.join(basic, on=KEY, how="full", coalesce=True)
    registered = _date("toroku_bi", "set_reg_dt")
    code = pl.col("saishushobun_shubetu")
    told = code.replace_strict(_STATUSES, default="unknown", return_dtype=pl.String)
    pending = (
        pl.when(registered.is_not_null()).then(pl.lit("registered")).otherwise(pl.lit("filed"))
    )
    return both.select(
        KEY,
        registration_number=_number("raz_toroku_no", "reg_num"),
        ir_number=_number("intl_reg_num"),
        filing_date=_date("shutugan_bi", "app_dt"),
        publication_date=_date("raz_kohohakko_bi"),
        registration_date=registered,
        expiry_date=_date("conti_prd_expire_dt"),
        mark_kind=pl.when(pl.col("hyojunmoji_umu") == "1").then(pl.lit("word")),
        status=pl.when(code.is_not_null()).then(told).otherwise(pending),
        status_raw=code,
        wrong=pl.coalesce(wrong_date(one, _date(one)) for one in _NEEDED),
    )


def _mark(tables: Tables) -> pl.DataFrame:
    """The mark's text, readings and description."""
    forms = [
        _table(tables, table).select(KEY, text=column, rank=pl.lit(rank))
        for rank, (table, column) in enumerate(
            zip(("standard_char_t_art", "indct_use_t_art", "search_use_t_art"), _TEXTS, strict=True)
        )
    ]
    texts = pl.concat(forms).drop_nulls("text").sort("rank", maintain_order=True)
    best = texts.group_by(KEY, maintain_order=True).agg(mark_text=pl.col("text").first())
    others = texts.group_by(KEY, maintain_order=True).agg(
        every=pl.col("text").unique(maintain_order=True)
    )
    spoken = _gathered(_table(tables, "t_dsgnt_art"), "dsgnt", "office_reading")
    described = _gathered(_table(tables, "shousaina_setumei"), "shohyonoshousaina_setumei", "said")
    found = best.join(others, on=KEY).with_columns(pseudo_marks=pl.col("every").list.slice(1))
    found = found.join(spoken, on=KEY, how="full", coalesce=True)
    found = found.join(described, on=KEY, how="full", coalesce=True)
    return found.select(
        KEY, "mark_text", "pseudo_marks", "office_reading", description=pl.col("said").list.last()
    )


def _lists(tables: Tables) -> pl.DataFrame:
    """Classes, groups of similar goods, Vienna codes, the earliest priority."""
    groups = _table(tables, "t_knd_info_art")
    codes = pl.col("smlr_dsgn_group_cd").str.extract_all(_GROUP_CODE)
    similar = groups.with_columns(code=codes).explode("code")
    classes = pl.concat(
        [groups.select(KEY, nice="knd"), _table(tables, "shohin_joho").select(KEY, nice="rui")]
    ).with_columns(pl.col("nice").cast(pl.Int16, strict=False))
    classes = classes.filter(pl.col("nice").is_in(list(NICE_CLASSES)))
    levels = ("grphc_term_large_class", "grphc_term_mid_class", "grphc_term_small_class")
    vienna = _table(tables, "vienna_class").with_columns(
        code=pl.concat_str([pl.col(level).str.zfill(2) for level in levels], separator=".")
    )
    priority = _table(tables, "yusenken_joho").with_columns(day=_date("yusenkenshucho_bi"))
    frame = classes.group_by(KEY).agg(classes=pl.col("nice").unique().sort())
    for part in (
        _gathered(similar, "code", "similar_groups"),
        _gathered(vienna, "code", "vienna_codes"),
        priority.group_by(KEY).agg(priority_date=pl.col("day").min()),
    ):
        frame = frame.join(part, on=KEY, how="full", coalesce=True)
    return frame


def _goods(tables: Tables) -> pl.DataFrame:
    rows = _table(tables, "shohin_joho").drop_nulls("shohinekimumeisho")
    nice = pl.col("rui").cast(pl.Int16, strict=False)
    own = pl.when(nice.is_in(list(NICE_CLASSES))).then(nice).otherwise(0)
    one = pl.struct(nice_class=own, text="shohinekimumeisho").cast(GOODS_TYPE)
    return rows.group_by(KEY, maintain_order=True).agg(goods=one)


def _applicants(tables: Tables, people: Tables, master: pl.DataFrame) -> pl.DataFrame:
    """The holders of registrations, else the applicants whose codes have a name."""
    holders = _people(people, "right_person_art_t", "right_person_name", "right_person_addr")
    held = master.select(KEY, code="registration_number").join(
        holders.rename({KEY: "code"}), on="code"
    )
    names = _people(people, "appl_reg_info", "appl_name", "appl_addr").rename({KEY: "code"})
    filed = _table(tables, "shutugannindairinin").filter(
        pl.col("shutugannindairinin_sikbt") == _APPLICANT
    )
    filed = filed.select(KEY, code="shutugannindairinin_code").join(
        names, on="code", maintain_order="left"
    )
    every = pl.concat([filed.join(held, on=KEY, how="anti"), held])
    one = pl.struct(name="name", country=pl.lit(None, pl.String), address="address")
    return every.group_by(KEY, maintain_order=True).agg(
        applicants=one.cast(APPLICANT_TYPE).unique(maintain_order=True)
    )


def _people(people: Tables, table: str, name: str, address: str) -> pl.DataFrame:
    rows = _table(people, table).drop_nulls(name)
    rows = rows.select(KEY, name=name, address=pl.col(address).replace("（省略）", None))
    return rows.unique(maintain_order=True, keep="last")


def _gathered(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    values = pl.col(column).unique(maintain_order=True)
    known = rows.drop_nulls(column).group_by(KEY, maintain_order=True)
    return known.agg(values.alias(name))


def _table(tables: Tables, name: str) -> pl.DataFrame:
    """A table with all its columns; empty where it is not there."""
    columns = next(one.columns for one in TABLES if one.name == name)
    rows = tables.get(name, pl.DataFrame(schema={KEY: pl.String}))
    absent = [pl.lit(None, pl.String).alias(one) for one in columns if one not in rows.columns]
    return rows.with_columns(absent)


def _number(*columns: str) -> pl.Expr:
    """The first number that is not all zeros."""
    return pl.coalesce(pl.when(pl.col(one).str.contains("[1-9]")).then(one) for one in columns)


def _date(*columns: str) -> pl.Expr:
    return pl.coalesce(as_dates(pl.col(one), "day") for one in columns)
