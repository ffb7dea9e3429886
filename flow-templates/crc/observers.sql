-- Visits of each coordinator by period and management; a row is one file, the coordinators of a block. Nobody is named: a
-- coordinator is a number within the cluster that most of its visits, ever, were in; that cluster's schools are its own.
-- Every period is returned: a later visit may move a coordinator, in months gone by too.
with setting as (
    select asof from run limit 1
), place as (
    select * from master.school_place
), visit as (
    select observer_id, visit_date, visited, completed, place.school, place.cluster, place.management
      from agg.crc_visit join place using (school_id)
     where observer_id is not null
), home as (
    select distinct on (observer_id) observer_id, cluster
      from (select observer_id, cluster, count(*) filter (where visited) as visits, count(*) as inspections from visit group by 1, 2) as seen
     order by observer_id, visits desc, inspections desc, cluster
), coordinator as (
    select observer_id, cluster, format('%s-%s', cluster, row_number() over (partition by cluster order by observer_id)) as id
      from home
), own as (
    select cluster, management.id as management, min(place.district) as district, min(place.block) as block, count(*) as schools
      from place
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by 1, 2
), rolling as (
    select period, from_day, to_day
      from setting
     cross join lateral (values ('last_day', asof, asof),
                                ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('overall', '-infinity'::date, 'infinity'::date)) as named (period, from_day, to_day)
), span as (
    select * from rolling
    union all
    select distinct to_char(visit_date, 'YYYY-MM'), date_trunc('month', visit_date)::date,
           (date_trunc('month', visit_date) + interval '1 month' - interval '1 day')::date
      from visit
), counted as (
    select period, observer_id, management.id as management,
           min(visit_date) as first_day, max(visit_date) as last_day,
           count(*) filter (where visited) as visits,
           count(*) filter (where completed) as completed,
           count(*) filter (where not visited) as missed,
           count(distinct school) filter (where visited) as schools,
           count(distinct school) filter (where visited and visit.cluster = coordinator.cluster) as own_seen
      from span
      join visit on visit_date between from_day and to_day
      join coordinator using (observer_id)
     cross join lateral (values ('all'), (visit.management)) as management (id)
     where management.id is not null
     group by 1, 2, 3
), listed as (
    -- every coordinator in the rolling periods, also without a visit; in a month those who had an inspection
    select period, observer_id from rolling cross join coordinator
    union
    select period, observer_id from counted
), line as (
    select period, own.management, own.block, coordinator.id, first_day, last_day,
           master.report_line('school', coordinator.id, null, own.district, own.block, own.cluster, null, null,
                              format('"values":{"visits":%s,"completed":%s,"missed":%s,"schools":%s,"ownSchools":%s,"ownSchoolsSeen":%s,"ownSchoolsSeenPercent":%s}',
                                     coalesce(visits, 0), coalesce(completed, 0), coalesce(missed, 0), coalesce(counted.schools, 0),
                                     own.schools, coalesce(own_seen, 0), round(100.0 * coalesce(own_seen, 0) / own.schools, 1))) as body
      from listed
      join coordinator using (observer_id)
      join own using (cluster)
      left join counted using (period, observer_id, management)
)
select format('period=%s/management=%s/level=observer/parent=%s', period, management, block) as partition,
       block as parent,
       concat(master.report_head('crc', 'observers', 'observer', block, null,
                                 format('"period":"%s","management":"%s"', period, management), min(first_day), max(last_day),
                                 '{"key":"visits","unit":"count"},{"key":"completed","unit":"count"},{"key":"missed","unit":"count"},'
                                 '{"key":"schools","unit":"count"},{"key":"ownSchools","unit":"count"},{"key":"ownSchoolsSeen","unit":"count"},'
                                 '{"key":"ownSchoolsSeenPercent","unit":"percent","decimals":1,"higherIsBetter":true}'),
              ',"rows":[', string_agg(body, ',' order by length(id), id), ']}')::json as body
  from line
 group by period, management, block
union all
-- all that there is has been returned
select '', null, null
 order by 1
