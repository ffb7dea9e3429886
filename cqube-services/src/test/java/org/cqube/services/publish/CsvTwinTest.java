/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvTwinTest {

    private static String table(final String json) throws IOException {
        return new String(
                CsvTwin.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void aReportsLineHasFiltersPlaceAndValues() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.report/1","level":"cluster","filters":{"period":"2020-07","management":"all"},
                                 "rows":[{"id":"0101010001","name":"A","path":{"district":"0101","block":"010101"},"geo":{"lat":20.633889,"lon":74.8},
                                          "values":{"attendance":88.0,"present":12}},
                                         {"id":"0101010002","name":"B","path":{"district":"0101","block":"010101"},
                                          "values":{"attendance":null,"present":0}}],
                                 "totals":{"parents":{},"all":{"attendance":88.0,"present":12}}}"""))
                .isEqualTo(
                        """
                        period,management,district_id,block_id,cluster_id,cluster_name,lat,lon,attendance,present
                        2020-07,all,0101,010101,0101010001,A,20.633889,74.8,88.0,12
                        2020-07,all,0101,010101,0101010002,B,,,,0
                        """);
    }

    /** The state's row has no path; what is nested may differ from row to row. */
    @Test
    void nestedValuesAreNamedByTheirPath() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.report/1","level":"state","filters":{"management":"1"},
                                 "rows":[{"id":"75","name":"S","path":{},"values":{"score":1},"facilities":{"library":{"value":153,"percent":96}}},
                                         {"id":"76","name":"T","path":{},"values":{"score":2},"facilities":{"tap":{"value":1,"percent":0}}}]}"""))
                .isEqualTo(
                        """
                        management,state_id,state_name,lat,lon,score,facilities.library.value,facilities.library.percent,facilities.tap.value,facilities.tap.percent
                        1,75,S,,,1,153,96,,
                        1,76,T,,,2,,,1,0
                        """);
    }

    @Test
    void pointsOfASeriesAreNamedByTheirMonth() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.report/1","level":"state","filters":{"period":"2020-21"},
                                 "rows":[{"id":"75","name":"S","path":{},"series":[{"month":"2020-06","attendance":87.50},{"month":"2020-07","attendance":null}]}]}"""))
                .isEqualTo(
                        """
                        period,state_id,state_name,lat,lon,series.2020-06.attendance,series.2020-07.attendance
                        2020-21,75,S,,,87.50,
                        """);
    }

    @Test
    void wordsOfAListStandInOneCell() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.card/1","rows":[{"id":"1","boxes":{"a":{"bands":[{"band":"low","schools":2}],"focus":["library","toilet"]}}},{"id":"2","boxes":{"a":{"focus":[]}}}]}"""))
                .isEqualTo(
                        """
                        id,boxes.a.bands.low.schools,boxes.a.focus
                        1,2,library toilet
                        2,,
                        """);
    }

    @Test
    void aHeatMapHasALineForEachCellThatIsNotEmpty() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.heatmap/1","view":"question","filters":{"grade":"3"},"level":"district",
                                 "columns":[{"id":"7501","name":"D1"},{"id":"7502","name":"D2"}],
                                 "rows":[{"exam":"PAT1","questionId":"1"},{"exam":"PAT1","questionId":"2"}],
                                 "percent":[[46.7,61.2],[100.0,null]],"attended":[[3,4],[2,null]],
                                 "totals":{"percent":[50.0,100.0],"attended":[7,2]}}"""))
                .isEqualTo(
                        """
                        grade,district_id,district_name,exam,questionId,percent,attended
                        3,7501,D1,PAT1,1,46.7,3
                        3,7502,D2,PAT1,1,61.2,4
                        3,7501,D1,PAT1,2,100.0,2
                        """);
    }

    @Test
    void aListIsATableAsItIsAndNoFormula() throws IOException {
        assertThat(
                        table(
                                """
                                {"schema":"cqube.list/1","level":"school","filters":{"not":"printed"},
                                 "rows":[{"school_id":"01010100101","name":"=1+1, \\"A\\"","is_active":true,"lat":-0.5,"medium_id":null}]}"""))
                .isEqualTo(
                        """
                        school_id,name,is_active,lat,medium_id
                        01010100101,"'=1+1, ""A""\",true,-0.5,
                        """);
    }
}
