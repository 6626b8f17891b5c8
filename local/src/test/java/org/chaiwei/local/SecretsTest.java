package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void what_was_made_once_is_the_same_ever_after() {
        var home = home();
        var secrets = new Secrets(home);
        var password = secrets.password("ledger_app");
        var key = secrets.key("ledger.master");
        assertThat(new Secrets(home).password("ledger_app")).isEqualTo(password);
        assertThat(new Secrets(home).key("ledger.master")).isEqualTo(key);
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(secrets.password("gateway_app")).isNotEqualTo(password);
    }

    @Test
    void only_their_owner_may_read_them() throws IOException {
        var home = home();
        new Secrets(home).password("ledger_app");
        try (var files = Files.list(home.secrets())) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_database_whose_passwords_are_lost_is_not_started_over_in_silence() throws IOException {
        var home = home();
        Files.createDirectories(home.postgres());
        assertThatThrownBy(() -> new Secrets(home))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.remedy()).contains("./chaiwei reset"));
    }

    private Home home() {
        var home = new Home(folder.resolve(".chaiwei"));
        home.prepare();
        return home;
    }
}
