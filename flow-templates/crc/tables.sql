-- What the facts have beside the emitted columns, and the counts that reports are made from.

-- Metres between two points of the earth taken as a sphere of 6 371 000 m (haversine).
create or replace function fact.distance_m(lat1 numeric, lon1 numeric, lat2 numeric, lon2 numeric) returns numeric
    language sql immutable strict parallel safe as $$
select round((2 * 6371000 * asin(least(1, sqrt(
           power(sin(radians(lat2::float8 - lat1::float8) / 2), 2)
           + cos(radians(lat1::float8)) * cos(radians(lat2::float8)) * power(sin(radians(lon2::float8 - lon1::float8) / 2), 2)))))::numeric, 3)
$$;
--;;
-- Filled by aggregate.sql: it follows the school's coordinates, which may come later, or be mended.
alter table fact.crc_location add column if not exists distance_m numeric(12, 3);
--;;
comment on column fact.crc_location.distance_m is 'Metres from the school; null without coordinates of the school.';
--;;
create index if not exists crc_location_by_inspection on fact.crc_location (inspection_id);
--;;
create index if not exists crc_location_by_school on fact.crc_location (school_id);
--;;
-- Columns that a state may switch off; a switched-off column is not made from the contract.
alter table fact.crc_visit
    add column if not exists observer_id                 bigint,
    add column if not exists start_time                  time,
    add column if not exists end_time                    time,
    add column if not exists reason_type                 text,
    add column if not exists score                       numeric,
    add column if not exists total_score                 numeric,
    add column if not exists total_class_rooms           smallint,
    add column if not exists actual_class_rooms          smallint,
    add column if not exists total_suggestion_last_month smallint,
    add column if not exists resolved_from_that          smallint,
    add column if not exists is_offline                  boolean;
--;;
-- How the reports count; an operator changes it with SQL, and the next publication writes all reports anew.
create table if not exists config.crc_setting (
    name  text primary key,
    value text not null,
    constraint known_setting check (name = 'bands' and value in ('visits', 'completed')
                                    or name = 'radius_m' and value ~ '^[0-9]{1,6}$')
);
--;;
comment on table config.crc_setting is
    'bands: which count the bands of schools go by, visits (as the original) or completed; radius_m: a visit within it was at the school.';
--;;
insert into config.crc_setting (name, value) values ('bands', 'visits'), ('radius_m', '200') on conflict do nothing;
--;;
create or replace function config.crc_setting_changed() returns trigger language plpgsql as $$
begin
    insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)
    values ('crc', 'config', 'setting', new.name, 0)
        on conflict (owner_source, source, key_kind, key_value) where run_id is null do nothing;
    return null;
end $$;
--;;
create or replace trigger reports_follow after update on config.crc_setting
    for each row execute function config.crc_setting_changed();
--;;
create table if not exists agg.crc_visit (
    inspection_id bigint  primary key,
    school_id     bigint  not null,
    visit_date    date    not null,
    visited       boolean not null,
    completed     boolean not null,
    observer_id   bigint,
    distance_m    numeric(12, 3)
);
--;;
comment on table agg.crc_visit is
    'An inspection with at least one place of the phone: visited when one was at the school, else missed. distance_m is that of the nearest place.';
--;;
create index if not exists crc_visit_by_day on agg.crc_visit (school_id, visit_date);
--;;
create table if not exists agg.crc_visit_day (
    school_id    bigint  not null,
    visit_date   date    not null,
    inspections  integer not null,
    visits       integer not null,
    completed    integer not null,
    missed       integer not null,
    observers    bigint[] not null,
    distance_sum numeric(16, 3) not null,
    distances    integer not null,
    primary key (school_id, visit_date)
);
--;;
comment on table agg.crc_visit_day is
    'A school''s inspections of a day: visits and missed are all of them; completed are visits with is_inspection 2; observers of the visits; sum and number of known distances.';
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.crc_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
-- schools that were visited, of all schools; bands go by the number of visits
select 'crc', place.school_id, (coalesce(visited.visits, 0) > 0)::int::numeric, 1::numeric, coalesce(visited.visits, 0)::numeric,
       visited.first_day, visited.last_day
  from master.school_place as place
  left join (select day.school_id, sum(case when setting.value = 'completed' then day.completed else day.visits end) as visits,
                    min(day.visit_date) as first_day, max(day.visit_date) as last_day
               from agg.crc_visit_day as day
              cross join (select value from config.crc_setting where name = 'bands') as setting
              where period <> 'last_30_days' or day.visit_date between asof - 29 and asof
              group by day.school_id) as visited using (school_id)
 where exists (select from agg.crc_visit_day)
$$;
--;;
-- Readers of the database; nobody reads who visited. And the one who works out the distances.
grant select (school_id, visit_date, inspections, visits, completed, missed, distance_sum, distances)
   on agg.crc_visit_day to cqube_viewer, cqube_creator;
--;;
grant update (distance_m) on fact.crc_location to cqube_aggregate;
--;;
create or replace view pub.crc_visit_day as
select school_id, visit_date, inspections, visits, completed, missed, cardinality(observers) as observers,
       distance_sum as distance_sum_m, distances
  from agg.crc_visit_day;
--;;
comment on view pub.crc_visit_day is
    'A school''s inspections of a day: all, visited, completed, missed; how many coordinators came; sum and number of known distances.';
