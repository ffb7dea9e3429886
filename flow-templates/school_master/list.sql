-- All schools, closed ones too, a file for each block; the hierarchy is printed as the state emitted it.
select 'level=school/parent=' || block_id as partition,
       block_id as parent,
       concat('{"schema":"cqube.list/1","source":"school_master","report":"list","level":"school","parent":{"level":"block","id":"', block_id, '"},"rows":[',
              string_agg(row_to_json(line)::text, ',' order by school_id), ']}')::json as body
  from (select lpad(school_id::text, 11, '0') as school_id,
               name,
               lpad(cluster_id::text, 10, '0') as cluster_id,
               lpad(block_id::text, 6, '0') as block_id,
               lpad(district_id::text, 4, '0') as district_id,
               lpad(state_id::text, 2, '0') as state_id,
               management_id::text as management_id,
               category_id::text as category_id,
               medium_id::text as medium_id,
               lowest_class,
               highest_class,
               status,
               trim_scale(lat) as lat,
               trim_scale(lon) as lon,
               has_geo,
               is_reportable
          from master.school) as line
 group by block_id
 order by 1
