-- What is in force: every field of every file with its header; one file.
select 'level=state' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"config","report":"list","level":"state","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by source, file, place), ']}')::json as body
  from (select source, file, field, state_column, active, encoding, configured, place from config.active_field) as line
having count(*) > 0
