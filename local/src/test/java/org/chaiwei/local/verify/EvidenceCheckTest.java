package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.chaiwei.local.verify.Report.Difference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of evidence and registers of papers written by hand, and what is found once somebody has put a hand on them. */
class EvidenceCheckTest {

    private static final UUID REGISTER = UUID.fromString("b1ddffbb-a28a-833c-831f-7208949c562a");

    private static final UUID CASE = UUID.fromString("10000000-0000-8000-8000-00000000000b");

    @TempDir
    private Path folder;

    private WrittenLog demolition;
    private String photo;
    private String small;
    private String paper;
    private int unclaimed;

    @BeforeEach
    void write() throws Exception {
        demolition = new WrittenLog(
                "demolition", "PaperRegister", "event-store", "platform:platform", "demolition-service:evidence");
        photo = file("a photo");
        small = file("the same, small");
        paper = file("a paper, encrypted");
        row(photo, "'" + photo + "'", "'" + small + "'", "NULL");
        row("f".repeat(64), "'" + paper + "'", "NULL", "'" + UUID.randomUUID() + "'");
        demolition.execute("""
                INSERT INTO evidence (sha256, kind, size_bytes, location, uploaded_by, uploaded_at)
                VALUES ('%s', 'MP4', 7, 's3://videos/1.mp4', 'u-1', now())""".formatted("e".repeat(64)));
        issued(1, photo);
        demolition.append(REGISTER, "PaperWithdrawn", "\"paper\":\"x\"", "2016-05-10");
        issued(2, "f".repeat(64));
        demolition.append(CASE, "FoundStanding", "\"photo\":\"%s\"".formatted(photo), "2016-05-11");
        demolition.execute(
                "UPDATE event_store.event_type SET aggregate_type = 'EnforcementCase' WHERE name = 'FoundStanding'");
        use(photo);
        demolition.execute("INSERT INTO view_position (view, position) VALUES ('evidence-uses', 4)");
    }

    @Test
    void untouched_evidence_is_as_its_rows_and_events_say() throws Exception {
        assertThat(check()).isEmpty();
    }

    @Test
    void a_byte_changed_by_hand_is_found_and_the_file_is_named() throws Exception {
        var bytes = Files.readAllBytes(place(photo));
        bytes[0] ^= 1;
        Files.write(place(photo), bytes);
        assertThat(check()).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("evidence");
            assertThat(difference.key()).isEqualTo(photo);
            assertThat(difference.column()).isEqualTo("stored_as file");
            assertThat(difference.found()).isEqualTo(sha256(bytes));
        });
    }

    @Test
    void a_file_that_is_gone_is_found() throws Exception {
        Files.delete(place(small));
        Files.delete(place(paper));
        assertThat(check()).extracting(Difference::key).containsExactlyInAnyOrder("f".repeat(64), photo);
        assertThat(check())
                .extracting(Difference::found)
                .allSatisfy(found -> assertThat(found).startsWith("no file "));
    }

    @Test
    void a_number_that_is_left_out_and_a_paper_that_was_never_kept_are_found() throws Exception {
        issued(4, "d".repeat(64));
        assertThat(check())
                .extracting(Difference::table, Difference::column, Difference::expected)
                .containsExactly(tuple("event_store.event", "ordinal", "3"), tuple("evidence", "(row)", "a row"));
    }

    @Test
    void a_case_that_names_evidence_and_one_that_does_not_are_told_apart() throws Exception {
        demolition.execute("DELETE FROM evidence_use");
        use(small);
        assertThat(check())
                .extracting(Difference::key, Difference::expected)
                .containsExactlyInAnyOrder(tuple(photo + " of " + CASE, "a row"), tuple(small + " of " + CASE, "none"));
    }

    @Test
    void what_a_crash_left_is_counted_and_named_only_where_it_is_not_what_it_is_called() throws Exception {
        var left = file("a paper that was printed and never recorded");
        Files.createDirectories(folder.resolve("unfinished"));
        Files.writeString(folder.resolve("unfinished").resolve("a".repeat(64) + "123"), "half of it");
        unclaimed = 1;
        assertThat(check()).isEmpty();
        Files.writeString(place(left), "another");
        assertThat(check()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo(left);
            assertThat(difference.column()).isEqualTo("file that no row names");
        });
    }

    private void use(String sha256) throws SQLException {
        demolition.execute("INSERT INTO evidence_use (sha256, violation) VALUES ('%s', '%s')".formatted(sha256, CASE));
    }

    private List<Difference> check() throws SQLException {
        var differences = new Differences();
        try (var snapshot = demolition.snapshot()) {
            assertThat(new EvidenceCheck(snapshot, differences, folder).run())
                    .isEqualTo(new EvidenceCheck.Checked(3, unclaimed));
        }
        return differences.kept();
    }

    private void issued(int ordinal, String sha256) throws SQLException {
        demolition.append(
                REGISTER, "PaperIssued", "\"ordinal\":%d,\"sha256\":\"%s\"".formatted(ordinal, sha256), "2016-05-09");
    }

    private void row(String sha256, String storedAs, String thumbnail, String party) throws SQLException {
        demolition.execute("""
                INSERT INTO evidence (sha256, kind, size_bytes, stored_as, thumbnail, party, uploaded_by, uploaded_at)
                VALUES ('%s', 'JPEG', 7, %s, %s, %s, 'u-1', now())""".formatted(sha256, storedAs, thumbnail, party));
    }

    private String file(String content) throws Exception {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var sha256 = sha256(bytes);
        Files.createDirectories(place(sha256).getParent());
        Files.write(place(sha256), bytes);
        return sha256;
    }

    private Path place(String sha256) throws IOException {
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
