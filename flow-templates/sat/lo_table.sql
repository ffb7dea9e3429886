-- A line per exam of a month's grade and a column per unit, with the totals of the unit above: by month, semester, grade,
-- management and level; a row is one file. Files hold the children of one unit; schools come by block, as everywhere.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), exam as (
    select * from fact.exam_known where assessment = 'sat'
), rewritten_month as (
    -- as in report.sql
    select left(key_value, 7) as month from touched where source = 'sat' and key_kind = 'exam'
    union
    select exam.month
      from touched join exam on exam.exam_code = substr(key_value, strpos(key_value, '|') + 1)
     where source = 'sat' and key_kind = 'result'
    union
    select exam.month
      from touched join exam on exam.exam_id::text = key_value
     where source = 'sat' and key_kind = 'question'
    union
    select month
      from exam
     where exists (select from touched where source <> 'sat' or key_kind in ('subject', 'enrolment'))
        or not exists (select from touched)
), cell as (
    select exam.month, exam.semester, exam.grade, management.id as management, exam_code,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           coalesce(round(100.0 * sum(obtained) / nullif(sum(possible), 0), 1)::text, 'null') as percent,
           round(sum(obtained) / sum(students_attended), 1)::text as marks,
           sum(students_attended)::text as attended,
           coalesce(sum(students_enrolled)::text, 'null') as enrolled,
           count(*)::text as schools
      from rewritten_month
      join exam using (month)
      join agg.exam_school using (assessment, exam_code)
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by exam.month, exam.semester, exam.grade, management.id, exam_code, rollup (state, district, block, cluster, school)
), filed as (
    select cell.*,
           case level when 'block' then district when 'cluster' then block when 'school' then block else '' end as parent,
           case level when 'district' then the_state.id when 'block' then district when 'cluster' then block when 'school' then cluster end as above
      from cell cross join the_state
     where level <> 'all'
), file_row as (
    -- with the sums over the unit whose children the file holds
    select f.month, f.semester, f.grade, f.management, f.level, f.parent, f.exam_code,
           row_number() over (partition by f.month, f.semester, f.grade, f.management, f.level, f.parent order by exam.exam_date, f.exam_code) as row_no,
           concat('{"exam":', to_json(f.exam_code), ',"date":"', exam.exam_date, '","grade":', f.grade, ',"subject":', to_json(exam.subject), '}') as body,
           t.percent, t.marks, t.attended, t.enrolled, t.schools
      from (select distinct month, semester, grade, management, level, parent, exam_code from filed) as f
      join exam using (month, semester, grade, exam_code)
      join cell as t on t.month = f.month and t.semester = f.semester and t.grade = f.grade and t.management = f.management and t.exam_code = f.exam_code
                    and t.level = case f.level when 'block' then 'district' when 'cluster' then 'block' when 'school' then 'block' else 'all' end
                    and coalesce(t.id, '') = f.parent
), file_column as (
    select distinct month, semester, grade, management, level, parent, id, above from filed
), matrix_row as (
    select month, semester, grade, management, level, parent, r.row_no,
           string_agg(coalesce(f.percent, 'null'), ',' order by c.id) as percent,
           string_agg(coalesce(f.marks, 'null'), ',' order by c.id) as marks,
           string_agg(coalesce(f.attended, 'null'), ',' order by c.id) as attended,
           string_agg(coalesce(f.enrolled, 'null'), ',' order by c.id) as enrolled,
           string_agg(coalesce(f.schools, 'null'), ',' order by c.id) as schools
      from file_row as r
      join file_column as c using (month, semester, grade, management, level, parent)
      left join filed as f using (month, semester, grade, management, level, parent, exam_code, id)
     group by month, semester, grade, management, level, parent, r.row_no
), file as (
    select month, semester, grade, management, level, parent,
           string_agg(r.body, ',' order by row_no) as rows,
           string_agg('[' || m.percent || ']', ',' order by row_no) as percent,
           string_agg('[' || m.marks || ']', ',' order by row_no) as marks,
           string_agg('[' || m.attended || ']', ',' order by row_no) as attended,
           string_agg('[' || m.enrolled || ']', ',' order by row_no) as enrolled,
           string_agg('[' || m.schools || ']', ',' order by row_no) as schools,
           format('{"percent":[%s],"marks":[%s],"attended":[%s],"enrolled":[%s],"schools":[%s]}',
                  string_agg(r.percent, ',' order by row_no), string_agg(r.marks, ',' order by row_no),
                  string_agg(r.attended, ',' order by row_no), string_agg(r.enrolled, ',' order by row_no),
                  string_agg(r.schools, ',' order by row_no)) as totals
      from file_row as r
      join matrix_row as m using (month, semester, grade, management, level, parent, row_no)
     group by 1, 2, 3, 4, 5, 6
), columns as (
    select month, semester, grade, management, c.level, parent,
           string_agg(concat('{"id":"', c.id, '","name":',
                             to_json(coalesce(unit.name, case when c.id = the_state.id then setting.state_name end, c.id)),
                             ',"parent":"' || above || '"', '}'), ',' order by c.id) as columns
      from file_column as c
      left join unit on unit.level = c.level and unit.id = c.id
     cross join the_state
     cross join setting
     group by 1, 2, 3, 4, 5, 6
)
select concat('period=', month, '/semester=' || nullif(semester, ''), '/grade=', grade,
              '/management=', management, '/level=', level, '/parent=' || nullif(parent, '')) as partition,
       nullif(parent, '') as parent,
       concat('{"schema":"cqube.heatmap/1","source":"sat","report":"lo-table","view":"exam',
              '","filters":{"academicYear":"', year.academic_year, '","month":"', month, '",', '"semester":"' || nullif(semester, '') || '",',
              '"grade":"', grade, '","management":"', management, '"},"level":"', level, '"',
              case when parent <> '' then format(',"parent":{"level":"%s","id":"%s"}', case level when 'block' then 'district' else 'block' end, parent) end,
              ',"columns":[', columns, '],"rows":[', rows, '],"percent":[', percent, '],"marks":[', marks,
              '],"attended":[', attended, '],"enrolled":[', enrolled, '],"schools":[', schools, '],"totals":', totals, '}')::json as body
  from file
  join columns using (month, semester, grade, management, level, parent)
  join (select month, semester, grade, max(academic_year) as academic_year from exam group by 1, 2, 3) as year using (month, semester, grade)
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || month, null, null from rewritten_month
 order by 1
