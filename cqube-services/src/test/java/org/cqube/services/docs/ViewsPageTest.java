/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import java.io.IOException;
import java.sql.SQLException;
import org.cqube.services.sql.SourceDatabase;
import org.junit.jupiter.api.Test;

/** The page on the views for people says what the database has. */
class ViewsPageTest {

    @Test
    void thePageIsWhatTheDatabaseSays() throws SQLException, IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Views for Tableau and other tools
                        Made by a test from the catalog of a database that was built from all contracts; do not edit. How to connect, and who sees which rows:
                        [database access](database-access.md). Join the views by `school_id`; `pub.school` has the places.
                        """);
        try (SourceDatabase database = SourceDatabase.open()) {
            String view = "";
            for (String row :
                    database.rows(
                            """
                            select c.relname, obj_description(c.oid, 'pg_class'), a.attname, format_type(a.atttypid, a.atttypmod)
                              from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
                             where c.relnamespace = 'pub'::regnamespace and c.relkind = 'v'
                             order by c.relname, a.attnum
                            """)) {
                String[] cells = row.split("\\|", -1);
                if (!cells[0].equals(view)) {
                    view = cells[0];
                    page.append("\n## `pub.").append(view).append("`\n").append(cells[1]);
                    page.append("\n\n| column | type |\n|---|---|\n");
                }
                page.append("| `%s` | %s |\n".formatted(cells[2], cells[3]));
            }
        }
        GeneratedPage.check(
                GeneratedPage.DOCS.resolve("operators/database-views.md"), page.toString());
    }
}
