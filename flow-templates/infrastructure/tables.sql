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
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.infrastructure_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
-- the newest file, whatever the period: the score, and whether the school has each facility that it reported on
select 'infrastructure', school_id, score::numeric, 100::numeric, null::numeric, null::date, null::date
  from agg.infrastructure
 where score is not null
union all
select 'infrastructure.' || cell.facility, school_id, cell.available::int::numeric, 1::numeric, null, null, null
  from agg.infrastructure
 cross join lateral (select unnest(available), true union all select unnest(lacking), false) as cell (facility, available)
$$;
--;;
-- Readers of the database.
grant select on agg.infrastructure to cqube_viewer, cqube_creator;
--;;
create or replace view pub.infrastructure as
select school_id, score, cardinality(available) as facilities_available, cardinality(lacking) as facilities_lacking
  from agg.infrastructure;
--;;
comment on view pub.infrastructure is 'A school that reported: its score of 100, how many active facilities it has and lacks.';
--;;
create or replace view pub.infrastructure_facility as
select answer.school_id, answer.facility, f.label, f.category, f.weight, answer.available
  from (select school_id, unnest(available) as facility, true as available from agg.infrastructure
        union all
        select school_id, unnest(lacking), false from agg.infrastructure) as answer
  join config.infra_facility as f on f.facility = answer.facility;
--;;
comment on view pub.infrastructure_facility is 'A school and an active facility that it reported on: whether it has it.';
