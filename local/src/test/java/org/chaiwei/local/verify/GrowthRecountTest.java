package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new construction that is partly demolished, moved and closed, and an old one; the events and the rows are written by hand. */
class GrowthRecountTest {

    private static final UUID OLD = UUID.fromString("00000000-0000-8000-8000-00000000000a");
    private static final UUID NEW = UUID.fromString("f0000000-0000-8000-8000-00000000000c");

    private static WrittenLog demolition;

    @BeforeAll
    static void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "EnforcementCase", "event-store", "platform:platform", "demolition-service:growth");
        var lead = "\"street\":\"110102013\",\"areaM2\":20.00,\"discoveredOn\":\"2016-02-01\",\"origin\":";
        event(OLD, "LeadReceived", lead + "\"EXISTING\"");
        event(NEW, "LeadReceived", lead + "\"NEW\"");
        event(NEW, "EntryCorrected", "\"areaM2\":30.00");
        event(NEW, "DemolitionPosted", "\"legacy\":true,\"areaM2\":5.00");
        event(NEW, "Demolished", "\"areaM2\":10.00");
        event(NEW, "AcceptanceFailed", "\"areaM2\":10.00");
        event(NEW, "EntryReassigned", "\"street\":\"110102014\"");
        event(NEW, "AcceptancePassed", "\"areaM2\":10.00");
        event(NEW, "EntryClosed", "\"ground\":\"DEMOLISHED\"");
        event(OLD, "Demolished", "\"areaM2\":10.00");
        demolition.execute(
                "INSERT INTO new_construction VALUES ('%s', '110102014', 'NEW', 30, 5, 10, 0, true)".formatted(NEW));
        moved(2, 1, "110102013", "2016-02-01", "20");
        moved(3, 0, "110102013", "2016-03-01", "10");
        moved(4, 0, "110102013", "2016-03-01", "-5");
        moved(5, 0, "110102013", "2016-03-01", "-10");
        moved(6, 0, "110102013", "2016-03-01", "10");
        moved(7, 0, "110102013", "2016-03-01", "-25");
        moved(7, 1, "110102014", "2016-03-01", "25");
        moved(8, 0, "110102014", "2016-03-01", "-10");
        moved(9, 0, "110102014", "2016-03-01", "-15");
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('zero-growth', 10)");
        demolition.execute("CREATE TABLE saved AS TABLE new_construction; CREATE TABLE moved AS TABLE growth_movement");
    }

    @AfterEach
    void restore() throws Exception {
        demolition.execute("""
                DELETE FROM new_construction; INSERT INTO new_construction SELECT * FROM saved;
                DELETE FROM growth_movement; INSERT INTO growth_movement SELECT * FROM moved""");
    }

    @Test
    void rows_that_follow_from_the_events_pass() throws Exception {
        assertThat(recount().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "street, 110102013",
        "origin, RELAPSE",
        "recorded_m2, 20",
        "legacy_m2, 0",
        "demolished_m2, 9.99",
        "failed_m2, 1",
        "ended, false"
    })
    void an_account_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute("UPDATE new_construction SET %s = '%s'".formatted(column, value));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition new_construction");
            assertThat(difference.key()).isEqualTo(NEW.toString());
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "street, 110102013",
        "origin, RELAPSE",
        "business_date, 2016-03-02",
        "recorded_at, 2016-07-02 08:00:00+08",
        "standing_m2, 24"
    })
    void a_movement_changed_by_hand_is_found_and_named(String column, String value) throws Exception {
        demolition.execute(
                "UPDATE growth_movement SET %s = '%s' WHERE position = 7 AND ordinal = 1".formatted(column, value));
        assertThat(recount().kept()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("demolition growth_movement");
            assertThat(difference.key()).isEqualTo(NEW + " position 7 1");
            assertThat(difference.column()).isEqualTo(column);
        });
    }

    @Test
    void rows_that_are_missing_or_made_up_are_named() throws Exception {
        demolition.execute("UPDATE new_construction SET violation = '%s'".formatted(OLD));
        demolition.execute("UPDATE growth_movement SET position = 10 WHERE position = 9");
        assertThat(recount().kept())
                .containsExactlyInAnyOrder(
                        new Report.Difference("demolition new_construction", OLD.toString(), "(row)", "none", "a row"),
                        new Report.Difference("demolition new_construction", NEW.toString(), "(row)", "a row", "none"),
                        new Report.Difference(
                                "demolition growth_movement", NEW + " position 10 0", "(row)", "none", "a row"),
                        new Report.Difference(
                                "demolition growth_movement", NEW + " position 9 0", "(row)", "a row", "none"));
    }

    private static Differences recount() throws Exception {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            new GrowthRecount(snapshot, differences).run();
        }
        return differences;
    }

    private static void event(UUID id, String type, String fields) throws Exception {
        demolition.append(id, type, fields, "2016-03-01");
    }

    private static void moved(int position, int ordinal, String street, String on, String areaM2) throws Exception {
        demolition.execute("INSERT INTO growth_movement VALUES (%d, %d, '%s', '%s', 'NEW', '%s', %s, %s)"
                .formatted(position, ordinal, NEW, street, on, WrittenLog.recordedAt(position), areaM2));
    }
}
