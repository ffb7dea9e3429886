-- The state's configuration: which columns of which file it emits under which header, and which of them count.
-- It is emitted like data (source of kind configuration) and applied by LoadTable.

-- What can be configured: every field of every file in the catalog. Kept by the pipeline whenever a contract changes.
create table config.known_field (
    source        text    not null,
    file          text    not null,
    field         text    not null,
    place         integer not null,
    -- base name of the CSV that configures the file; null if none does
    config_file   text,
    column_name   text,
    title         text,
    type          text    not null,
    is_key        boolean not null,
    deactivatable boolean not null,
    -- the headers known from the field, the usual one first; then the name itself
    aliases       text[]  not null,
    primary key (source, file, field)
);

comment on table config.known_field is 'What the contracts of the catalog let a state configure.';

-- What the state emitted, the latest of each field. Fields without a row are as the contract says.
create table config.field (
    source       text        not null,
    file         text        not null,
    field        text        not null,
    state_column text,
    status       text        not null check (status in ('0', '1')),
    encoding     text,
    active       boolean     not null generated always as (status = '1') stored,
    loaded_by    bigint      not null,
    loaded_at    timestamptz not null default now(),
    primary key (source, file, field)
);

comment on table config.field is 'State column, activity and encoding of each field that a configuration has named.';

-- Another value after every change of config.field, whoever makes it: processors look here before each piece of work.
-- Not a number: no database that takes the place of this one can have counted to the same.
create table config.version (
    only_row boolean primary key default true check (only_row),
    version  uuid    not null
);

create function config.next_version() returns trigger language plpgsql as $$
begin
    insert into config.version (version) values (gen_random_uuid())
        on conflict (only_row) do update set version = excluded.version;
    return null;
end $$;

create trigger configuration_changed after insert or update or delete or truncate on config.field
    for each statement execute function config.next_version();

-- The configuration in force, for people: every field of every file, configured or not.
create view config.active_field as
select k.source, k.file, k.field,
       case when coalesce(f.active, true) or not k.deactivatable
            then coalesce(f.state_column, k.aliases[1], k.field) end as state_column,
       coalesce(f.active, true) or not k.deactivatable as active,
       f.encoding,
       k.is_key, k.deactivatable, k.title, k.type,
       f.field is not null as configured,
       f.loaded_by, f.loaded_at, k.place
  from config.known_field k
  left join config.field f using (source, file, field);

comment on view config.active_field is 'State column (header), activity and encoding in force of every field of every file.';
