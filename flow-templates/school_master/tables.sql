-- Columns that SQL names and a state may switch off, which is before they were made.
alter table master.school
    add column if not exists category_id   integer,
    add column if not exists medium_id     integer,
    add column if not exists lowest_class  integer,
    add column if not exists highest_class integer,
    add column if not exists status        smallint;
--;;
-- What master.school has beside the emitted columns. Applied after the table itself was made from the contract.

-- Coordinates that can be put on a map: inside India's bounding box, which also leaves out 0 and swapped pairs.
alter table master.school add column if not exists has_geo boolean
    generated always as (coalesce(lat between 6 and 38 and lon between 68 and 98, false)) stored;
--;;
-- Counts in reports: has a name and a full hierarchy, is not the synthetic school 'others', and its UDISE status is none
-- of closed (1), merged (2), sanctioned but not operational (3).
alter table master.school add column if not exists is_reportable boolean
    generated always as (name is not null and cluster_id is not null and school_id <> 9999
                         and coalesce(status, 0) not in (1, 2, 3)) stored;
--;;
-- The reports print category names; the rows come from the source school_category_master where a state emits it.
create table if not exists master.school_category (
    category_id integer primary key,
    name        text,
    loaded_by   bigint,
    loaded_at   timestamptz
);
--;;
-- Management, too, has its rows from a source of its own.
create table if not exists master.school_management (
    management_id integer primary key,
    name          text,
    loaded_by     bigint,
    loaded_at     timestamptz
);
--;;
-- Readers of the database.
grant select on master.school to cqube_viewer, cqube_creator;
