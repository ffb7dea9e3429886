-- Copies the derived points into the table. A changed school, or a moved child, touches this source as well.
update master.district as target
   set lat = point.lat, lon = point.lon
  from master.district as stored
  left join master.district_point as point using (district_id)
 where stored.district_id = target.district_id
   and (target.lat, target.lon) is distinct from (point.lat, point.lon)
;
--;;
-- The list of invalid schools names what their units lack. School masters do not depend on their units (the units take
-- their points from the schools), so that they are told here.
insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)
select 'school_master', source, 'key', min(key_value), 0
  from touched
 where source in ('cluster_master', 'block_master', 'district_master')
 group by source
    on conflict (owner_source, source, key_kind, key_value) where run_id is null do nothing
