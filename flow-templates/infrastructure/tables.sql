-- Which facilities count, how much, and how their columns are read: config.infra_facility, in the folder config.
-- A row per school and facility. A column that is switched off, and so was never made, gives no row.
-- An encoding says what a yes is: count more than 0; yn and boolean exactly 1, since UDISE writes 2 for no.
create or replace view fact.infrastructure as
select school.school_id,
       facility.facility,
       cell.value::numeric as value,
       case when cell.value is null then null
            when facility.encoding = 'count' then cell.value::numeric > 0
            else cell.value::numeric = 1 end as available
  from fact.infrastructure_school as school
 cross join lateral jsonb_each_text(to_jsonb(school)) as cell (facility, value)
  join config.infra_facility as facility on facility.facility = cell.facility;
--;;
create table if not exists agg.infrastructure (
    school_id   bigint primary key,
    score       numeric(7, 2),
    available   text[] not null,
    lacking     text[] not null
);
--;;
comment on table agg.infrastructure is
    'A school that reported: sum of the weights of the active facilities it has (null where nothing weighs); which it has and which it lacks. A facility in neither list was not reported, or is not active.';
