/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.access;

/** A row per school in every table that has a column for it, whichever tables there are. */
final class Filling {

    static final String SQL =
            """
            do $$
            declare
                filled record;
            begin
                perform meta.make_month(c.oid, '2020-07-01')
                  from pg_class as c join pg_partitioned_table as p on p.partrelid = c.oid
                 where c.relnamespace = 'fact'::regnamespace and p.partstrat = 'r';
                for filled in
                    select c.oid::regclass as name,
                           string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
                           string_agg(case when a.attname = 'assessment' then quote_literal('pat')
                                           when a.attname = 'days' then 'array_fill(1::smallint, array[31])'
                                           when a.attname = 'available' then 'array[''library'']'
                                           when t.typcategory = 'A' then quote_literal('{}')
                                           -- also what makes a key of its own
                                           when t.typname = 'int8' then 'school_id'
                                           when t.typcategory = 'N' then '1'
                                           when t.typcategory = 'B' then 'true'
                                           when t.typname = 'time' then quote_literal('10:00')
                                           when t.typcategory = 'D' then quote_literal('2020-07-01')
                                           else quote_literal('x') end, ', ' order by a.attnum) as row
                      from pg_class as c
                      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                      join pg_type as t on t.oid = a.atttypid
                     where c.relnamespace = any (array['master', 'fact', 'agg']::regnamespace[])
                       and c.relkind in ('r', 'p') and not c.relispartition and c.oid <> 'master.school'::regclass
                       and exists (select from pg_attribute as own where own.attrelid = c.oid and own.attname = 'school_id')
                     group by c.oid
                loop
                    execute format('insert into %s (%s) select %s from master.school',
                                   filled.name, filled.columns, filled.row);
                end loop;
            end $$
            """;

    private Filling() {}
}
