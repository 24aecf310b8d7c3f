-- The first schema. Large tables carry no primary key: DELETE USING + INSERT is fifteen times
-- faster than an upsert on a key (docs/adr/0003), and the key (office, application_key) is kept
-- unique by the one function that writes it (store/filings.py).

create table brand (
    brand_id    varchar not null,
    name_zh     varchar[] not null,
    name_latin  varchar[] not null,
    other_names varchar[] not null,
    owner_zh    varchar not null,
    owner_en    varchar not null,
    affiliates  varchar[] not null,
    partners    varchar[] not null,
    classes     smallint[] not null,
    since       varchar not null,
    markets     varchar[] not null,
    region      varchar not null,
    contact     varchar not null,
    vienna      varchar[] not null,
    note        varchar not null,
    -- Which rules made the forms of this brand (forms/version.py).
    form_rules  varchar not null
);

create table owner_right (
    brand_id          varchar not null,
    office            varchar not null,
    number            varchar not null,
    mark              varchar not null,
    classes           smallint[] not null,
    filing_date       date,
    registration_date date,
    status            varchar not null
);

create table brand_event (
    brand_id varchar not null,
    date     date not null,
    kind     varchar not null,
    note     varchar not null
);

create table form (
    brand_id varchar not null,
    name     varchar not null,
    form     varchar not null,
    kind     varchar not null,
    weight   double not null,
    script   varchar not null,
    source   varchar not null,
    part     varchar not null
);

-- One row a filing: its texts, applicants and goods are lists in the row, so that a record is
-- replaced whole and never leaves a child behind.
create table filing (
    application_key     varchar not null,
    office              varchar not null,
    application_number  varchar not null,
    registration_number varchar,
    ir_number           varchar,
    mark_text           varchar,
    mark_kind           varchar,
    transliteration     varchar[],
    translation         varchar[],
    pseudo_marks        varchar[],
    description         varchar,
    office_reading      varchar[],
    classes             smallint[],
    goods               struct(nice_class smallint, text varchar)[],
    similar_groups      varchar[],
    applicants          struct(name varchar, country varchar, address varchar)[],
    representative      varchar,
    filing_date         date,
    priority_date       date,
    publication_date    date,
    registration_date   date,
    expiry_date         date,
    opposition_start    date,
    opposition_end      date,
    designations        varchar[],
    status              varchar not null,
    status_raw          varchar,
    vienna_codes        varchar[],
    image_url           varchar,
    source_url          varchar
);

create table set_aside (
    file     varchar not null,
    position varchar not null,
    reason   varchar not null
);

create table run (
    run_id   varchar not null,
    command  varchar not null,
    as_of    date not null,
    settings json not null,
    summary  json not null
);
