-- What a dashboard offers to choose from. Semesters have no days, so there are no bounds in time.
with counted as (
    select distinct s.academic_year, s.semester, s.grade, s.subject_no, place.management
      from agg.semester as s
      join (select academic_year, semester, school_id from agg.semester group by 1, 2, 3 having sum(obtained) > 0) as school
           using (academic_year, semester, school_id)
      join master.school_place as place using (school_id)
     cross join run
     where place.has_geo or not run.require_geo
)
select null::date as data_from,
       null::date as data_up_to,
       concat('{"academicYears":', coalesce((select json_agg(distinct academic_year order by academic_year) from counted)::text, '[]'),
              ',"periods":', coalesce((select json_agg(distinct academic_year order by academic_year) from counted)::text, '[]'),
              ',"semesters":[', (
                  select string_agg(format('{"academicYear":"%s","semester":"%s"}', academic_year, semester), ',' order by academic_year, semester)
                    from (select distinct academic_year, semester from counted) as held),
              '],"grades":', coalesce((select json_agg(distinct grade::text order by grade::text) from counted)::text, '[]'),
              ',"subjects":[', (
                  select string_agg(format('{"id":"%s","name":%s}', subject_no, to_json(coalesce(name, subject_no::text))), ',' order by subject_no)
                    from (select distinct subject_no from counted) as used
                    left join config.semester_subject using (subject_no)),
              '],"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from counted where management is not null) as used
                    left join master.school_management on management_id::text = id),
              ']}')::json as filters
