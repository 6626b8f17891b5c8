package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chaiwei.ledger.place.Community;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events that a row became back as the row's cells, for a row that turns out wrong after its own cells are gone. Without
 * the person: they have been taken out of the registry.
 */
final class EntryCells {

    private EntryCells() {}

    /** One text a column, in the columns' order. */
    static List<String> of(List<ViolationEvent> events, Places places) {
        var cells = new EnumMap<Column, @Nullable Object>(Column.class);
        for (var event : events) {
            switch (event) {
                case ViolationRegistered e -> registered(e, places, cells);
                case DemolitionPosted e -> cells.put(Column.DEMOLISHED_ON, e.occurredOn());
                case LedgerClosed e -> cells.put(Column.CLOSED_ON, e.occurredOn());
                default -> throw new IllegalArgumentException("no event that a row becomes: " + event.getClass());
            }
        }
        var texts = new ArrayList<String>();
        for (var column : Column.values()) texts.add(text(cells.get(column)));
        return texts;
    }

    private static void registered(ViolationRegistered e, Places places, Map<Column, @Nullable Object> cells) {
        var entry = e.entry();
        cells.put(Column.LEDGER_NUMBER, entry.ledgerNumber());
        cells.put(Column.LEDGER_KIND, Words.LEDGER_KIND.word(entry.ledgerKind()));
        cells.put(Column.STREET, places.street(entry.street()).map(Street::name).orElse(entry.street()));
        if (entry.community() != null)
            cells.put(
                    Column.COMMUNITY,
                    places.community(entry.street(), entry.community())
                            .map(Community::name)
                            .orElse(entry.community()));
        cells.put(Column.COMPOUND, entry.compound());
        cells.put(Column.ALLEY, entry.alley());
        cells.put(Column.ADDRESS, e.address());
        cells.put(Column.LON, e.lon());
        cells.put(Column.LAT, e.lat());
        cells.put(Column.USE, Words.USE.word(entry.use()));
        cells.put(Column.AREA, e.areaM2());
        cells.put(Column.STRUCTURE, e.structure());
        cells.put(Column.STOREYS, e.storeys());
        cells.put(Column.YEAR_BUILT, e.yearBuilt());
        cells.put(Column.DISCOVERED_ON, e.discoveredOn());
        cells.put(Column.FOUND_BY, Words.FOUND_BY.word(e.foundBy()));
        cells.put(Column.ORIGIN, Words.ORIGIN.word(entry.origin()));
        cells.put(Column.TAGS, entry.tags().stream().map(Words.TAG::word).collect(Collectors.joining("、")));
        cells.put(Column.HOUSEHOLDS, entry.households());
        cells.put(Column.UNIT, entry.unit());
        cells.put(Column.REGISTERED_ON, e.occurredOn());
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
