package org.chaiwei.demolition.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the wall openings (开墙打洞) by alley. Counted is every one that stands on the ledger or was closed as sealed or demolished; what turned out to be
 * none, or to be another entry's, is not. A case counts with all households of its entry.
 */
@Component
class Alleys {

    private static final String COUNTED = """
            ledger_kind = 'WALL_OPENING' AND alley IS NOT NULL AND stage <> 'WITHDRAWN'
            AND (ground IS NULL OR ground IN ('SEALED', 'DEMOLISHED'))""";

    /**
     * An alley. The four parts make up all of it.
     *
     * @param open nothing sealed yet
     * @param sealed sealed, and not accepted or not any more
     * @param accepted accepted, and not greened
     * @param greened accepted, and the place greened (绿化)
     */
    record Alley(String alley, int cases, int households, Part open, Part sealed, Part accepted, Part greened) {}

    record Part(int cases, int households) {}

    /** A case that awaits acceptance. */
    record Awaiting(UUID violation, String ledgerNumber) {}

    private final JdbcClient jdbc;

    Alleys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The alleys of a street by name, {@code limit} at most; behind this name, or from the first. */
    List<Alley> of(String street, @Nullable String behind, int limit) {
        return jdbc.sql("""
                        SELECT alley, count(*) AS cases, sum(households) AS households,
                               count(*) FILTER (WHERE part = 'OPEN') AS open_cases,
                               coalesce(sum(households) FILTER (WHERE part = 'OPEN'), 0) AS open_households,
                               count(*) FILTER (WHERE part = 'SEALED') AS sealed_cases,
                               coalesce(sum(households) FILTER (WHERE part = 'SEALED'), 0) AS sealed_households,
                               count(*) FILTER (WHERE part = 'ACCEPTED') AS accepted_cases,
                               coalesce(sum(households) FILTER (WHERE part = 'ACCEPTED'), 0) AS accepted_households,
                               count(*) FILTER (WHERE part = 'GREENED') AS greened_cases,
                               coalesce(sum(households) FILTER (WHERE part = 'GREENED'), 0) AS greened_households
                        FROM (SELECT alley, households,
                                     CASE WHEN sealing_awaiting THEN 'SEALED'
                                          WHEN accepted_on IS NULL THEN 'OPEN'
                                          WHEN restored_as = 'GREENED' THEN 'GREENED'
                                          ELSE 'ACCEPTED' END AS part
                              FROM enforcement_case WHERE %s AND street = :street AND alley > :behind) AS opening
                        GROUP BY alley ORDER BY alley LIMIT :limit""".formatted(COUNTED))
                .param("street", street)
                .param("behind", behind == null ? "" : behind)
                .param("limit", limit)
                .query((row, _) -> new Alley(
                        row.getString("alley"),
                        row.getInt("cases"),
                        row.getInt("households"),
                        new Part(row.getInt("open_cases"), row.getInt("open_households")),
                        new Part(row.getInt("sealed_cases"), row.getInt("sealed_households")),
                        new Part(row.getInt("accepted_cases"), row.getInt("accepted_households")),
                        new Part(row.getInt("greened_cases"), row.getInt("greened_households"))))
                .list();
    }

    /** The cases of an alley that are sealed and not accepted, {@code limit} at most, in the order of their ledger numbers. */
    List<Awaiting> awaiting(String street, String alley, int limit) {
        return jdbc.sql("""
                        SELECT violation, ledger_number FROM enforcement_case
                        WHERE %s AND street = :street AND alley = :alley AND sealing_awaiting AND ended_on IS NULL
                        ORDER BY ledger_number, violation LIMIT :limit""".formatted(COUNTED))
                .param("street", street)
                .param("alley", alley)
                .param("limit", limit)
                .query((row, _) -> new Awaiting(row.getObject("violation", UUID.class), row.getString("ledger_number")))
                .list();
    }
}
