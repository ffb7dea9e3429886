-- What reports on several sources know of these. A source takes part by a function in its own tables.sql:
--
--   agg.<source>_metric(period text, asof date, weekly_holidays text)
--
-- period is 'latest' (the newest that stands for itself: a month, a semester), 'overall' or 'last_30_days' (to asof). A row is
-- a school's part of a metric: the value of an area is 100 * sum(numerator) / sum(denominator), or of a count the sum of the
-- numerators. A metric 'infrastructure.library' is a part of 'infrastructure'. banded is what bands go by, where that is not
-- the value. A school without data has no row.
create or replace function agg.school_metrics(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language plpgsql stable as $$
declare
    source_metric name;
begin
    for source_metric in
        select proname
          from pg_proc
         where pronamespace = 'agg'::regnamespace and proname like '%\_metric'
         order by 1
    loop
        return query execute format('select * from agg.%I($1, $2, $3)', source_metric) using period, asof, weekly_holidays;
    end loop;
end
$$;
--;;
-- How a metric is shown, and where. One that has no line is a percentage, and shown in the composite unless it is a part.
create table if not exists config.composite_metric (
    metric       text primary key,
    place        integer not null,
    label        text    not null,
    unit         text    not null default 'percent' check (unit in ('percent', 'score', 'count')),
    decimals     integer not null default 1 check (decimals between 0 and 4),
    in_composite boolean not null default true,
    in_card      boolean not null default false,
    levels       text[]  not null default '{state,district,block,cluster,school}'
                         check (levels <@ '{state,district,block,cluster,school}')
);
--;;
comment on table config.composite_metric is
    'Metrics of the composite report and the progress card: order, label, unit, decimals, whether and at which levels they are shown. A state''s changes stay.';
--;;
insert into config.composite_metric (metric, place, label, unit, decimals, in_composite, in_card)
values ('students', 1, 'Pupils', 'count', 0, true, true),
       ('teachers', 2, 'Teachers', 'count', 0, true, true),
       ('student_attendance', 3, 'Student attendance', 'percent', 1, true, true),
       ('teacher_attendance', 4, 'Teacher attendance', 'percent', 1, true, false),
       ('semester', 5, 'Semester results', 'percent', 1, true, true),
       ('semester.grade3', 6, 'Semester results, grade 3', 'percent', 1, true, false),
       ('semester.grade4', 7, 'Semester results, grade 4', 'percent', 1, true, false),
       ('semester.grade5', 8, 'Semester results, grade 5', 'percent', 1, true, false),
       ('semester.grade6', 9, 'Semester results, grade 6', 'percent', 1, true, false),
       ('semester.grade7', 10, 'Semester results, grade 7', 'percent', 1, true, false),
       ('semester.grade8', 11, 'Semester results, grade 8', 'percent', 1, true, false),
       ('pat', 12, 'Periodic tests', 'percent', 1, true, true),
       ('sat', 13, 'Semester tests', 'percent', 1, true, false),
       ('crc', 14, 'Schools visited', 'percent', 1, true, true),
       ('infrastructure', 15, 'Infrastructure score', 'score', 0, true, true)
    on conflict do nothing;
--;;
-- Bands of schools: above < value <= up_to. A metric without bands of its own has those of the metric ''. Where the bands
-- have scores, a school's score is that of its band, and an area's the share of schools with a value above 0.
create table if not exists config.score_band (
    metric text    not null,
    band   text    not null,
    above  numeric,
    up_to  numeric,
    score  numeric,
    primary key (metric, band)
);
--;;
comment on table config.score_band is 'Bands that the progress card counts schools in. A state''s changes stay.';
--;;
insert into config.score_band (metric, band, above, up_to, score)
values ('', 'upTo33', null, 33, null), ('', '33to60', 33, 60, null), ('', '60to75', 60, 75, null), ('', 'over75', 75, null, null),
       ('crc', '0', null, 0, 0), ('crc', '1to2', 0, 2, 0.25), ('crc', '3to5', 2, 5, 0.5), ('crc', '6to10', 5, 10, 0.75), ('crc', 'over10', 10, null, 1)
    on conflict do nothing;
