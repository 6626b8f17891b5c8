package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL itself says what the bytes mean. */
class BinaryCopyTest {

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestPostgres.create("copied").asOwner();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static void table(String columns) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS copied");
            statement.execute("CREATE TABLE copied (" + columns + ")");
        }
    }

    private static String only(String expression) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + expression + " FROM copied")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void every_type_arrives_as_it_was_given() throws Exception {
        table(
                "a uuid, b bigint, c int, d smallint, e boolean, f text, g bytea, h date, i timestamptz, j numeric(14, 2), k text[]");
        var id = UuidV7.next();
        var instant = Instant.parse("1999-12-31T23:59:59.123456Z");
        var rows = new BinaryCopy(11)
                .row()
                .uuid(id)
                .bigint(Long.MIN_VALUE)
                .integer(-2)
                .smallint(Short.MAX_VALUE)
                .bool(true)
                .text("拆违\t\\N\n\"'")
                .bytea(new byte[] {0, -1})
                .date(LocalDate.of(1949, 10, 1))
                .timestamptz(instant)
                .numeric(new BigDecimal("18.50"))
                .texts(List.of("FIRE_LANE", "带,逗号"));
        assertThat(rows.send(connection, "copied (a, b, c, d, e, f, g, h, i, j, k)"))
                .isEqualTo(1);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM copied")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1, UUID.class)).isEqualTo(id);
            assertThat(row.getLong(2)).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getInt(3)).isEqualTo(-2);
            assertThat(row.getShort(4)).isEqualTo(Short.MAX_VALUE);
            assertThat(row.getBoolean(5)).isTrue();
            assertThat(row.getString(6)).isEqualTo("拆违\t\\N\n\"'");
            assertThat(row.getBytes(7)).containsExactly(0, -1);
            assertThat(row.getObject(8, LocalDate.class)).isEqualTo(LocalDate.of(1949, 10, 1));
            assertThat(row.getObject(9, OffsetDateTime.class).toInstant()).isEqualTo(instant);
            assertThat(row.getBigDecimal(10)).isEqualTo(new BigDecimal("18.50"));
            assertThat((String[]) row.getArray(11).getArray()).containsExactly("FIRE_LANE", "带,逗号");
        }
    }

    @Test
    void nothing_is_null_and_an_empty_array_is_empty() throws Exception {
        table("a uuid, b bigint, c int, d text, e bytea, f date, g timestamptz, h numeric, i text[], j text[]");
        new BinaryCopy(10)
                .row()
                .uuid(null)
                .bigint(null)
                .integer(null)
                .text(null)
                .bytea(null)
                .date(null)
                .timestamptz(null)
                .numeric(null)
                .nothing()
                .texts(List.of())
                .send(connection, "copied");
        assertThat(only("num_nulls(a, b, c, d, e, f, g, h, i)")).isEqualTo("9");
        assertThat(only("j = '{}'")).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "1",
                "-1.00",
                "0.01",
                "-0.0001",
                "0.00001",
                "9999",
                "10000",
                "10000.00",
                "100000000.10",
                "12345678.9012",
                "116.381234",
                "9999999999999999.99",
                "123456789012345678901234567890.123456789",
                "-99999999999999999999.00",
                "1E+6"
            })
    void a_number_keeps_its_value_and_its_scale(String number) throws Exception {
        table("n numeric");
        new BinaryCopy(1).row().numeric(new BigDecimal(number)).send(connection, "copied");
        assertThat(only("n::text")).isEqualTo(new BigDecimal(number).toPlainString());
    }

    @Test
    void many_rows_are_sent_whole() throws Exception {
        table("n int, t text");
        var text = "字".repeat(100);
        var rows = new BinaryCopy(2);
        Stream.iterate(0, n -> n + 1)
                .limit(5_000)
                .forEach(n -> rows.row().integer(n).text(text));
        rows.row().integer(0).text("大".repeat(100_000)).row().integer(0).text("");
        assertThat(rows.send(connection, "copied")).isEqualTo(5_002);
        assertThat(only("sum(n) || ' ' || sum(length(t))")).isEqualTo("12497500 600000");
    }

    @Test
    void no_rows_are_no_rows() throws Exception {
        table("n int");
        assertThat(new BinaryCopy(1).send(connection, "copied")).isZero();
    }

    @Test
    void a_row_of_another_width_is_refused_and_so_is_a_number_too_large() {
        assertThatThrownBy(() -> new BinaryCopy(2).row().integer(1).row()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BinaryCopy(1).row().smallint(1 << 15))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void after_a_refused_row_the_connection_goes_on() throws Exception {
        table("n int NOT NULL");
        assertThatThrownBy(() -> new BinaryCopy(1).row().integer(null).send(connection, "copied"))
                .isInstanceOf(SQLException.class);
        assertThat(new BinaryCopy(1).row().integer(1).send(connection, "copied"))
                .isEqualTo(1);
    }
}
