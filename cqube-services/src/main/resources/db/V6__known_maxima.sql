-- The greatest values that depend on another column, so that SQL need not repeat what the contract says.
alter table config.known_field add column maximum_by jsonb;

comment on column config.known_field.maximum_by is
    'cqube:maximumBy of the contract: {"field": other column, "values": {its value: greatest value of this one}}; null: none.';

-- A state column * is none of its own: the headers of the contract count.
create or replace view config.active_field as
select k.source, k.file, k.field,
       case when coalesce(f.active, true) or not k.deactivatable
            then coalesce(nullif(f.state_column, '*'), k.aliases[1], k.field) end as state_column,
       coalesce(f.active, true) or not k.deactivatable as active,
       f.encoding,
       k.is_key, k.deactivatable, k.title, k.type,
       f.field is not null as configured,
       f.loaded_by, f.loaded_at, k.place
  from config.known_field k
  left join config.field f using (source, file, field);
