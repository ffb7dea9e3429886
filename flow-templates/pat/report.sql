-- Performance by period, semester (where the assessment has them), grade, management and level; a row is one file.
-- Marks travel up from the schools and are divided once. Pupils are distinct in a school's grade, and summed from there:
-- who takes five tests in a month is one pupil, attended and enrolled alike.
-- Bands count schools by the performance that is printed; ranks compare the units of a level by it, and ties share one.
with setting as (
    select asof, state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), exam as (
    select * from fact.exam_known where assessment = 'pat'
), result as (
    select exam.exam_date, exam.month, exam.semester, exam.grade, exam.subject, s.*
      from agg.exam_school as s
      join exam using (assessment, exam_code)
      join place using (school_id)
), rewritten_month as (
    -- months of touched exams, before and after; all of them when a name or an enrolment was touched, or nothing says what was
    select left(key_value, 7) as month from touched where source = 'pat' and key_kind = 'exam'
    union
    select exam.month
      from touched join exam on exam.exam_code = substr(key_value, strpos(key_value, '|') + 1)
     where source = 'pat' and key_kind = 'result'
    union
    select exam.month
      from touched join exam on exam.exam_id::text = key_value
     where source = 'pat' and key_kind = 'question'
    union
    select month
      from result
     where exists (select from touched where source <> 'pat' or key_kind in ('subject', 'enrolment'))
        or not exists (select from touched)
), span as (
    select period, from_day, to_day
      from setting
     cross join lateral (values ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('overall', date '-infinity', date 'infinity')) as named (period, from_day, to_day)
    union all
    select month, to_date(month, 'YYYY-MM'), (to_date(month, 'YYYY-MM') + interval '1 month' - interval '1 day')::date
      from rewritten_month
), period_result as (
    select span.period, result.*
      from span join result on exam_date between from_day and to_day
), class_pupil as (
    select period, semester, school_id, grade, count(*) as attended
      from (select distinct period, semester, school_id, grade, pupil
              from period_result cross join unnest(students) as pupil) as seen
     group by 1, 2, 3, 4
), subject_pupil as (
    -- the pupils of several exams in one subject; those of a single one are counted already
    select period, semester, school_id, grade, subject, count(distinct pupil) as attended
      from period_result as r cross join unnest(students) as pupil
     where exists (select from period_result as other
                    where other.period = r.period and other.semester = r.semester and other.school_id = r.school_id
                      and other.grade = r.grade and other.subject = r.subject and other.exam_code <> r.exam_code)
     group by 1, 2, 3, 4, 5
), class_value as (
    select period, semester, school_id, grade, subject, sum(obtained) as obtained, sum(possible) as possible,
           max(students_attended) as attended, max(students_enrolled) as enrolled,
           min(exam_date) as first_day, max(exam_date) as last_day
      from period_result
     group by period, semester, school_id, grade, rollup (subject)
), grade_value as (
    -- a class with any results has its line in the moving periods too, so that no file is left behind
    select period, semester, school_id, grade, coalesce(obtained, 0) as obtained, coalesce(possible, 0) as possible,
           coalesce(p.attended, 0) as attended, enrolled, first_day, last_day
      from (select period, semester, school_id, grade
              from (select distinct semester, school_id, grade from result) as known
             cross join (values ('last_7_days'), ('last_30_days')) as moving (period)
            union
            select period, semester, school_id, grade from class_value) as known
      left join (select * from class_value where subject is null) as v using (period, semester, school_id, grade)
      left join class_pupil as p using (period, semester, school_id, grade)
), school_value as (
    -- grade 0 stands for all grades, a subject of '' for all subjects
    select period, semester, school_id, grade, '' as subject, obtained, possible, attended, enrolled, first_day, last_day
      from grade_value
    union all
    select period, semester, school_id, 0, '', sum(obtained), sum(possible), sum(attended), sum(enrolled), min(first_day), max(last_day)
      from grade_value
     group by 1, 2, 3
    union all
    select period, semester, school_id, grade, subject, obtained, possible, coalesce(p.attended, v.attended), enrolled, first_day, last_day
      from class_value as v
      left join subject_pupil as p using (period, semester, school_id, grade, subject)
     where subject is not null
), area_sum as (
    select period, semester, grade, subject, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           state, district, block, cluster,
           min(first_day) as first_day, max(last_day) as last_day,
           sum(obtained) as obtained, sum(possible) as possible, sum(attended) as attended, sum(enrolled) as enrolled,
           sum(attended) filter (where enrolled is not null) as attended_of_enrolled,
           count(*) filter (where attended > 0) as schools,
           count(printed) as valued,
           count(*) filter (where printed <= 33) as up_to_33,
           count(*) filter (where printed > 33 and printed <= 60) as up_to_60,
           count(*) filter (where printed > 60 and printed <= 75) as up_to_75,
           count(*) filter (where printed > 75) as over_75
      from (select *, round(100.0 * obtained / nullif(possible, 0), 1) as printed from school_value) as valued
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by period, semester, grade, subject, management.id, rollup (state, district, block, cluster, school)
), area as (
    select *, round(100.0 * obtained / nullif(possible, 0), 1) as performance,
           format('"performance":%s,"obtained":%s,"possible":%s,"studentsAttended":%s,"studentsEnrolled":%s,"attendance":%s,"schools":%s',
                  coalesce(round(100.0 * obtained / nullif(possible, 0), 1)::text, 'null'), trim_scale(obtained), trim_scale(possible),
                  attended, coalesce(enrolled::text, 'null'),
                  coalesce(round(100.0 * attended_of_enrolled / nullif(enrolled, 0), 1)::text, 'null'), schools) as sums
      from area_sum
), area_band as (
    select period, semester, grade, management, level, id, state, district, block, cluster, first_day, last_day, performance,
           -- how many schools are in each band; the lines of schools and their totals have none
           sums as sums_of_schools,
           concat(sums, format(',"bandUpTo33":%s,"band33to60":%s,"band60to75":%s,"bandOver75":%s', up_to_33, up_to_60, up_to_75, over_75),
                  format(',"bandUpTo33Percent":%s,"band33to60Percent":%s,"band60to75Percent":%s,"bandOver75Percent":%s',
                         coalesce(round(100.0 * up_to_33 / nullif(valued, 0), 2)::text, 'null'),
                         coalesce(round(100.0 * up_to_60 / nullif(valued, 0), 2)::text, 'null'),
                         coalesce(round(100.0 * up_to_75 / nullif(valued, 0), 2)::text, 'null'),
                         coalesce(round(100.0 * over_75 / nullif(valued, 0), 2)::text, 'null'))) as sums
      from area
     where subject = ''
), ranked as (
    -- units without a value have no rank and are in nobody's number
    select period, semester, grade, management, level, id,
           rank() over (whole order by performance desc) as in_state, count(*) over whole as of_state,
           rank() over (in_district order by performance desc) as in_district, count(*) over in_district as of_district,
           rank() over (in_block order by performance desc) as in_block, count(*) over in_block as of_block,
           rank() over (in_cluster order by performance desc) as in_cluster, count(*) over in_cluster as of_cluster
      from area_band
     where performance is not null and level not in ('state', 'all')
    window whole as (partition by period, semester, grade, management, level),
           in_district as (partition by period, semester, grade, management, level, district),
           in_block as (partition by period, semester, grade, management, level, district, block),
           in_cluster as (partition by period, semester, grade, management, level, district, block, cluster)
), area_grade as (
    select period, semester, management, level, id, grade,
           concat('"', grade, '":{', string_agg(sums, '') filter (where subject = ''), ',"subjects":{',
                  string_agg(concat(to_json(subject), ':{', sums, '}'), ',' order by subject) filter (where subject <> ''), '}}') as body
      from area
     where grade > 0 and level <> 'all'
     group by 1, 2, 3, 4, 5, 6
), area_grades as (
    select period, semester, management, level, id, grade, body from area_grade
    union all
    select period, semester, management, level, id, 0, string_agg(body, ',' order by grade)
      from area_grade
     group by 1, 2, 3, 4, 5
), line as (
    -- one file per level; schools by block
    select period, semester, grade, management, area.level, area.id, first_day, last_day,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              concat('"values":{', case when area.level = 'school' then sums_of_schools else sums end,
                                     case when area.level <> 'state' then
                                         format(',"rank":%s,"rankOf":%s,"stateScore":%s', coalesce(in_state::text, 'null'), coalesce(of_state::text, 'null'),
                                                coalesce((1 - round(1.0 * in_state / of_state, 2))::text, 'null')) end,
                                     '}',
                                     -- within the units between itself and the state
                                     ',"ranks":{' || case when in_state is not null and area.level in ('block', 'cluster', 'school') then
                                         concat_ws(',', case when area.level = 'school' then format('"cluster":{"rank":%s,"of":%s}', in_cluster, of_cluster) end,
                                                        case when area.level <> 'block' then format('"block":{"rank":%s,"of":%s}', in_block, of_block) end,
                                                        format('"district":{"rank":%s,"of":%s}', in_district, of_district)) end || '}',
                                     ',"grades":{', area_grades.body, '}')) as body
      from area_band as area
      join area_grades using (period, semester, management, level, id, grade)
      left join ranked using (period, semester, grade, management, level, id)
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
), total as (
    -- sums of the units that hold a file's lines; a block's file of schools has none but its own block's
    select period, semester, grade, management, file.level, file.parent,
           string_agg(concat(to_json(area.id), ':{', case when file.level = 'school' then sums_of_schools else sums end, '}'), ',' order by area.id) as parents
      from area_band as area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4, 5, 6
), file as (
    select period, semester, grade, management, level, parent,
           min(first_day) as first_day,
           max(last_day) as last_day,
           string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5, 6
)
select concat('period=', period, '/semester=' || nullif(semester, ''), '/grade=', grade_name,
              '/management=', management, '/level=', file.level, '/parent=' || nullif(file.parent, '')) as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('pat', 'report', file.level, file.parent, the_state.id,
                                 concat('"period":"', period, '",', '"semester":"' || nullif(semester, '') || '",',
                                        '"grade":"', grade_name, '","management":"', management, '"'),
                                 file.first_day, file.last_day,
                                 '{"key":"performance","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"obtained","unit":"marks"},{"key":"possible","unit":"marks"},'
                                 '{"key":"studentsAttended","unit":"count"},{"key":"studentsEnrolled","unit":"count"},'
                                 '{"key":"attendance","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"schools","unit":"count"}'
                                 || case when file.level <> 'school' then
                                    ',{"key":"bandUpTo33","unit":"count"},{"key":"band33to60","unit":"count"},'
                                    '{"key":"band60to75","unit":"count"},{"key":"bandOver75","unit":"count"},'
                                    '{"key":"bandUpTo33Percent","unit":"percent","decimals":2},{"key":"band33to60Percent","unit":"percent","decimals":2},'
                                    '{"key":"band60to75Percent","unit":"percent","decimals":2},{"key":"bandOver75Percent","unit":"percent","decimals":2}' else '' end
                                 || case when file.level <> 'state' then
                                    ',{"key":"rank","unit":"count","decimals":0},{"key":"rankOf","unit":"count","decimals":0},'
                                    '{"key":"stateScore","unit":"score","decimals":2,"higherIsBetter":true}' else '' end),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then concat(',"all":{', whole.sums, '}') end,
              '}}')::json as body
  from file
  left join total using (period, semester, grade, management, level, parent)
  join area_band as whole using (period, semester, grade, management)
 cross join the_state
 cross join lateral (select case when grade = 0 then 'all' else grade::text end as grade_name) as named
 where whole.level = 'all'
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || month, null, null from rewritten_month
 order by 1
