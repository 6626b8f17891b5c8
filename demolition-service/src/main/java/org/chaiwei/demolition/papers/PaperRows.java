package org.chaiwei.demolition.papers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.demolition.papers.PaperEvent.PaperIssued;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code paper}. Written by {@link PapersProjection} alone. */
@Component
class PaperRows {

    /** More papers than any case has. */
    private static final int OF_CASE_MAX = 1_000;

    private static final String SELECT = """
            SELECT paper, register, violation, kind, office, number, sha256, template, check_code, supersedes, issued_by, issued_on, status, status_on
              FROM paper WHERE\s""";

    private final JdbcClient jdbc;

    PaperRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PaperRow> find(UUID paper) {
        return jdbc.sql(SELECT + "paper = :paper")
                .param("paper", paper)
                .query((row, _) -> row(row))
                .optional();
    }

    Optional<PaperRow> findByCheck(String check) {
        return jdbc.sql(SELECT + "check_code = :check")
                .param("check", check)
                .query((row, _) -> row(row))
                .optional();
    }

    /** In the order in which they were recorded. */
    List<PaperRow> ofCase(UUID violation) {
        return jdbc.sql(SELECT + "violation = :violation ORDER BY position LIMIT " + OF_CASE_MAX)
                .param("violation", violation)
                .query((row, _) -> row(row))
                .list();
    }

    void issued(PaperIssued e, long position) {
        jdbc.sql("""
                        INSERT INTO paper (paper, register, violation, kind, office, number, sha256, template, check_code, supersedes,
                                           issued_by, issued_on, status, position)
                        VALUES (:paper, :register, :violation, :kind, :office, :number, :sha256, :template, :check, :supersedes,
                                :by, :on, 'VALID', :position)
                        """)
                .param("paper", e.paper())
                .param("register", e.register())
                .param("violation", e.violation())
                .param("kind", e.kind())
                .param("office", e.office())
                .param("number", e.number())
                .param("sha256", e.sha256())
                .param("template", e.template())
                .param("check", e.check())
                .param("supersedes", e.supersedes())
                .param("by", e.by())
                .param("on", e.occurredOn())
                .param("position", position)
                .update();
    }

    /** It no longer holds; one that no longer held before stays as it was. */
    void ended(UUID paper, PaperStatus status, LocalDate on) {
        jdbc.sql("UPDATE paper SET status = :status, status_on = :on WHERE paper = :paper AND status = 'VALID'")
                .param("status", status.name())
                .param("on", on)
                .param("paper", paper)
                .update();
    }

    /** The papers of these kinds in a case no longer hold. */
    void withdrawn(UUID violation, Collection<PaperKind> kinds, LocalDate on) {
        jdbc.sql("""
                        UPDATE paper SET status = 'WITHDRAWN', status_on = :on
                         WHERE violation = :violation AND kind = ANY (:kinds) AND status = 'VALID'
                        """)
                .param("on", on)
                .param("violation", violation)
                .param("kinds", kinds.stream().map(PaperKind::name).toArray(String[]::new))
                .update();
    }

    private static PaperRow row(ResultSet row) throws SQLException {
        return new PaperRow(
                row.getObject("paper", UUID.class),
                row.getObject("register", UUID.class),
                row.getObject("violation", UUID.class),
                PaperKind.valueOf(row.getString("kind")),
                row.getString("office"),
                row.getString("number"),
                row.getString("sha256"),
                row.getString("template"),
                row.getString("check_code"),
                row.getObject("supersedes", UUID.class),
                row.getString("issued_by"),
                row.getObject("issued_on", LocalDate.class),
                PaperStatus.valueOf(row.getString("status")),
                row.getObject("status_on", LocalDate.class));
    }
}
