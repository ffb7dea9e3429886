-- Schools without any countable day, by period, management, category and level; a row is one file of the output bucket.
-- Every school of the masters is asked for, and a complete unit is listed with 0. Files of schools list the missing ones.
with setting as (
    select asof, state_name, require_geo,
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
), working_day as (
    select school_id, day
      from agg.teacher_attendance_day cross join setting
     where marked > 0 and (not has_weekly_holidays or to_char(day, 'FMDAY') <> all (weekly_holidays))
), span as (
    select period, from_day, to_day
      from setting
     cross join lateral (values ('last_day', asof, asof),
                                ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('overall', '-infinity'::date, 'infinity'::date)) as named (period, from_day, to_day)
     where exists (select from agg.teacher_attendance_month)
    union all
    -- months with touched days; all of them when a master was touched, or when nothing says what was
    select to_char(month_start, 'YYYY-MM'), month_start, (month_start + interval '1 month' - interval '1 day')::date
      from (select distinct month_start from agg.teacher_attendance_month) as known
     where month_start in (select date_trunc('month', split_part(key_value, '|', 2)::date)::date
                             from touched
                            where source = 'teacher_attendance' and key_kind in ('day', 'month'))
        or exists (select from touched where source not in ('teacher_attendance', 'student_attendance'))
        or not exists (select from touched)
), seen as (
    select period, school_id, min(day) as first_day, max(day) as last_day
      from span join working_day on day between from_day and to_day
     group by 1, 2
), bounds as (
    select period, min(first_day) as first_day, max(last_day) as last_day from seen group by 1
), school_value as (
    select period, place.*, seen.school_id is null as is_missing
      from span cross join place left join seen using (period, school_id)
), area as (
    select period, management.id as management, category.id as category,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           bool_or(is_missing) as is_missing,
           format('{"schools":%s,"missing":%s,"missingPercent":%s}', count(*), count(*) filter (where is_missing),
                  round(100.0 * count(*) filter (where is_missing) / count(*), 2)) as sums
      from school_value as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     cross join lateral (values ('all'), (s.category)) as category (id)
     where management.id is not null and category.id is not null
     group by period, management.id, category.id, rollup (state, district, block, cluster, school)
), line as (
    -- one file per level; schools by block
    select period, management, category, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              '"values":' || case when area.level = 'school' then '{"missing":1}' else sums end) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all' and (area.level <> 'school' or area.is_missing)
), total as (
    select period, management, category, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4, 5
), file as (
    select period, management, category, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5
)
select format('period=%s/management=%s/category=%s/level=%s', period, management, category, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('teacher_attendance', 'exceptions', file.level, file.parent, the_state.id,
                                 format('"period":"%s","management":"%s","category":"%s"', period, management, category),
                                 bounds.first_day, bounds.last_day,
                                 case when file.level <> 'school' then '{"key":"schools","unit":"count"},' else '' end
                                 || '{"key":"missing","unit":"count","higherIsBetter":false}'
                                 || case when file.level <> 'school' then ',{"key":"missingPercent","unit":"percent","decimals":2,"higherIsBetter":false}' else '' end),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (period, management, category, level, parent)
  left join bounds using (period)
  join area as whole using (period, management, category)
 cross join the_state
 where whole.level = 'all'
union all
-- months that lost all their data, and the rest when nothing is left
select 'period=' || to_char(month_start, 'YYYY-MM'), null, null
  from (select distinct date_trunc('month', split_part(key_value, '|', 2)::date)::date as month_start
          from touched
         where source = 'teacher_attendance' and key_kind in ('day', 'month')) as month
 where month_start not in (select month_start from agg.teacher_attendance_month)
union all
select '', null, null
 where not exists (select from agg.teacher_attendance_month)
 order by 1
