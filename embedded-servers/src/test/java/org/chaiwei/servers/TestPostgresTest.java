package org.chaiwei.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void each_database_is_its_own_and_the_app_role_may_create_nothing_in_it() throws SQLException {
        var one = TestPostgres.create("ledger");
        var other = TestPostgres.create("ledger");
        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        try (var app = one.asApp();
                var statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void trigrams_know_chinese_and_text_sorts_by_code_point() throws SQLException {
        try (var owner = TestPostgres.create("ledger").asOwner();
                var statement = owner.createStatement()) {
            statement.execute("CREATE EXTENSION pg_trgm");
            try (var rows = statement.executeQuery("SELECT show_trgm('大栅栏')::text <> '{}', 'Z' < 'a'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(1)).isTrue();
                assertThat(rows.getBoolean(2)).isTrue();
            }
        }
    }
}
