create table if not exists agg.library_shelf (
    shelf text primary key,
    books bigint not null,
    worth numeric not null
);
