-- Teachers' attendance by period, management, category and level; a row is one file of the output bucket.
-- Sums travel up from the schools and are divided once, at the end. Coverage tells on how much of what could have been marked
-- a percentage rests: marked / (teachers x days of the period with any mark).
with setting as (
    select asof,
           make_date(extract(year from asof)::int - case when extract(month from asof) < academic_year_start_month then 1 else 0 end,
                     academic_year_start_month, 1) as year_start,
           state_name,
           require_geo,
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
    -- an installation serves one state; should the masters hold two, no name and no id stands for both
    select case when count(distinct state) = 1 then max(state) end as id from place
), span as (
    select period, from_day, to_day,
           date_trunc('month', from_day)::date as from_month,
           date_trunc('month', to_day)::date as to_month
      from setting
     cross join lateral (values ('last_day', asof, asof),
                                ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('year_to_date', year_start, asof)) as named (period, from_day, to_day)
), working_day as (
    select day.*
      from agg.teacher_attendance_day as day cross join setting
     where marked > 0 and (not has_weekly_holidays or to_char(day, 'FMDAY') <> all (weekly_holidays))
), marked_day as (
    select distinct day from working_day join place using (school_id)
), marked_days as (
    -- days of the period on which anybody in the state was marked: what coverage is measured by
    select period, count(*) as days from span join marked_day on day between from_day and to_day group by 1
    union all
    select to_char(day, 'YYYY-MM'), count(*) from marked_day group by 1
    union all
    select 'overall', count(*) from marked_day
), working_month as (
    select school_id, month_start, present, marked, on_duty, training, half_leave, full_leave, first_day, last_day
      from agg.teacher_attendance_month cross join setting
     where not has_weekly_holidays
    union all
    select school_id, date_trunc('month', day)::date, sum(present), sum(marked), sum(on_duty), sum(training), sum(half_leave), sum(full_leave), min(day), max(day)
      from working_day cross join setting
     where has_weekly_holidays
     group by 1, 2
), worked as (
    select period, school_id, sum(present) as present, sum(marked) as marked, sum(on_duty) as on_duty, sum(training) as training,
           sum(half_leave) as half_leave, sum(full_leave) as full_leave, min(day) as first_day, max(day) as last_day
      from span join working_day on day between from_day and to_day
     group by 1, 2
    union all
    select 'overall', school_id, sum(present), sum(marked), sum(on_duty), sum(training), sum(half_leave), sum(full_leave), min(first_day), max(last_day)
      from working_month
     group by 2
), persons as (
    -- distinct teachers over the months that the period touches
    select span.period, month.school_id, month.teachers
      from span join agg.teacher_attendance_month as month on month.month_start = from_month
     where from_month = to_month
    union all
    select span.period, seen.school_id, count(*)
      from span join agg.teacher_seen as seen on seen.first_month <= to_month and seen.last_month >= from_month
     where from_month < to_month
       and (seen.first_month >= from_month or seen.last_month <= to_month
            -- seen before and after the period: was there a month inside?
            or exists (select from fact.teacher_attendance as f
                        where f.school_id = seen.school_id and f.teacher_id = seen.teacher_id
                          and f.month_start between from_month and to_month))
     group by 1, 2
    union all
    select 'overall', school_id, count(*)
      from agg.teacher_seen
     group by 2
), rewritten_month as (
    -- months with touched days of teachers or pupils; all of them when a master was touched, or when nothing says what was
    select distinct month_start
      from agg.teacher_attendance_month
     where month_start in (select date_trunc('month', split_part(key_value, '|', 2)::date)::date
                             from touched
                            where source in ('teacher_attendance', 'student_attendance') and key_kind in ('day', 'month'))
        or exists (select from touched where source not in ('teacher_attendance', 'student_attendance'))
        or not exists (select from touched)
), school_value as (
    -- a school with any data has its line in every period that is not a month, so that no file is left behind
    select period, known.school_id, coalesce(present, 0) as present, coalesce(marked, 0) as marked, coalesce(on_duty, 0) as on_duty,
           coalesce(training, 0) as training, coalesce(half_leave, 0) as half_leave, coalesce(full_leave, 0) as full_leave,
           coalesce(teachers, 0) as teachers, null::bigint as students, null::bigint as taught_by, first_day, last_day
      from (select distinct school_id from agg.teacher_attendance_month) as known
     cross join (select period from span union all values ('overall')) as periods
      left join worked using (period, school_id)
      left join persons using (period, school_id)
    union all
    -- pupils per teacher is a ratio of one month, over the schools that reported both
    select to_char(month_start, 'YYYY-MM'), school_id, coalesce(w.present, 0), coalesce(w.marked, 0), coalesce(w.on_duty, 0),
           coalesce(w.training, 0), coalesce(w.half_leave, 0), coalesce(w.full_leave, 0),
           month.teachers, pupils.students, case when pupils.students > 0 then month.teachers end, w.first_day, w.last_day
      from agg.teacher_attendance_month as month
      join rewritten_month using (month_start)
      left join working_month as w using (school_id, month_start)
      left join agg.student_attendance_month as pupils using (school_id, month_start)
), area as (
    select period, management.id as management, category.id as category,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           min(first_day) as first_day,
           max(last_day) as last_day,
           format('{"attendance":%s,"present":%s,"marked":%s,"teachers":%s,"schools":%s,"coverage":%s,"onDuty":%s,"inTraining":%s,"onHalfLeave":%s,"onFullLeave":%s,"studentsPerTeacher":%s}',
                  coalesce(round(100.0 * sum(present) / nullif(sum(marked), 0), 1)::text, 'null'),
                  trim_scale(sum(present)), sum(marked), sum(teachers), count(*) filter (where marked > 0),
                  coalesce(round(100.0 * sum(marked) / nullif(sum(teachers) * max(days), 0), 1)::text, 'null'),
                  coalesce(round(100.0 * sum(on_duty) / nullif(sum(marked), 0), 1)::text, 'null'),
                  coalesce(round(100.0 * sum(training) / nullif(sum(marked), 0), 1)::text, 'null'),
                  coalesce(round(100.0 * sum(half_leave) / nullif(sum(marked), 0), 1)::text, 'null'),
                  coalesce(round(100.0 * sum(full_leave) / nullif(sum(marked), 0), 1)::text, 'null'),
                  coalesce(round(sum(students) / nullif(sum(taught_by), 0), 1)::text, 'null')) as sums
      from school_value
      join place using (school_id)
      left join marked_days using (period)
     cross join lateral (values ('all'), (place.management)) as management (id)
     cross join lateral (values ('all'), (place.category)) as category (id)
     where management.id is not null and category.id is not null
     group by period, management.id, category.id, rollup (state, district, block, cluster, school)
), line as (
    -- one file per level; schools by block
    select period, management, category, area.level, area.id, first_day, last_day,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon, '"values":' || sums) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    -- sums of the units that hold a file's lines; a block's file of schools has none but its own block's
    select period, management, category, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4, 5
), file as (
    select period, management, category, level, parent,
           min(first_day) as first_day,
           max(last_day) as last_day,
           string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5
)
select format('period=%s/management=%s/category=%s/level=%s', period, management, category, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('teacher_attendance', 'report', file.level, file.parent, the_state.id,
                                 format('"period":"%s","management":"%s","category":"%s"', period, management, category),
                                 file.first_day, file.last_day,
                                 '{"key":"attendance","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"present","unit":"teacher_days"},{"key":"marked","unit":"teacher_days"},'
                                 '{"key":"teachers","unit":"count"},{"key":"schools","unit":"count"},'
                                 '{"key":"coverage","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"onDuty","unit":"percent","decimals":1},{"key":"inTraining","unit":"percent","decimals":1},'
                                 '{"key":"onHalfLeave","unit":"percent","decimals":1},{"key":"onFullLeave","unit":"percent","decimals":1},'
                                 '{"key":"studentsPerTeacher","unit":"ratio","decimals":1}'),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (period, management, category, level, parent)
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
