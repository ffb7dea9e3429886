-- What a dashboard offers to choose from: the exams that have results, and what they are about.
with held as (
    select distinct exam.exam_code, exam.exam_date, exam.month, exam.academic_year, exam.semester, exam.grade, exam.subject, exam.exam_id, place.management
      from agg.exam_school as s
      join fact.exam_known as exam using (assessment, exam_code)
      join master.school_place as place using (school_id)
     cross join run
     where s.assessment = 'pat' and (place.has_geo or not run.require_geo)
)
select min(exam_date) as data_from,
       max(exam_date) as data_up_to,
       concat('{"academicYears":', coalesce(json_agg(distinct academic_year order by academic_year)::text, '[]'),
              ',"months":', coalesce(json_agg(distinct month order by month)::text, '[]'),
              ',"periods":', case when count(*) > 0 then '["last_7_days","last_30_days","overall"]' else '[]' end,
              ',"semesters":', coalesce(json_agg(distinct semester order by semester) filter (where semester <> '')::text, '[]'),
              ',"exams":[', (
                  select string_agg(concat('{"code":', to_json(exam_code), ',"date":"', exam_date, '","grade":"', grade, '","subject":', to_json(subject),
                                           ',"semester":"' || nullif(semester, '') || '"', '}'), ',' order by exam_date, exam_code)
                    from (select distinct exam_code, exam_date, grade, subject, semester from held) as exam),
              '],"grades":[', (
                  select string_agg(format('"%s"', grade), ',' order by grade) from (select distinct grade from held) as grade),
              '],"subjects":', coalesce(json_agg(distinct subject order by subject)::text, '[]'),
              ',"indicators":', (
                  select coalesce(json_agg(distinct q.indicator order by q.indicator)::text, '[]')
                    from fact.exam_question as q
                   where q.assessment = 'pat' and q.indicator is not null and q.exam_id in (select exam_id from held)),
              ',"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from held where management is not null) as used
                    left join master.school_management on management_id::text = id),
              ']}')::json as filters
  from held
