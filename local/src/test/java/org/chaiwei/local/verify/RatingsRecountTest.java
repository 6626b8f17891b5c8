package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a frozen table which does not follow from its own numbers is found, and a row of the view which is not the event. */
class RatingsRecountTest {

    private static final Path GOLDEN =
            Path.of("..", "accountability-service", "src", "test", "resources", "golden", "rating");
    private static final UUID MAY = UUID.fromString("56da96ef-ea85-8005-af7f-e00efa5ef825");
    private static final UUID JUNE = UUID.fromString("56da96ef-ea85-8005-af7f-e00efa5ef826");

    private static WrittenLog log;

    @BeforeAll
    static void write() throws Exception {
        log = new WrittenLog(
                "accountability", "RatingMonth", "event-store", "platform:platform", "accountability-service:rating");
        append(MAY, "RatingFrozen.1.json");
        append(MAY, "AppealFiled.1.json");
        append(MAY, "AppealUpheld.1.json");
        append(MAY, "RatingReversed.1.json");
        append(JUNE, "RatingFrozen.1-2.json");
        log.execute("""
                INSERT INTO rating_event
                SELECT e.position, e.recorded_at, e.aggregate_id, convert_from(e.payload, 'UTF8')::jsonb ->> 'month', t.name,
                       convert_from(e.payload, 'UTF8')::jsonb
                FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type""");
        log.execute("INSERT INTO view_position (view, position) VALUES ('ratings', 5)");
        log.execute("CREATE TABLE saved_rows AS TABLE rating_event");
        log.execute("CREATE TABLE saved_events AS TABLE event_store.event");
    }

    @AfterEach
    void restore() throws Exception {
        log.execute("DELETE FROM rating_event; INSERT INTO rating_event SELECT * FROM saved_rows");
        log.execute(
                "UPDATE event_store.event e SET payload = s.payload FROM saved_events s WHERE s.position = e.position");
    }

    @Test
    void what_the_service_has_frozen_and_reversed_passes() throws Exception {
        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, '\"netM2\":250.00', '\"netM2\":250.01', hash",
        "1, '\"formulaVersion\":1', '\"formulaVersion\":2', hash",
        "4, '\"points\":30.00,\"table\"', '\"points\":30.01,\"table\"', hash",
        "5, '\"kept\":2', '\"kept\":3', hash",
        "1, '\"points\":37.29', '\"points\":37.30', points",
        "1, '\"score\":53.27', '\"score\":99.00', score",
        "5, '\"rank\":2', '\"rank\":1', rank"
    })
    void a_number_changed_in_the_log_is_named(int position, String was, String is, String column) throws Exception {
        log.execute("UPDATE event_store.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '" + was
                + "', '" + is + "'), 'UTF8') WHERE position = " + position);
        assertThat(differences()).extracting(Report.Difference::column).contains(column);
    }

    @Test
    void a_row_of_the_view_that_is_not_the_event_is_named() throws Exception {
        log.execute("UPDATE rating_event SET month = '2016-07' WHERE position = 1");
        log.execute(
                "UPDATE rating_event SET body = jsonb_set(body, '{inputs,streets,0,entries}', '101') WHERE position = 5");
        log.execute("DELETE FROM rating_event WHERE position = 2");
        log.execute("UPDATE rating_event SET position = 0 WHERE position = 3");
        assertThat(differences())
                .extracting(difference -> difference.key() + " " + difference.column())
                .containsExactlyInAnyOrder(
                        "position 0 (row)",
                        "position 1 month",
                        "position 2 AppealFiled (row)",
                        "position 3 AppealUpheld (row)",
                        "position 5 body");
    }

    private static List<Report.Difference> differences() throws Exception {
        var differences = new Differences();
        try (var snapshot = log.snapshot()) {
            new RatingsRecount(snapshot, differences).run();
        }
        return differences.kept();
    }

    private static void append(UUID id, String file) throws Exception {
        log.appendPayload(
                id,
                file.substring(0, file.indexOf('.')),
                Files.readString(GOLDEN.resolve(file)).strip());
    }
}
