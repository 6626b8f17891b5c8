package org.chaiwei.demolition.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code evidence} and {@code evidence_case}. A row is written once and never changed. */
@Component
class EvidenceRows {

    private final JdbcClient jdbc;

    EvidenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it was new; another upload of the same bytes may have been faster, and then its row stands */
    boolean register(Evidence evidence) {
        return jdbc.sql("""
                        INSERT INTO evidence (sha256, kind, size_bytes, stored_as, location, thumbnail, rendition, party, taken, lon, lat,
                                              uploaded_by, uploaded_at)
                        VALUES (:sha256, :kind, :sizeBytes, :storedAs, :location, :thumbnail, :rendition, :party, :taken, :lon, :lat,
                                :uploadedBy, :uploadedAt)
                        ON CONFLICT ON CONSTRAINT evidence_pkey DO NOTHING
                        """)
                        .param("sha256", evidence.sha256())
                        .param("kind", evidence.kind().name())
                        .param("sizeBytes", evidence.sizeBytes())
                        .param("storedAs", evidence.storedAs())
                        .param("location", evidence.location())
                        .param("thumbnail", evidence.thumbnail())
                        .param("rendition", evidence.rendition())
                        .param("party", evidence.party())
                        .param("taken", evidence.taken())
                        .param("lon", evidence.lon())
                        .param("lat", evidence.lat())
                        .param("uploadedBy", evidence.uploadedBy())
                        .param("uploadedAt", evidence.uploadedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Says that it belongs to a case, whether a step names it or not. */
    void belongs(String sha256, UUID violation) {
        jdbc.sql("INSERT INTO evidence_case (sha256, violation) VALUES (:sha256, :violation) ON CONFLICT DO NOTHING")
                .param("sha256", sha256)
                .param("violation", violation)
                .update();
    }

    Optional<Evidence> find(String sha256) {
        return jdbc.sql("""
                        SELECT sha256, kind, size_bytes, stored_as, location, thumbnail, rendition, party, taken, lon, lat, uploaded_by,
                               uploaded_at
                          FROM evidence WHERE sha256 = :sha256
                        """)
                .param("sha256", sha256)
                .query((row, _) -> evidence(row))
                .optional();
    }

    /** The cases it belongs to: it was brought for them, or a step of theirs names it. */
    List<UUID> casesOf(String sha256) {
        return jdbc.sql("""
                        SELECT violation FROM evidence_case WHERE sha256 = :sha256
                        UNION SELECT violation FROM evidence_use WHERE sha256 = :sha256
                        """).param("sha256", sha256).query(UUID.class).list();
    }

    /** Those of these that are not registered. */
    Set<String> missing(Collection<String> sha256s) {
        var missing = new HashSet<>(sha256s);
        missing.removeAll(jdbc.sql("SELECT sha256 FROM evidence WHERE sha256 = ANY (:sha256s)")
                .param("sha256s", sha256s.toArray(String[]::new))
                .query(String.class)
                .list());
        return missing;
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        return new Evidence(
                row.getString("sha256"),
                MediaKind.valueOf(row.getString("kind")),
                row.getLong("size_bytes"),
                row.getString("stored_as"),
                row.getString("location"),
                row.getString("thumbnail"),
                row.getString("rendition"),
                row.getObject("party", UUID.class),
                row.getObject("taken", LocalDateTime.class),
                row.getBigDecimal("lon"),
                row.getBigDecimal("lat"),
                row.getString("uploaded_by"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }
}
