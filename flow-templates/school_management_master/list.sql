-- The state's kinds of school management, in the order of their ids; one file.
select 'level=management' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"school_management_master","report":"list","level":"management","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by management_id::int), ']}')::json as body
  from (select management_id::text as management_id, name, coalesce(is_default, false) as is_default
          from master.school_management) as line
having count(*) > 0
