-- Which facilities count, how much, and how their columns are read. Configuration changes it; these are the defaults.
create table if not exists config.infra_facility (
    facility  text primary key,
    label     text,
    category  text,
    weight    numeric(5, 2),
    active    boolean,
    encoding  text,
    loaded_by bigint,
    loaded_at timestamptz
);
--;;
insert into config.infra_facility (facility, label, category, weight, active, encoding)
values
       ('toilet', 'Toilets', 'toilet', 10, true, 'count'),
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
    on conflict do nothing;
--;;
-- A row per school and facility. A column that is switched off, and so was never made, gives no row.
-- An encoding says what a yes is: count more than 0; yn and boolean exactly 1, since UDISE writes 2 for no.
create or replace view fact.infrastructure as
select school.school_id,
       facility.facility,
       cell.value::numeric as value,
       case when cell.value is null then null
            when facility.encoding = 'count' then cell.value::numeric > 0
            else cell.value::numeric = 1 end as available
  from fact.infrastructure_school as school
 cross join lateral jsonb_each_text(to_jsonb(school)) as cell (facility, value)
  join config.infra_facility as facility on facility.facility = cell.facility;
--;;
create table if not exists agg.infrastructure (
    school_id   bigint primary key,
    score       numeric(7, 2) not null,
    available   text[] not null,
    lacking     text[] not null
);
--;;
comment on table agg.infrastructure is
    'A school that reported: sum of the weights of the active facilities it has; which it has and which it lacks. A facility in neither list was not reported, or is not active.';
