-- All blocks with their derived points, inactive ones too; one file.
select 'level=block' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"block_master","report":"list","level":"block","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by block_id), ']}')::json as body
  from (select lpad(block_id::text, 6, '0') as block_id,
               name,
               lpad(district_id::text, 4, '0') as district_id,
               coalesce(is_active, true) as is_active,
               trim_scale(point.lat) as lat,
               trim_scale(point.lon) as lon
          from master.block
          left join master.block_point as point using (block_id)) as line
having count(*) > 0
