-- Visits of the coordinators by period, management and level; a row is one file of the output bucket.
-- Every school of the hierarchy counts, also without coordinates and without visits.
with setting as (
    select asof, state_name,
           (select value from config.crc_setting where name = 'bands') as bands,
           (select value::numeric from config.crc_setting where name = 'radius_m') as radius_m
      from run
     limit 1
), place as (
    select * from master.school_place
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), span as (
    select period, from_day, to_day
      from setting
     cross join lateral (values ('last_day', asof, asof),
                                ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('overall', '-infinity'::date, 'infinity'::date)) as named (period, from_day, to_day)
    union all
    -- months with touched days; all of them when a master was touched, or when nothing says what was
    select to_char(month_start, 'YYYY-MM'), month_start, (month_start + interval '1 month' - interval '1 day')::date
      from (select distinct date_trunc('month', visit_date)::date as month_start from agg.crc_visit_day) as known
     where month_start in (select key_value::date from touched where source = 'crc' and key_kind = 'month')
        or exists (select from touched where source <> 'crc')
        or not exists (select from touched)
), counted as (
    select period, school_id, sum(visits) as visits, sum(completed) as completed, sum(missed) as missed,
           min(visit_date) as first_day, max(visit_date) as last_day
      from span join agg.crc_visit_day on visit_date between from_day and to_day
     group by 1, 2
), school_value as (
    select period, place.*, coalesce(visits, 0) as visits, coalesce(completed, 0) as completed, coalesce(missed, 0) as missed,
           coalesce(case when setting.bands = 'completed' then completed else visits end, 0) as banded, first_day, last_day
      from (select distinct period from span) as periods
     cross join place
     cross join setting
      left join counted using (period, school_id)
     where exists (select from agg.crc_visit_day)
), area_count as (
    select period, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           min(first_day) as first_day, max(last_day) as last_day,
           count(*) as schools,
           count(distinct s.cluster) as clusters,
           count(*) filter (where visits > 0) as visited,
           count(*) filter (where banded > 0) as banded,
           sum(visits) as visits, sum(completed) as completed, sum(missed) as missed,
           count(*) filter (where s.banded = 0) as band_0,
           count(*) filter (where s.banded between 1 and 2) as band_1_2,
           count(*) filter (where s.banded between 3 and 5) as band_3_5,
           count(*) filter (where s.banded between 6 and 10) as band_6_10,
           count(*) filter (where s.banded > 10) as band_over_10
      from school_value as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
     group by period, management.id, rollup (state, district, block, cluster, school)
), area_distance as (
    -- a median does not travel upwards: it is taken of the visits of each area
    select period, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           round((percentile_cont(0.5) within group (order by distance_m))::numeric, 1) as median,
           round(100.0 * count(*) filter (where distance_m <= radius_m) / nullif(count(distance_m), 0), 1) as within_radius,
           count(distinct observer_id) as observers
      from span
      join agg.crc_visit as visit on visit.visited and visit.visit_date between from_day and to_day
      join place using (school_id)
     cross join setting
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by period, management.id, rollup (state, district, block, cluster, school)
), area as (
    select period, management, level, id, district, block, cluster, first_day, last_day,
           format('{"schools":%s,"visited":%s,"notVisited":%s,"visits":%s,"completed":%s,"missed":%s,"band0":%s,"band1to2":%s,"band3to5":%s,"band6to10":%s,"bandOver10":%s,',
                  schools, visited, schools - visited, visits, completed, missed,
                  round(100.0 * band_0 / schools, 1), round(100.0 * band_1_2 / schools, 1), round(100.0 * band_3_5 / schools, 1),
                  round(100.0 * band_6_10 / schools, 1), round(100.0 * band_over_10 / schools, 1))
           || format('"visitsPerSchool":%s,"schoolsPerCrc":%s,"medianDistanceM":%s,"withinRadius":%s,"observers":%s,"score":%s}',
                  round(visits / schools, 1), round(1.0 * schools / clusters, 1),
                  coalesce(median::text, 'null'), coalesce(within_radius::text, 'null'), coalesce(observers, 0),
                  case when level <> 'school' then 1 - round(1.0 * (schools - banded) / schools, 2)
                       -- the five bands of one school
                       else (0.25 * band_1_2 + 0.5 * band_3_5 + 0.75 * band_6_10 + band_over_10) end) as sums
      from area_count left join area_distance using (period, management, level, id)
), line as (
    -- one file per level; schools by block
    select period, management, area.level, area.id, first_day, last_day,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon, '"values":' || sums) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    select period, management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4
), file as (
    select period, management, level, parent, min(first_day) as first_day, max(last_day) as last_day, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4
)
select format('period=%s/management=%s/level=%s', period, management, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('crc', 'report', file.level, file.parent, the_state.id,
                                 format('"period":"%s","management":"%s"', period, management),
                                 file.first_day, file.last_day,
                                 '{"key":"schools","unit":"count"},{"key":"visited","unit":"count","higherIsBetter":true},{"key":"notVisited","unit":"count"},'
                                 '{"key":"visits","unit":"count"},{"key":"completed","unit":"count"},{"key":"missed","unit":"count"},'
                                 '{"key":"band0","unit":"percent","decimals":1},{"key":"band1to2","unit":"percent","decimals":1},'
                                 '{"key":"band3to5","unit":"percent","decimals":1},{"key":"band6to10","unit":"percent","decimals":1},'
                                 '{"key":"bandOver10","unit":"percent","decimals":1},'
                                 '{"key":"visitsPerSchool","unit":"ratio","decimals":1},{"key":"schoolsPerCrc","unit":"ratio","decimals":1},'
                                 '{"key":"medianDistanceM","unit":"metres","decimals":1},{"key":"withinRadius","unit":"percent","decimals":1},'
                                 '{"key":"observers","unit":"count","decimals":0},{"key":"score","unit":"score","decimals":2}'),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (period, management, level, parent)
  join area as whole using (period, management)
 cross join the_state
 where whole.level = 'all'
union all
-- months that lost all their data, and the rest when nothing is left
select 'period=' || left(key_value, 7), null, null
  from touched
 where source = 'crc' and key_kind = 'month'
   and key_value::date not in (select date_trunc('month', visit_date)::date from agg.crc_visit_day)
 group by 1
union all
select '', null, null
 where not exists (select from agg.crc_visit_day)
 order by 1
