package org.chaiwei.demolition.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarsTest {

    private static final String OF_2027 = "date,name,kind\n2027-01-01,元旦,STATUTORY\n2027-01-04,元旦,REST\n";

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-20T02:00:00Z");

    @Test
    void a_new_year_s_file_is_taken_up_while_the_service_runs() throws IOException {
        var calendars = Calendars.from(folder, clock());
        assertThat(calendars.current().knows(LocalDate.of(2027, 1, 1))).isFalse();
        write("2027.csv", OF_2027);
        assertThat(calendars.current().knows(LocalDate.of(2027, 1, 1)))
                .as("not looked at again yet")
                .isFalse();
        wait(Calendars.LOOK_EVERY_SECONDS);
        assertThat(calendars.current().years()).contains(2026, 2027);
        assertThat(calendars.current().isWorkingDay(LocalDate.of(2027, 1, 4))).isFalse();
    }

    @Test
    void a_wrong_file_leaves_the_calendar_before_in_force_and_is_told() throws IOException {
        var calendars = Calendars.from(folder, clock());
        write("2027.csv", OF_2027 + "2027-02-30,春节,REST\n");
        wait(Calendars.LOOK_EVERY_SECONDS);
        assertThat(calendars.current().years()).contains(2026).doesNotContain(2027);
        assertThat(calendars.trouble()).contains("2027.csv, line 4: '2027-02-30' is not a date");
        write("2027.csv", OF_2027);
        wait(Calendars.LOOK_EVERY_SECONDS);
        assertThat(calendars.current().years()).contains(2027);
        assertThat(calendars.trouble()).isNull();
    }

    @Test
    void a_wrong_file_that_is_taken_away_again_is_no_trouble_any_more() throws IOException {
        var calendars = Calendars.from(folder, clock());
        write("2027.csv", "no calendar");
        wait(Calendars.LOOK_EVERY_SECONDS);
        assertThat(calendars.current().years()).contains(2026);
        assertThat(calendars.trouble()).isNotNull();
        Files.delete(folder.resolve("2027.csv"));
        wait(Calendars.LOOK_EVERY_SECONDS);
        assertThat(calendars.current().years()).contains(2026);
        assertThat(calendars.trouble()).isNull();
    }

    @Test
    void at_the_start_a_wrong_file_is_an_error_that_names_its_line() throws IOException {
        write("2027.csv", "date,name,kind\n2027-01-01,元旦,HOLIDAY\n");
        assertThatThrownBy(() -> Calendars.from(folder, clock()))
                .hasMessageContaining("2027.csv, line 2: 'HOLIDAY' is none of");
        write("2027.csv", "2027-01-01,元旦,STATUTORY\n");
        assertThatThrownBy(() -> Calendars.from(folder, clock())).hasMessageContaining("line 1");
        write("2027.csv", "date,name,kind\n2027-01-01,STATUTORY\n");
        assertThatThrownBy(() -> Calendars.from(folder, clock())).hasMessageContaining("line 2");
    }

    @Test
    void a_folder_that_is_not_there_is_empty() {
        assertThat(Calendars.from(folder.resolve("none"), clock()).current().years())
                .contains(2026);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
