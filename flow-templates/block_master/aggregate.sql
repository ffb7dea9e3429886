-- Copies the derived points into the table. A changed school, or a moved child, touches this source as well.
update master.block as target
   set lat = point.lat, lon = point.lon
  from master.block as stored
  left join master.block_point as point using (block_id)
 where stored.block_id = target.block_id
   and (target.lat, target.lon) is distinct from (point.lat, point.lon);
