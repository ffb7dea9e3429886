-- The list of invalid.sql for spreadsheets.
select 'level=school' as partition,
       null::text as parent,
       concat('school_id,name,cluster_id,block_id,district_id,lat,lon,reasons', E'\n',
              string_agg(concat(school_id, ',', master.csv_cell(name), ',', cluster_id, ',', block_id, ',', district_id, ',', lat, ',', lon, ',', reasons, E'\n'),
                         '' order by school_id)) as body
  from master.school_invalid
having count(*) > 0
