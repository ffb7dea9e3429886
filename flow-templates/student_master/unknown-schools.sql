-- Schools that the register has pupils of and no master knows: they show nowhere until the school master has them.
select 'level=school' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"student_master","report":"unknown-schools","level":"school","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by school_id), ']}')::json as body
  from (select lpad(school_id::text, 11, '0') as school_id, sum(students) as students
          from agg.student_register as register
         where not exists (select from master.school where school.school_id = register.school_id)
         group by register.school_id) as line
having count(*) > 0
