delete from agg.library_shelf;
--;;
insert into agg.library_shelf
select shelf, count(*), coalesce(sum(price), 0) from fact.library_book group by shelf;
