-- Columns that SQL names and a state may switch off, which is before they were made.
alter table master.school_management add column if not exists is_default boolean;
--;;
-- Readers of the database.
grant select on master.school_management to cqube_viewer, cqube_creator;
