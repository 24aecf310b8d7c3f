-- Names of applicants that an office keeps in files of their own (store/applicants.py).

-- The identifier is what a filing has in the place of the applicant's address, without a name.
create table applicant_key (
    office     varchar not null,
    identifier varchar not null,
    name       varchar not null,
    country    varchar,
    address    varchar
);
