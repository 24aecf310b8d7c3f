-- Files are taken once and leave their name on what they changed (docs/adr/0018).

-- One row a file of an office, by the SHA-256 of its content. A row whose state is 'begun' is a
-- file of which only a part may be here.
create table source_file (
    digest    varchar not null,
    name      varchar not null,
    size      bigint not null,
    reader    varchar not null,
    taken_on  date not null,
    new       bigint not null,
    changed   bigint not null,
    unchanged bigint not null,
    deleted   bigint not null,
    set_aside bigint not null,
    state     varchar not null
);

-- The digest of the file that the record stood in, and its place among the notes of that file;
-- empty for notes from before this schema.
alter table set_aside add column source varchar default '';
alter table set_aside add column place integer default 0;

-- What changed of a filing that was known: one row a field, old and new as JSON.
create table filing_change (
    office          varchar not null,
    application_key varchar not null,
    field           varchar not null,
    old             json,
    new             json,
    source          varchar not null,
    changed_on      date not null
);

-- Records as the office gave them, kept on request: one row a filing and content.
create table raw_record (
    office          varchar not null,
    application_key varchar not null,
    digest          varchar not null,
    retrieved       timestamptz not null,
    source          varchar not null,
    content         blob not null
);

-- A number that tells whether a record is another one than before, without reading the record.
-- It is made as store/filings.py makes it; a migration that adds a column to a filing makes it
-- again for all.
alter table filing add column digest ubigint;
update filing set digest = md5_number_lower(json_array(
    office, application_number, registration_number, ir_number, mark_text, mark_kind,
    transliteration, translation, pseudo_marks, description, office_reading, classes, goods,
    similar_groups, applicants, representative, filing_date, priority_date, publication_date,
    registration_date, expiry_date, opposition_start, opposition_end, designations, status,
    status_raw, vienna_codes, image_url, source_url
)::varchar);
