-- Readers of the database.
grant select on master.school_category to cqube_viewer, cqube_creator;
