package org.chaiwei.demolition.enforcement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives case numbers 案号: {@code 拆案〔<year>〕<street>-<number>号}, at least five digits, counted for each street and year. A number is given
 * once, to whichever instance asks; one whose filing then came to nothing is not given again, so there may be gaps.
 */
@Component
class CaseNumbers {

    private final JdbcClient jdbc;

    CaseNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param year the business year of the filing */
    String next(String street, int year) {
        return "拆案〔%d〕%s-%05d号".formatted(year, street, count(street, year));
    }

    private int count(String street, int year) {
        return jdbc.sql("""
                        INSERT INTO case_number (street, year, last) VALUES (:street, :year, 1)
                        ON CONFLICT (street, year) DO UPDATE SET last = case_number.last + 1
                        RETURNING last
                        """)
                .param("street", street)
                .param("year", year)
                .query(Integer.class)
                .single();
    }
}
