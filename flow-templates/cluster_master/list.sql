-- All clusters with their derived points, inactive ones too; one file.
select 'level=cluster' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"cluster_master","report":"list","level":"cluster","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by cluster_id), ']}')::json as body
  from (select lpad(cluster_id::text, 10, '0') as cluster_id,
               cluster.name,
               lpad(cluster.block_id::text, 6, '0') as block_id,
               coalesce(is_active, true) as is_active,
               trim_scale(point.lat) as lat,
               trim_scale(point.lon) as lon
          from master.cluster
          left join master.cluster_point as point using (cluster_id)) as line
having count(*) > 0
