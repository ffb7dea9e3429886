/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailHtmlTest {

    @Test
    void paragraphsTablesAndListsStayWhatTheyAre() {
        assertThat(
                        MailHtml.of(
                                """
                                Nothing was taken.
                                Really: nothing.

                                Source:    Schools (school_master)
                                Emission:  42

                                  line 3  SchoolId  column.type
                                  line 4  -  column.count
                                """))
                .contains("<p>Nothing was taken.<br>\nReally: nothing.</p>")
                .contains(
                        "<table>\n<tr><td>Source</td><td>Schools (school_master)</td></tr>\n"
                                + "<tr><td>Emission</td><td>42</td></tr>\n</table>")
                .contains("<pre>  line 3  SchoolId  column.type\n  line 4  -  column.count</pre>")
                .endsWith("</html>\n");
    }

    @Test
    void nothingInATextIsMarkup() {
        assertThat(MailHtml.of("<script>alert(\"1\")</script> & <b>\n\nA:  <i>\n"))
                .contains(
                        "<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;</p>")
                .contains("<td>&lt;i&gt;</td>")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void aPercentSignIsAPercentSign() {
        assertThat(MailHtml.of("75 % of %s\n")).contains("<p>75 % of %s</p>");
    }
}
