-- Who was told what: at most one mail per emission and kind. Written by ComposeNotifications, finished by SendNotification.

create table meta.notification (
    notification_id bigint generated always as identity primary key,
    -- null for mails about a publication or a source that is late: then occasion says which
    emission_id bigint      references meta.emission,
    source      text        not null,
    kind        text        not null check (kind in ('refused', 'rejected', 'parked', 'publication', 'late')),
    occasion    text        not null default '',
    -- addresses, separated by commas; empty where nobody is to be told
    recipients  text        not null,
    subject     text        not null,
    body        text        not null,
    outcome     text        not null check (outcome in ('waiting', 'sent', 'nobody', 'given up')),
    attempts    integer     not null default 0,
    failure     text,
    -- the FlowFile that may send this mail carries the ticket, as with emissions
    ticket      uuid        not null default gen_random_uuid(),
    created_at  timestamptz not null default now(),
    handed_at   timestamptz,
    next_try_at timestamptz,
    sent_at     timestamptz,
    unique (emission_id, kind),
    constraint one_occasion check ((emission_id is null) = (occasion <> '')),
    constraint sent_when check ((outcome = 'sent') = (sent_at is not null))
);
create unique index notification_occasion on meta.notification (source, kind, occasion) where emission_id is null;
create index notification_waiting on meta.notification (source) where outcome = 'waiting';

comment on table meta.notification is 'Mails: what was told to whom, or why not. Bodies hold no data of persons.';

-- What ComposeNotifications looks through every few seconds.
create index emission_noteworthy on meta.emission (emission_id) where state in ('refused', 'parked') or rejected > 0;

-- By when each source with an expectation (cqube:expected) has to emit again. Kept by ComposeNotifications.
create table meta.expected_emission (
    source        text        primary key,
    every         text        not null,
    by_time       text        not null,
    zone          text        not null,
    -- from when on emissions are expected, while there is none
    since         timestamptz not null,
    last_emission timestamptz,
    expected_by   timestamptz not null
);

create view meta.late_source as
select source, expected_by, last_emission from meta.expected_emission where expected_by < now();

comment on view meta.late_source is 'Sources whose next emission should have arrived.';

-- Days without data, between the first and the last day of each source that counts days.
create view meta.missing_day as
with day_with_data as (
    select distinct source, day from meta.processed_period
), span as (
    select source, min(day) as first_day, max(day) as last_day from day_with_data group by source
), scope as (
    select distinct source, scope_id from meta.processed_period
)
-- nobody has data: perhaps a holiday
select s.source, null::text as scope_id, d.day::date as day
  from span s cross join lateral generate_series(s.first_day, s.last_day, interval '1 day') as d(day)
 where not exists (select from day_with_data w where w.source = s.source and w.day = d.day)
union all
-- others have data, this one has none
select c.source, c.scope_id, w.day
  from scope c join day_with_data w on w.source = c.source
 where not exists (select from meta.processed_period p
                    where p.source = c.source and p.scope_id = c.scope_id and p.day = w.day);

comment on view meta.missing_day is 'Days without data by source and scope (school); scope_id is null where no scope has the day.';
