-- The units of the texts of filings, made once (docs/adr/0022).

-- Filings whose units are not made yet, or no longer right.
create table unit_due (
    office          varchar not null,
    application_key varchar not null
);
insert into unit_due select office, application_key from filing;

-- Distinct normalised texts in batches, as the arrays that matching works on (store/units.py).
-- The texts of a batch are numbered from first_text on.
create table unit_batch (
    first_text   bigint not null,
    texts        bigint not null,
    points       blob not null,
    word_lengths blob not null,
    words        blob not null,
    text_lengths blob not null,
    rules        varchar not null
);

-- Which filings have a text, and as what.
create table unit_posting (
    office          varchar not null,
    application_key varchar not null,
    source          varchar not null,
    text            bigint not null
);
