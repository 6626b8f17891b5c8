package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import org.chaiwei.local.verify.Report.Difference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two entries in two streets, in the ledger's account and in accountability's, both written by hand. */
class ConservationCheckTest {

    private static final String A = "00000000-0000-8000-8000-00000000000a";
    private static final String B = "f0000000-0000-8000-8000-00000000000b";

    private static WrittenLog ledger;
    private static WrittenLog accountability;

    @BeforeAll
    static void write() throws Exception {
        ledger = new WrittenLog("ledger", "Violation", "ledger-service:figures");
        accountability = new WrittenLog("accountability", "Target", "accountability-service:progress");
        // Registered, a part demolished, demolished and closed, taken back by a relapse.
        ledger(1, A, "2015-06-01", "110102013", "ADDED", "1, 100.00");
        ledger(2, B, "2015-06-01", "110102014", "ADDED", "1, 20.00");
        ledger(3, A, "2016-03-01", "110102013", "DEMOLISHED", "0, -60.00");
        ledger(4, B, "2016-04-01", "110102014", "DEMOLISHED", "0, -20.00");
        ledger(5, B, "2016-04-01", "110102014", "DEMOLISHED", "-1, 0.00");
        ledger(6, B, "2016-06-01", "110102014", "TAKEN_BACK", "1, 20.00");
        ledger.execute("INSERT INTO figures_known_at (position, recorded_at) VALUES (6, now())");
        accountability(1, A, "2015-06-01", "110102013", "1, 100.00, 0, 0.00, 100.00, 0.00, 0.00");
        accountability(2, B, "2015-06-01", "110102014", "1, 20.00, 0, 0.00, 20.00, 0.00, 0.00");
        accountability(3, A, "2016-03-01", "110102013", "0, 0.00, 0, 0.00, -60.00, 60.00, 0.00");
        accountability(4, B, "2016-04-01", "110102014", "0, 0.00, 0, 0.00, -20.00, 20.00, 0.00");
        accountability(5, B, "2016-04-01", "110102014", "0, 0.00, 1, 20.00, 0.00, 0.00, 0.00");
        accountability(6, B, "2016-06-01", "110102014", "0, 0.00, 0, 0.00, 0.00, 0.00, 20.00");
        accountability.execute("CREATE TABLE saved AS TABLE movement");
    }

    @AfterEach
    void restore() throws SQLException {
        accountability.execute("DELETE FROM movement; INSERT INTO movement SELECT * FROM saved");
    }

    @Test
    void two_accounts_of_the_same_facts_agree_on_every_day_and_at_every_point() throws SQLException {
        assertThat(differences(6).kept()).isEmpty();
        assertThat(differences(4).kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE movement SET standing_m2 = -59.99 WHERE position = 3, 110102013 asOf 2016-03-01 knownAt 3, remaining_m2",
        "UPDATE movement SET standing_m2 = -59.99 WHERE position = 3, district asOf 2016-06-01 knownAt 6, remaining_m2",
        "UPDATE movement SET business_date = '2016-03-02' WHERE position = 3, 110102013 asOf 2016-03-01 knownAt 6, remaining_m2",
        "UPDATE movement SET street = '110102013' WHERE position = 5, 110102014 asOf 2016-06-01 knownAt 6, entries",
        "UPDATE movement SET taken_back_m2 = 0 WHERE position = 6, district asOf 2016-06-01 knownAt 6, taken_back_m2",
        "DELETE FROM movement, district asOf 2015-06-01 knownAt 6, entries"
    })
    void a_figure_that_the_two_tell_differently_is_named_with_its_day_and_point(String sql, String key, String column)
            throws SQLException {
        accountability.execute(sql);
        assertThat(differences(6).kept())
                .extracting(Difference::key, Difference::column)
                .contains(tuple(key, column));
    }

    @Test
    void what_lies_behind_the_point_is_left_alone() throws SQLException {
        accountability.execute("DELETE FROM movement WHERE position > 4");
        assertThat(differences(4).kept()).isEmpty();
        assertThat(differences(6).kept()).isNotEmpty();
    }

    private static Differences differences(long upTo) throws SQLException {
        var differences = new Differences();
        try (var first = ledger.snapshot();
                var second = accountability.snapshot()) {
            assertThat(new ConservationCheck(first, second, differences).run(upTo))
                    .isPositive();
        }
        return differences;
    }

    private static void ledger(long position, String id, String day, String street, String line, String measures)
            throws SQLException {
        ledger.execute("""
            INSERT INTO movement (position, ordinal, violation, business_date, street, use_class, ledger_kind, origin, kind, line,
                count, area_m2)
            VALUES (%d, 0, '%s', '%s', '%s', 'STORAGE', 'GENERAL', 'EXISTING', 'KIND', '%s', %s)""".formatted(position, id, day, street, line, measures));
    }

    private static void accountability(long position, String id, String day, String street, String measures)
            throws SQLException {
        accountability.execute("""
            INSERT INTO movement (position, ordinal, epoch, fact, recorded_at, violation, kind, business_date, street, use_class,
                ledger_kind, origin, tags, alley, households, cleared_before_plan,
                registered, registered_m2, closed, closed_m2, standing_m2, demolished_m2, taken_back_m2)
            VALUES (%d, 0, gen_random_uuid(), gen_random_uuid(), now(), '%s', 'KIND', '%s', '%s', 'STORAGE',
                'GENERAL', 'EXISTING', '{}', NULL, 0, false, %s)""".formatted(position, id, day, street, measures));
    }
}
