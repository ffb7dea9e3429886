-- Emissions in order of arrival, with what status says of each.
select e.*,
       greatest(e.received_at, e.archived_at, e.validated_at, e.loaded_at, e.aggregated_at, e.published_at,
                e.parked_at, e.handed_at, e.resume_requested) as changed_at,
       coalesce((select jsonb_object_agg(c.rule, c.n) from meta.emission_count c
                  where c.emission_id = e.emission_id and c.kind = 'row'), '{}') as rejected_by_rule,
       coalesce((select jsonb_object_agg(c.rule, c.n) from meta.emission_count c
                  where c.emission_id = e.emission_id and c.kind = 'cell'), '{}') as cells_by_rule,
       coalesce((select jsonb_object_agg(c.rule, c.n) from meta.emission_count c
                  where c.emission_id = e.emission_id and c.kind = 'warning'), '{}') as warnings,
       -- the pointer, which leads to its data for good, and what its own publication wrote and none has replaced since
       case when e.state = 'published'
            then jsonb_build_array(e.source || '/latest.json')
                 || coalesce((select jsonb_agg(p.object_key order by p.object_key)
                                from meta.run r join meta.publication p on p.source = r.source and p.generation = r.generation
                               where r.run_id = e.run_id), '[]')
            else '[]' end as published,
       exists (select 1 from meta.emission b
                where b.source = e.source and b.state = 'parked' and b.emission_id <> e.emission_id
                  and (b.emitted_at, b.object_key, b.place, b.emission_id)
                      < (e.emitted_at, e.object_key, e.place, e.emission_id)) as behind_parked
  from meta.emission e
 where (cast(? as text) is null or e.object_key = ?) and e.last_modified >= ?
 order by e.received_at, e.emission_id
