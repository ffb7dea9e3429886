-- Columns that SQL names and a state may switch off, which is before they were made.
alter table master.cluster add column if not exists is_active boolean;
--;;
-- A cluster has no coordinates of its own: its point is the discrete median of its schools, each coordinate by itself.
create or replace view master.cluster_point as
select cluster_id,
       round(percentile_disc(0.5) within group (order by lat), 6)::numeric(9, 6) as lat,
       round(percentile_disc(0.5) within group (order by lon), 6)::numeric(9, 6) as lon
  from master.school
 where has_geo
 group by cluster_id;
--;;
-- The view is the truth; the columns are its copy for those who read the table, refreshed by aggregate.sql.
alter table master.cluster add column if not exists lat numeric(9, 6), add column if not exists lon numeric(9, 6);
--;;
-- Readers of the database, and the one who copies the points.
grant select on master.cluster to cqube_viewer, cqube_creator;
--;;
grant update (lat, lon) on master.cluster to cqube_aggregate;
