-- All districts with their derived points, inactive ones too; one file.
select 'level=district' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"district_master","report":"list","level":"district","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by district_id), ']}')::json as body
  from (select lpad(district_id::text, 4, '0') as district_id,
               name,
               left(lpad(district_id::text, 4, '0'), 2) as state_id,
               coalesce(is_active, true) as is_active,
               trim_scale(point.lat) as lat,
               trim_scale(point.lon) as lon
          from master.district
          left join master.district_point as point using (district_id)) as line
having count(*) > 0
