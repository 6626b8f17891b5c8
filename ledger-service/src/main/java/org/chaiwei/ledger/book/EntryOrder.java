package org.chaiwei.ledger.book;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders of a list. Each is total, because the ledger number, unique in the district, decides between equals. */
enum EntryOrder {
    LEDGER_NUMBER("ledgerNumber", null, null, false),
    AREA("areaM2", "area_m2", "numeric", false),
    LARGEST("-areaM2", "area_m2", "numeric", true),
    REGISTERED("registeredOn", "registered_on", "date", false),
    LATEST("-registeredOn", "registered_on", "date", true);

    private final String parameter;
    private final @Nullable String column;
    private final @Nullable String type;
    private final boolean descending;

    EntryOrder(String parameter, @Nullable String column, @Nullable String type, boolean descending) {
        this.parameter = parameter;
        this.column = column;
        this.type = type;
        this.descending = descending;
    }

    static Optional<EntryOrder> of(String parameter) {
        return Arrays.stream(values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst();
    }

    static List<String> parameters() {
        return Arrays.stream(values()).map(order -> order.parameter).toList();
    }

    String orderBy() {
        var direction = descending ? " DESC" : "";
        return column == null ? "ledger_number" : column + direction + ", ledger_number" + direction;
    }

    /** The condition for what comes after a place in the list, given as the parameters {@code afterKey} and {@code afterNumber}. */
    String after() {
        var comparison = descending ? "<" : ">";
        return column == null
                ? "ledger_number > :afterNumber"
                : "(%s, ledger_number) %s (:afterKey::%s, :afterNumber)".formatted(column, comparison, type);
    }

    /** The entry's place in this order, besides its ledger number. */
    String key(Entry entry) {
        return switch (this) {
            case LEDGER_NUMBER -> "";
            case AREA, LARGEST -> entry.areaM2().toPlainString();
            case REGISTERED, LATEST -> entry.registeredOn().toString();
        };
    }

    /** Whether this text can be a {@link #key} of this order, so that the database takes it. */
    boolean isKey(String text) {
        return switch (this) {
            case LEDGER_NUMBER -> text.isEmpty();
            case AREA, LARGEST -> text.matches("\\d{1,12}\\.\\d{2}");
            case REGISTERED, LATEST -> isDate(text);
        };
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }
}
