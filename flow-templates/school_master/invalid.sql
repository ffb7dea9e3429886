-- Schools that the masters say too little of: no place on the map, no name, no cluster, block or district with a name.
-- One list for the state, with every reason of a school; without names of persons.
select 'level=school' as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"school_master","report":"invalid","level":"school","parent":null,"rows":[',
              string_agg(row_to_json(line)::text, ',' order by school_id), ']}')::json as body
  from (select school_id, name, management_id, cluster_id, block_id, district_id, lat, lon, reasons from master.school_invalid) as line
having count(*) > 0
