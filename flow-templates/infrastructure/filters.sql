-- A snapshot without days: the newest file wins. What there is to choose from: managements and facilities.
select null::date as data_from,
       null::date as data_up_to,
       concat('{"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from master.school_place where management is not null) as used
                    left join master.school_management on management_id::text = id),
              '],"facilities":[', (
                  select string_agg(format('{"id":%s,"name":%s,"category":%s,"weight":%s}', to_json(facility), to_json(coalesce(label, facility)),
                                           coalesce(to_json(category)::text, 'null'), coalesce(trim_scale(weight)::text, 'null')), ',' order by facility)
                    from config.infra_facility
                   where active),
              ']}')::json as filters
