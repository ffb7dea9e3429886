-- The state's categories of schools, in the order of their ids; one file.
select 'level=category' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"school_category_master","report":"list","level":"category","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by category_id::int), ']}')::json as body
  from (select category_id::text as category_id, name from master.school_category) as line
having count(*) > 0
