-- Schools that data came for and no master knows: what they sent shows nowhere until the school master has them.
select 'level=school' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"crc","report":"unknown-schools","level":"school","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by school_id), ']}')::json as body
  from (select lpad(school_id::text, 11, '0') as school_id, count(*) as records
          from fact.crc_visit as record
         where not exists (select from master.school where school.school_id = record.school_id)
         group by record.school_id) as line
having count(*) > 0
