-- Copies the derived points into the table. A changed school, or a moved child, touches this source as well.
update master.cluster as target
   set lat = point.lat, lon = point.lon
  from master.cluster as stored
  left join master.cluster_point as point using (cluster_id)
 where stored.cluster_id = target.cluster_id
   and (target.lat, target.lon) is distinct from (point.lat, point.lon);
