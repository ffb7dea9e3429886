create schema if not exists master;
create table if not exists master.school (school_id bigint primary key);
