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
