-- Median over the schools' block points, so that a block weighs as many times as it has schools.
create or replace view master.district_point as
select b.district_id,
       percentile_disc(0.5) within group (order by p.lat)::numeric(9, 6) as lat,
       percentile_disc(0.5) within group (order by p.lon)::numeric(9, 6) as lon
  from master.school s
  join master.cluster c using (cluster_id)
  join master.block b on b.block_id = c.block_id
  join master.block_point p on p.block_id = b.block_id
 where s.has_geo
 group by b.district_id;
--;;
-- The view is the truth; the columns are its copy for those who read the table, refreshed by aggregate.sql.
alter table master.district add column if not exists lat numeric(9, 6), add column if not exists lon numeric(9, 6);
--;;
-- The schools that reports count, each in its current place: a school of an unknown or inactive unit is left out
-- until its masters are complete. Ids are text from here on, with the leading zeros that a number loses.
create or replace view master.school_place as
select s.school_id,
       left(lpad(d.district_id::text, 4, '0'), 2) as state,
       lpad(d.district_id::text, 4, '0') as district,
       lpad(b.block_id::text, 6, '0') as block,
       lpad(c.cluster_id::text, 10, '0') as cluster,
       lpad(s.school_id::text, 11, '0') as school,
       s.management_id::text as management,
       s.category_id::text as category,
       s.has_geo
  from master.school s
  join master.cluster c using (cluster_id)
  join master.block b on b.block_id = c.block_id
  join master.district d on d.district_id = b.district_id
 where s.is_reportable and c.is_active is not false and b.is_active is not false and d.is_active is not false;
--;;
-- Name and point of every unit below the state, for all reports.
create or replace view master.unit as
select 'district' as level, lpad(district_id::text, 4, '0') as id, district.name, point.lat, point.lon
  from master.district left join master.district_point as point using (district_id)
union all
select 'block', lpad(block_id::text, 6, '0'), block.name, point.lat, point.lon
  from master.block left join master.block_point as point using (block_id)
union all
select 'cluster', lpad(cluster_id::text, 10, '0'), cluster.name, point.lat, point.lon
  from master.cluster left join master.cluster_point as point using (cluster_id)
union all
select 'school', lpad(school_id::text, 11, '0'), name, case when has_geo then lat end, case when has_geo then lon end
  from master.school;
