-- What schools reported as a table for report creators: a line per school, a column per active facility with the value as it was
-- emitted, empty where nothing was; a CSV per block.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), facility as (
    select facility from config.infra_facility where active
), value_cells as (
    select school_id, string_agg(coalesce(trim_scale(cell.value)::text, ''), ',' order by facility) as cells
      from fact.infrastructure_school as school
     cross join facility
      left join fact.infrastructure as cell using (school_id, facility)
     group by 1
), line as (
    select place.block, place.school,
           concat_ws(',', place.state, master.csv_cell(setting.state_name), place.district, master.csv_cell(d.name),
                     place.block, master.csv_cell(b.name), place.cluster, master.csv_cell(c.name),
                     place.school, master.csv_cell(u.name), coalesce(i.score::text, ''), value_cells.cells) as cells
      from agg.infrastructure as i
      join place using (school_id)
      left join value_cells using (school_id)
     cross join setting
      left join unit as d on d.level = 'district' and d.id = place.district
      left join unit as b on b.level = 'block' and b.id = place.block
      left join unit as c on c.level = 'cluster' and c.id = place.cluster
      left join unit as u on u.level = 'school' and u.id = place.school
)
select 'level=school/parent=' || block as partition,
       block as parent,
       concat('state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,score',
              (select string_agg(',' || facility, '' order by facility) from facility), E'\n',
              string_agg(cells || E'\n', '' order by school)) as body
  from line
 group by block
 order by 1
