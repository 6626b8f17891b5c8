package org.chaiwei.platform.remark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.sealing.Sealer;
import org.chaiwei.servers.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RemarksTest {

    @Test
    void a_remark_is_read_until_it_is_erased() {
        var database = TestPostgres.create("remarks");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/remark")
                .placeholders(Map.of("app", database.app()))
                .load()
                .migrate();
        var jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.app(), database.appPassword()));
        var remarks = new Remarks(jdbc, new Sealer(Base64.getEncoder().encodeToString(new byte[32]), List.of()));
        var kept = UuidV7.next();
        var erased = UuidV7.next();
        remarks.enter(kept, "复核测量后面积有误");
        remarks.enter(erased, "王小明来电说明");

        assertThat(remarks.erase(erased)).isTrue();
        assertThat(remarks.erase(erased)).isFalse();
        assertThat(remarks.read(List.of(kept, erased))).isEqualTo(Map.of(kept, "复核测量后面积有误"));
        assertThat(remarks.read(List.of())).isEmpty();
        assertThat(jdbc.sql("SELECT remark::text FROM remark")
                        .query(String.class)
                        .list())
                .hasSize(1)
                .first()
                .asString()
                .doesNotContain("面积");
    }
}
