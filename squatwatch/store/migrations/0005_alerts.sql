-- What outlives a run: pairs that were found, alerts, decisions, what was told (docs/adr/0029).

-- Filings written, and brands changed, since a sweep last looked at them.
create table filing_due (
    office          varchar not null,
    application_key varchar not null
);
insert into filing_due select office, application_key from filing;
create table brand_due (
    brand_id varchar not null
);

-- What a later night needs of the pairs that earlier ones found: who else bears a unit (how rare
-- it is); and in full the pairs that count for filer groups and those of the owners themselves, with
-- what they are met by again: keys of applicants and places, of an owner's pair its brand.
create table bearer (
    brand_id        varchar not null,
    unit            varchar not null,
    office          varchar not null,
    application_key varchar not null,
    filer           varchar not null
);
create table kept_pair (
    brand_id        varchar not null,
    office          varchar not null,
    application_key varchar not null,
    form            varchar not null,
    spelled         varchar not null,
    form_kind       varchar not null,
    form_weight     double not null,
    form_part       varchar not null,
    script          varchar not null,
    unit            varchar not null,
    whole           varchar not null,
    unit_source     varchar not null,
    relation        varchar not null,
    edits           utinyint not null,
    similarity      double not null,
    share           double not null,
    unit_tier       smallint,
    unit_language   varchar,
    unit_zipf       double,
    hit_bits        double not null,
    hits            uinteger not null,
    exact_scripts   uinteger not null,
    exact_forms     varchar[] not null,
    means_the_brand boolean not null,
    counts          boolean not null,
    traces          varchar[] not null
);

create table alert (
    alert_id        varchar not null,
    brand_id        varchar not null,
    office          varchar not null,
    application_key varchar not null,
    -- What was found last. bits and conduct say how near it is to urgent.
    level           varchar not null,
    cleared_by      varchar,
    score           double not null,
    bits            double not null,
    conduct         boolean not null,
    filer_group     varchar not null,
    form            varchar not null,
    form_kind       varchar not null,
    form_weight     double not null,
    unit            varchar not null,
    unit_source     varchar not null,
    relation        varchar not null,
    edits           utinyint not null,
    similarity      double not null,
    evidence        struct(code varchar, weight double, "values" varchar)[] not null,
    -- What the record said then, as far as its change brings a settled alert back.
    status           varchar not null,
    publication_date date,
    classes          smallint[],
    applicants       varchar[],
    first_seen date not null,
    changed    date not null,
    run_id     varchar not null
);

-- The trail: only ever added to. moment is a time in UTC that sorts as text.
create table decision (
    decision_id varchar not null,
    alert_id    varchar not null,
    moment      varchar not null,
    who         varchar not null,
    action      varchar not null,
    why         varchar not null,
    until       date,
    "value"     varchar not null
);

-- What a sweep told, and how far it came: 'found', then 'reported'. told has what its reports are
-- made of beside the alerts.
create table sweep (
    run_id varchar not null,
    as_of  date not null,
    place  integer not null,
    told   json not null,
    state  varchar not null
);
create table sweep_alert (
    run_id       varchar not null,
    alert_id     varchar not null,
    change       varchar not null,
    level        varchar not null,
    what_changed varchar[] not null
);
-- Filer groups as they were announced: again only when they have grown.
create table announced_group (
    filer_group varchar not null,
    run_id      varchar not null,
    brands      varchar[] not null,
    filings     integer not null
);
-- The sweep that told of the file; null until one did.
alter table source_file add column told_in varchar;

-- Messages that wait, or went out. A message keeps its identity through every attempt.
create table outbox (
    message_id varchar not null,
    run_id     varchar not null,
    channel    varchar not null,
    recipient  varchar not null,
    content    json not null,
    state      varchar not null,
    attempts   integer not null,
    not_before varchar not null,
    last_error varchar not null
);

-- Notices as they were issued.
create table notice (
    number      varchar not null,
    issued      date not null,
    alerts      varchar[] not null,
    filer_group varchar not null,
    addressee   varchar not null,
    digest      varchar not null
);

-- Filings that an owner handed in: a labelled case each. missed says why no sweep had told of it
-- (store/reported.py), level_before what it reached then; empty where nothing was known of it.
create table reported_filing (
    brand_id        varchar not null,
    office          varchar not null,
    application_key varchar not null,
    reported_on     date not null,
    who             varchar not null,
    note            varchar not null,
    missed          varchar not null,
    level_before    varchar not null
);

-- When sweeps finished by the clock, in UTC (store/heartbeat.py). No report has it.
create table sweep_done (
    run_id varchar not null,
    moment varchar not null
);

-- Names whose data were erased, as digests (store/erasing.py): what is written later is masked.
create table erased (
    name_digest varchar not null
);
