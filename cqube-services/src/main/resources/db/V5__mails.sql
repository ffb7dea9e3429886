-- More that people are told: replays, zips that will be deleted, and one mail an hour where files fail by the dozen.

alter table meta.notification drop constraint notification_kind_check;
alter table meta.notification add constraint notification_kind_check
    check (kind in ('refused', 'rejected', 'parked', 'publication', 'late', 'replay', 'expiring', 'digest'));

-- digest: not sent by itself, but listed in the mail of its hour
alter table meta.notification drop constraint notification_outcome_check;
alter table meta.notification add constraint notification_outcome_check
    check (outcome in ('waiting', 'sent', 'nobody', 'given up', 'digest'));
create index notification_of_hour on meta.notification (source, created_at) where kind in ('refused', 'rejected');

create table meta.expiring_object (
    object_key    text        not null,
    last_modified timestamptz not null,
    expires_at    timestamptz not null,
    primary key (object_key, last_modified)
);
comment on table meta.expiring_object is
    'Zips that lie in the emission bucket unprocessed and will be deleted within two days. Kept by ExpireEmissions.';
