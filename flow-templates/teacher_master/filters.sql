-- A register has no days; what there is to choose from: academic years and managements.
select null::date as data_from,
       null::date as data_up_to,
       concat('{"academicYears":', coalesce((select json_agg(academic_year order by academic_year)
                                               from (select distinct academic_year from agg.teacher_register) as known)::text, '[]'),
              ',"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from master.school_place where management is not null) as used
                    left join master.school_management on management_id::text = id),
              ']}')::json as filters
