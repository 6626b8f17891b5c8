package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event adds to or takes from the figures.
 *
 * @param day the business date
 * @param line ADDED, DEMOLISHED, OTHERWISE_CLOSED, REVOKED or CORRECTED; TAKEN_BACK moves nothing of what remains
 */
record ExpectedMovement(
        long position, LocalDate day, Account account, String kind, String line, long count, BigDecimal areaM2) {

    /** Where an entry counts; what is moved from one to another is taken off here and put on there. */
    record Account(String street, String use, String ledgerKind, String origin) {}

    /** The row as its columns read. The ordinal within the event says nothing and is left out. */
    Map<String, @Nullable String> row() {
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("business_date", day.toString());
        row.put("street", account.street);
        row.put("use_class", account.use);
        row.put("ledger_kind", account.ledgerKind);
        row.put("origin", account.origin);
        row.put("kind", kind);
        row.put("line", line);
        row.put("count", Long.toString(count));
        row.put("area_m2", areaM2.toPlainString());
        return row;
    }
}
