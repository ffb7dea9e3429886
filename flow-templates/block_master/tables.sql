-- Columns that SQL names and a state may switch off, which is before they were made.
alter table master.block add column if not exists is_active boolean;
--;;
-- Median over the schools' cluster points, so that a cluster weighs as many times as it has schools.
create or replace view master.block_point as
select c.block_id,
       percentile_disc(0.5) within group (order by p.lat)::numeric(9, 6) as lat,
       percentile_disc(0.5) within group (order by p.lon)::numeric(9, 6) as lon
  from master.school s
  join master.cluster c using (cluster_id)
  join master.cluster_point p using (cluster_id)
 where s.has_geo
 group by c.block_id;
--;;
-- The view is the truth; the columns are its copy for those who read the table, refreshed by aggregate.sql.
alter table master.block add column if not exists lat numeric(9, 6), add column if not exists lon numeric(9, 6);
--;;
-- Readers of the database, and the one who copies the points.
grant select on master.block to cqube_viewer, cqube_creator;
--;;
grant update (lat, lon) on master.block to cqube_aggregate;
