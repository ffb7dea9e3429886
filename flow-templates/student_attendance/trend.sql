-- Attendance month by month through an academic year; a row is one file: a year, management, category and level.
-- Years are written anew when one of their months was touched; otherwise as in report.sql.
with setting as (
    select state_name, require_geo, academic_year_start_month,
           regexp_split_to_array(upper(trim(coalesce(weekly_holidays, ''))), '[ ,;]+') as weekly_holidays,
           trim(coalesce(weekly_holidays, '')) <> '' as has_weekly_holidays
      from run
     limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), working_month as (
    select school_id, month_start, present, marked, first_day, last_day
      from agg.student_attendance_month cross join setting
     where not has_weekly_holidays
    union all
    select school_id, date_trunc('month', day)::date, sum(present), sum(marked), min(day), max(day)
      from agg.student_attendance_day cross join setting
     where has_weekly_holidays and marked > 0 and to_char(day, 'FMDAY') <> all (weekly_holidays)
     group by 1, 2
), known_month as (
    select distinct month_start,
           (month_start - make_interval(months => academic_year_start_month - 1))::date as shifted
      from agg.student_attendance_month cross join setting
), rewritten_year as (
    select distinct make_date(extract(year from shifted)::int, academic_year_start_month, 1) as year_start
      from known_month cross join setting
     where exists (select from touched where source <> 'student_attendance')
        or not exists (select from touched)
        or extract(year from shifted) in (
               select extract(year from split_part(key_value, '|', 2)::date - make_interval(months => academic_year_start_month - 1))
                 from touched
                where source = 'student_attendance' and key_kind in ('day', 'month'))
), year_month as (
    select format('%s-%s', extract(year from year_start), to_char(year_start + interval '1 year', 'YY')) as year,
           (year_start + make_interval(months => n))::date as month_start
      from rewritten_year cross join generate_series(0, 11) as n
), area as (
    select year, month_start, management.id as management, category.id as category,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           min(w.first_day) as first_day,
           max(w.last_day) as last_day,
           format('{"month":"%s","attendance":%s,"students":%s,"schools":%s}', to_char(month_start, 'YYYY-MM'),
                  coalesce(round(100.0 * sum(w.present) / nullif(sum(w.marked), 0), 1)::text, 'null'),
                  sum(students), count(*) filter (where w.marked > 0)) as point
      from year_month
      join agg.student_attendance_month using (month_start)
      join place using (school_id)
      left join working_month as w using (school_id, month_start)
     cross join lateral (values ('all'), (place.management)) as management (id)
     cross join lateral (values ('all'), (place.category)) as category (id)
     where management.id is not null and category.id is not null
     group by year, month_start, management.id, category.id, state, rollup (district, block, cluster, school)
), line as (
    -- a month without data is a point without values
    select year, management, category, level, area_id as id, district, block, cluster, min(first_day) as first_day, max(last_day) as last_day,
           string_agg(coalesce(point, format('{"month":"%s","attendance":null,"students":null,"schools":null}', to_char(month_start, 'YYYY-MM'))),
                      ',' order by month_start) as series
      from (select distinct year, management, category, level, id as area_id, district, block, cluster from area) as unit
      join year_month using (year)
      left join (select year, month_start, management, category, level, id as area_id, point, first_day, last_day from area) as point
           using (year, month_start, management, category, level, area_id)
     group by year, management, category, level, area_id, district, block, cluster
), file as (
    select year, management, category, line.level,
           case when line.level = 'school' then block else '' end as parent,
           min(first_day) as first_day,
           max(last_day) as last_day,
           string_agg(format('{"id":%s,"name":%s,"path":{%s}%s,"series":[%s]}',
                             to_json(line.id),
                             to_json(coalesce(unit.name, case when line.id = the_state.id then setting.state_name end, line.id)),
                             concat_ws(',', case when line.level in ('block', 'cluster', 'school') then '"district":' || to_json(district) end,
                                            case when line.level in ('cluster', 'school') then '"block":' || to_json(block) end,
                                            case when line.level = 'school' then '"cluster":' || to_json(cluster) end),
                             ',"geo":{"lat":' || trim_scale(unit.lat) || ',"lon":' || trim_scale(unit.lon) || '}',
                             series),
                      ',' order by line.id) as lines
      from line
      left join unit on unit.level = line.level and unit.id = line.id
     cross join the_state
     cross join setting
     group by 1, 2, 3, 4, 5
)
select format('period=%s/management=%s/category=%s/level=%s', year, management, category, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat('{"schema":"cqube.report/1","source":"student_attendance","report":"trend","level":"', file.level,
              '","parent":', case file.level when 'state' then 'null'
                                             when 'school' then format('{"level":"block","id":"%s"}', file.parent)
                                             else format('{"level":"state","id":%s}', coalesce(to_json(the_state.id)::text, 'null')) end,
              format(',"filters":{"period":"%s","management":"%s","category":"%s"}', year, management, category),
              ',"dataFrom":', coalesce(to_json(file.first_day)::text, 'null'),
              ',"dataUpTo":', coalesce(to_json(file.last_day)::text, 'null'),
              ',"columns":[{"key":"attendance","unit":"percent","decimals":1,"higherIsBetter":true},',
              '{"key":"students","unit":"count"},{"key":"schools","unit":"count"}]',
              ',"rows":[', file.lines, ']}')::json as body
  from file cross join the_state
union all
-- years that lost all their data, and the rest when nothing is left
select format('period=%s-%s', year, lpad(((year + 1) % 100)::text, 2, '0')), null, null
  from (select distinct extract(year from split_part(key_value, '|', 2)::date - make_interval(months => academic_year_start_month - 1))::int as year
          from touched cross join setting
         where source = 'student_attendance' and key_kind in ('day', 'month')) as touched_year
 where year not in (select extract(year from month_start - make_interval(months => academic_year_start_month - 1))::int
                      from agg.student_attendance_month cross join setting)
union all
select '', null, null
 where not exists (select from agg.student_attendance_month)
 order by 1
