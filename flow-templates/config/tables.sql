-- Weights of the facilities as they were emitted; until then the defaults of data-sources.md 6.3.
alter table config.infra_weight
    add column if not exists label            text,
    add column if not exists default_weight   numeric not null default 0,
    add column if not exists default_active   boolean not null default false,
    add column if not exists default_encoding text;
--;;
insert into config.infra_weight (facility, label, category, weight, default_weight, default_active, default_encoding, loaded_by)
select facility, label, category, weight, weight, active, encoding, 0
  from (values ('toilet', 'Toilets', 'toilet', 10, true, 'count'),
       ('handwash', 'Place to wash hands', 'toilet', 10, true, 'yn'),
       ('boys_toilet', 'Working toilets for boys', 'toilet', 10, true, 'count'),
       ('girls_toilet', 'Working toilets for girls', 'toilet', 10, true, 'count'),
       ('cwsn_toilet', 'Toilet for children with special needs', 'toilet', 0, false, 'boolean'),
       ('cwsn_boys_toilet', 'Toilets for boys with special needs', 'toilet', 0, false, 'count'),
       ('cwsn_girls_toilet', 'Toilets for girls with special needs', 'toilet', 0, false, 'count'),
       ('boys_urinals', 'Urinals for boys', 'toilet', 0, false, 'count'),
       ('girls_urinals', 'Urinals for girls', 'toilet', 0, false, 'count'),
       ('drinking_water', 'Drinking water', 'water', 10, true, 'boolean'),
       ('tap_water', 'Working taps', 'water', 10, true, 'count'),
       ('hand_pumps', 'Working hand pumps', 'water', 10, true, 'count'),
       ('protected_well', 'Protected wells', 'water', 0, false, 'count'),
       ('library', 'Library', 'study', 10, true, 'boolean'),
       ('book_bank', 'Book bank', 'study', 0, false, 'yn'),
       ('news_paper', 'Newspapers', 'study', 0, false, 'yn'),
       ('digital_board', 'Digital boards', 'study', 0, false, 'count'),
       ('electricity', 'Electricity', 'energy resource', 10, true, 'boolean'),
       ('solar_panel', 'Solar panel', 'energy resource', 10, true, 'yn'),
       ('cctv', 'Cameras', 'monitoring', 0, false, 'boolean'),
       ('playground', 'Playground', 'play ground', 0, false, 'yn'),
       ('incinerator', 'Incinerators', 'recycling', 0, false, 'count')
       ) as defaults (facility, label, category, weight, active, encoding)
    on conflict (facility) do nothing;
--;;
-- Which facilities count, how much, and how their columns are read. Active is what no configuration has switched off, and
-- weights (status), configuration or else the defaults have switched on. The active weights always sum to 100: when a
-- configuration takes a facility away, or brings one back, what was emitted counts in proportion until new weights come;
-- hundredths that the rounding leaves go to the heaviest. Null if no active facility has a weight.
create or replace view config.infra_facility as
select facility, label, category,
       (case when not active then weight
             when total = 100 then weight
             else scaled + case when nth = 1 then 100 - sum(scaled) filter (where active) over () else 0 end
        end)::numeric(5, 2) as weight,
       active, encoding, weight as emitted_weight
  from (select facility, label, category, weight, active, encoding, total,
               trunc(weight * 100 / nullif(total, 0), 2) as scaled,
               row_number() over (partition by active order by weight desc, facility) as nth
          from (select stored.facility, stored.label, stored.category, coalesce(stored.weight, 0) as weight, stored.active, stored.encoding,
                       sum(stored.weight) filter (where stored.active) over () as total
                  from (select weights.facility, weights.label, weights.category, weights.weight,
                               coalesce(field.active, true)
                                   and coalesce(weights.status = '1', field.active, weights.default_active) as active,
                               coalesce(field.encoding, weights.default_encoding) as encoding
                          from config.infra_weight as weights
                          left join config.field as field on field.source = 'infrastructure' and field.field = weights.facility) as stored
               ) as summed
       ) as shared;
--;;
comment on view config.infra_facility is
    'Facilities of the schools: label, category, weight in force (those of the active sum to 100), whether active, how the column says yes.';
--;;
-- Holds against everybody, also by hand: what is emitted sums to 100 over the active facilities.
create or replace function config.check_weights() returns trigger language plpgsql as $$
declare
    total numeric;
begin
    select sum(emitted_weight) filter (where active) into total from config.infra_facility;
    if total is distinct from 100 then
        raise exception 'The weights of the active facilities sum to %, must be exactly 100', coalesce(total, 0)
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
--;;
drop trigger if exists active_weights_sum_to_100 on config.infra_weight;
--;;
create constraint trigger active_weights_sum_to_100 after insert or update or delete on config.infra_weight
    deferrable initially deferred for each row execute function config.check_weights();
--;;
-- The list of facilities is fixed: what would delete one, as a replay does before it loads again, gives it its default back.
create or replace function config.keep_facility() returns trigger language plpgsql as $$
begin
    update config.infra_weight set weight = default_weight, status = null, loaded_by = 0, loaded_at = now()
     where facility = old.facility;
    return null;
end $$;
--;;
create or replace trigger facilities_stay before delete on config.infra_weight
    for each row execute function config.keep_facility();
