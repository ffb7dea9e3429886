create schema if not exists master;
create table if not exists master.pupil (pupil_id bigint, kind text);
create table if not exists master.question (question bigint primary key, maximum numeric);
create table if not exists master.unit (unit_id bigint, kind text);
