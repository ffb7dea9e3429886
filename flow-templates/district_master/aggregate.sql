-- Copies the derived points into the table. A changed school, or a moved child, touches this source as well.
update master.district as target
   set lat = point.lat, lon = point.lon
  from master.district as stored
  left join master.district_point as point using (district_id)
 where stored.district_id = target.district_id
   and (target.lat, target.lon) is distinct from (point.lat, point.lon);
