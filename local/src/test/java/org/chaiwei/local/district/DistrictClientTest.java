package org.chaiwei.local.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistrictClientTest {

    @TempDir
    Path folder;

    private FakeGateway gateway;
    private DistrictClient office;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        office = new DistrictClient(gateway.origin(), Account.OFFICE);
    }

    @AfterEach
    void close() {
        office.close();
        gateway.close();
    }

    @Test
    void a_login_proves_with_its_verifier_that_the_code_is_its_own() throws Exception {
        assertThat(office.token()).isEqualTo("token-1");
        assertThat(office.token()).isEqualTo("token-1");
    }

    @Test
    void an_account_that_does_not_exist_is_not_let_in() {
        try (var stranger = new DistrictClient(gateway.origin(), new Account("mayor-1"))) {
            assertThatThrownBy(stranger::token).isInstanceOf(IOException.class).hasMessageContaining("mayor-1");
        }
    }

    @Test
    void a_token_that_ran_out_is_renewed_and_the_request_sent_again() throws Exception {
        office.get("/api/v1/ledger/books");
        gateway.forgetTokens();
        office.get("/api/v1/ledger/books");
        assertThat(gateway.calls).hasSize(3);
    }

    @Test
    void a_service_that_asks_to_come_back_later_is_asked_again() throws Exception {
        gateway.stumbles.add(503);
        office.get("/api/v1/ledger/books");
        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void a_refusal_says_what_the_problem_said() {
        gateway.stumbles.add(422);
        assertThatThrownBy(() -> office.get("/api/v1/ledger/books"))
                .isInstanceOfSatisfying(DistrictRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.code()).isEqualTo("stumbled");
                })
                .hasMessageContaining("It stumbled. Try later.");
    }

    @Test
    void a_spreadsheet_is_uploaded_whole_with_its_name() throws Exception {
        var file = Files.writeString(folder.resolve("台账 2016.csv"), "台账编号,街道\nDSL-1,大栅栏街道\n");
        var preview = office.preview(file);
        assertThat(gateway.uploads)
                .singleElement()
                .asString()
                .contains("name=\"file\"; filename=\"台账 2016.csv\"")
                .contains("\r\n\r\n台账编号,街道\nDSL-1,大栅栏街道\n\r\n--");
        assertThat(preview.rowsGood()).isEqualTo(2);
        assertThat(preview.problems()).containsExactly("row 4, 面积(平方米): No number. Write one.");
    }

    @Test
    void a_file_that_is_not_there_is_said_before_anything_is_sent() {
        assertThatThrownBy(() -> office.preview(folder.resolve("none.xlsx")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none.xlsx");
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void progress_is_followed_over_a_stream_that_breaks_off() throws Exception {
        gateway.streams.add(List.of(progress("COMMITTING", 1000)));
        gateway.streams.add(List.of());
        gateway.streams.add(List.of(progress("COMMITTING", 2000), progress("COMMITTED", 3000)));
        var seen = new ArrayList<Long>();
        var end = office.await("i-1", progress -> seen.add(progress.done()));
        assertThat(seen).containsExactly(1000L, 2000L, 3000L);
        assertThat(end).isEqualTo(new Import.Progress("COMMITTED", 3000, 3000, 3000, 3000));
    }

    @Test
    void an_import_is_over_only_when_everybody_sees_it() throws Exception {
        gateway.streams.add(List.of(progress("COMMITTED", 3000, 2000)));
        gateway.streams.add(List.of(progress("COMMITTED", 3000, 3000)));
        assertThat(office.await("i-1", progress -> {}).viewsAt()).isEqualTo(3000);
    }

    private static String progress(String state, int done) {
        return progress(state, done, done);
    }

    private static String progress(String state, int done, int viewsAt) {
        return "{\"state\":\"%s\",\"done\":%d,\"total\":3000,\"position\":%d,\"viewsAt\":%d}"
                .formatted(state, done, done, viewsAt);
    }
}
