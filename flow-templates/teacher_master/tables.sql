-- Counts by school; no teacher leaves the database.
-- Columns that a state may switch off; a switched-off column is not made from the contract.
alter table master.teacher add column if not exists employment text, add column if not exists designation text;
--;;
create table if not exists agg.teacher_register (
    academic_year text    not null,
    school_id     bigint  not null,
    teachers      integer not null,
    regular       integer not null,
    contract      integer not null,
    part_time     integer not null,
    primary key (academic_year, school_id)
);
--;;
comment on table agg.teacher_register is 'Teachers of a school in the academic year of their row, and by kind of employment as far as it is known.';
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.teacher_master_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
-- teachers of the latest academic year
select 'teachers', school_id, sum(teachers)::numeric, null::numeric, null::numeric, null::date, null::date
  from agg.teacher_register
 where academic_year = (select max(academic_year) from agg.teacher_register)
 group by school_id
$$;
--;;
-- Readers of the database: counts, not the register.
grant select on agg.teacher_register to cqube_viewer, cqube_creator;
--;;
create or replace view pub.teacher_register as
select academic_year, school_id, teachers, regular, contract, part_time from agg.teacher_register;
--;;
comment on view pub.teacher_register is 'Teachers of a school in an academic year, and by kind of employment as far as it is known.';
