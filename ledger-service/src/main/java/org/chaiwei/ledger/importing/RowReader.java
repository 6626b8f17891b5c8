package org.chaiwei.ledger.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chaiwei.ledger.importing.sheet.SheetCell;
import org.chaiwei.ledger.importing.sheet.SheetRow;
import org.chaiwei.ledger.party.Person;
import org.chaiwei.ledger.place.Community;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.Building;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.PastClearance;
import org.chaiwei.ledger.violation.Registration;
import org.chaiwei.ledger.violation.Site;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a row as what their columns mean: words, numbers, dates in the ways people write them. Says of each cell that
 * can't be read why. What the ledger makes of the values is not decided here. Pure.
 */
final class RowReader {

    private static final Pattern WRITTEN_DATE =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[T ]00:00(?::00)?)?");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern INTEGER = Pattern.compile("(-?\\d{1,9})(?:\\.0+)?\\s*[年层户]?");

    /** The first serial after the 29 February 1900 that Excel invented; no older date is meant in this ledger. */
    private static final int FIRST_SERIAL = 61;

    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate SERIAL_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int OLDEST_YEAR = 1949;

    /** Binary floating point leaves this much beside the two decimals that were typed. */
    private static final BigDecimal NOISE_M2 = new BigDecimal("0.000001");

    private static final BigDecimal NOTHING_WRONG_M2 = BigDecimal.ONE;

    private final Header header;
    private final Places places;
    private final LocalDate today;
    private final boolean epoch1904;

    /** @param epoch1904 see {@link org.chaiwei.ledger.importing.sheet.SheetSource#epoch1904()} */
    RowReader(Header header, Places places, LocalDate today, boolean epoch1904) {
        this.header = header;
        this.places = places;
        this.today = today;
        this.epoch1904 = epoch1904;
    }

    Draft read(SheetRow row) {
        return new Reading(row).draft();
    }

    /** The row's cells as texts, in the order of the columns; a day that stands there as a number as a date. */
    List<String> texts(SheetRow row) {
        var texts = new ArrayList<String>();
        for (var column : Column.values()) {
            var cell = header.cell(row, column);
            var day = column.isDate() && cell.kind() == SheetCell.Kind.NUMBER ? serial(cell.text()) : null;
            texts.add(day == null ? cell.text() : day.toString());
        }
        return texts;
    }

    /** One row's reading: collects problems as it goes. */
    private final class Reading {

        private final SheetRow row;
        private final List<RowProblem> problems = new ArrayList<>();
        private final Set<String> unread = new HashSet<>();

        Reading(SheetRow row) {
            this.row = row;
        }

        Draft draft() {
            refuseCellsBesideTheTable();
            var registeredOn = date(Column.REGISTERED_ON, today);
            var registration = new Registration(
                    text(Column.LEDGER_NUMBER, "1"),
                    word(Column.LEDGER_KIND, Words.LEDGER_KIND, LedgerKind.GENERAL),
                    site(),
                    word(Column.USE, Words.USE, Use.OTHER),
                    area(),
                    new Building(optionalText(Column.STRUCTURE), integer(Column.STOREYS), integer(Column.YEAR_BUILT)),
                    date(Column.DISCOVERED_ON, registeredOn),
                    word(Column.FOUND_BY, Words.FOUND_BY, FoundBy.INVENTORY),
                    word(Column.ORIGIN, Words.ORIGIN, Origin.EXISTING),
                    tags(),
                    households(),
                    optionalText(Column.UNIT),
                    null);
            return new Draft(
                    row.number(),
                    registration,
                    clearance(registeredOn),
                    registeredOn,
                    person(),
                    List.copyOf(problems),
                    Set.copyOf(unread));
        }

        private void refuseCellsBesideTheTable() {
            for (int i = 0; i < row.cells().size(); i++)
                if (!row.cell(i).isBlank() && !header.covers(i))
                    problems.add(
                            new RowProblem(row.number(), "", "cell-outside-table", Map.of("cell", row.address(i))));
        }

        private Site site() {
            var street = street();
            return new Site(
                    street == null ? places.streets().getFirst().code() : street.code(),
                    community(street),
                    optionalText(Column.COMPOUND),
                    optionalText(Column.ALLEY),
                    text(Column.ADDRESS, "1"),
                    degrees(Column.LON, Column.LAT),
                    degrees(Column.LAT, Column.LON));
        }

        private @Nullable Street street() {
            var name = text(Column.STREET, "");
            if (name.isEmpty()) return null;
            var street = places.street(name).orElse(null);
            if (street == null) {
                var names = places.streets().stream().map(Street::name).toList();
                wrong(Column.STREET, "cell-street-unknown", Map.of("allowed", names));
            }
            return street;
        }

        private @Nullable String community(@Nullable Street street) {
            var name = optionalText(Column.COMMUNITY);
            if (name == null) return null;
            if (street == null) {
                unread.add(Column.COMMUNITY.field);
                return null;
            }
            var community =
                    places.community(street.code(), name).map(Community::code).orElse(null);
            if (community == null) wrong(Column.COMMUNITY, "cell-community-unknown", Map.of("street", street.name()));
            return community;
        }

        private @Nullable BigDecimal degrees(Column column, Column other) {
            var degrees = decimal(column);
            if (degrees == null) {
                if (header.cell(row, column).isBlank()
                        && !header.cell(row, other).isBlank())
                    wrong(column, "cell-coordinate-alone", Map.of("other", other.title));
                return null;
            }
            if (header.cell(row, other).isBlank()) return null; // said at the other
            var beyond = column == Column.LAT ? new BigDecimal("90") : new BigDecimal("180");
            if (degrees.abs().compareTo(beyond) > 0) {
                wrong(column, "cell-coordinate-impossible", Map.of("other", other.title));
                return null;
            }
            return degrees;
        }

        private BigDecimal area() {
            if (blank(Column.AREA)) return NOTHING_WRONG_M2;
            var m2 = decimal(Column.AREA);
            if (m2 == null) return NOTHING_WRONG_M2;
            var rounded = m2.setScale(2, RoundingMode.HALF_UP);
            return rounded.subtract(m2).abs().compareTo(NOISE_M2) < 0 ? rounded : m2;
        }

        private int households() {
            var households = integer(Column.HOUSEHOLDS);
            return households == null ? 0 : households;
        }

        private Set<Tag> tags() {
            var words = optionalText(Column.TAGS);
            var tags = EnumSet.noneOf(Tag.class);
            if (words == null) return tags;
            for (var word : words.split("[、,，;；\\s]+")) {
                var tag = Words.TAG.value(word);
                if (tag.isPresent()) tags.add(tag.get());
                else if (!word.isEmpty()) {
                    wrong(Column.TAGS, "cell-tag-unknown", Map.of("allowed", Words.TAG.all()));
                    break;
                }
            }
            return tags;
        }

        private @Nullable Person person() {
            var name = optionalText(Column.PERSON);
            var phone = optionalText(Column.PHONE);
            if (name == null) {
                if (!header.cell(row, Column.PHONE).isBlank()
                        && header.cell(row, Column.PERSON).isBlank())
                    wrong(Column.PERSON, "cell-phone-without-person", Map.of());
                return null;
            }
            var person = new Person(name, phone == null ? null : halfWidth(phone));
            for (var error : person.errors())
                wrong(error.field().equals("phone") ? Column.PHONE : Column.PERSON, error.code(), error.details());
            return person;
        }

        /** Cleared before the plan is said by two dates or by none. */
        private @Nullable PastClearance clearance(LocalDate registeredOn) {
            boolean demolished = !header.cell(row, Column.DEMOLISHED_ON).isBlank();
            boolean closed = !header.cell(row, Column.CLOSED_ON).isBlank();
            if (!demolished && !closed) return null;
            if (demolished != closed) {
                var missing = demolished ? Column.CLOSED_ON : Column.DEMOLISHED_ON;
                var given = demolished ? Column.DEMOLISHED_ON : Column.CLOSED_ON;
                wrong(missing, "cell-clearance-incomplete", Map.of("other", given.title));
                date(given, registeredOn);
                return null;
            }
            var demolishedOn = date(Column.DEMOLISHED_ON, registeredOn);
            var closedOn = date(Column.CLOSED_ON, demolishedOn);
            return unread.contains(Column.DEMOLISHED_ON.field) || unread.contains(Column.CLOSED_ON.field)
                    ? null
                    : new PastClearance(demolishedOn, closedOn);
        }

        private <E extends Enum<E>> E word(Column column, Words<E> words, E otherwise) {
            if (blank(column)) return otherwise;
            var value = words.value(text(column, "")).orElse(null);
            if (value != null) return value;
            if (!unread.contains(column.field)) wrong(column, "cell-not-one-of", Map.of("allowed", words.all()));
            return otherwise;
        }

        private @Nullable Integer integer(Column column) {
            var text = optionalText(column);
            if (text == null) return null;
            var digits = INTEGER.matcher(halfWidth(text));
            if (digits.matches()) return Integer.valueOf(digits.group(1));
            wrong(column, "cell-not-an-integer", Map.of());
            return null;
        }

        private @Nullable BigDecimal decimal(Column column) {
            var text = optionalText(column);
            if (text == null) return null;
            try {
                var number = new BigDecimal(halfWidth(text));
                if (text.length() <= 40 && Math.abs(number.scale()) <= 40) return number;
            } catch (NumberFormatException e) {
                // said below
            }
            wrong(column, "cell-not-a-number", Map.of());
            return null;
        }

        private LocalDate date(Column column, LocalDate otherwise) {
            if (blank(column)) return otherwise;
            var cell = header.cell(row, column);
            var text = text(column, "");
            if (text.isEmpty()) return otherwise; // said already
            var date = cell.kind() == SheetCell.Kind.NUMBER ? serial(text) : written(text);
            if (date == null || date.getYear() < OLDEST_YEAR) {
                wrong(column, "cell-not-a-date", Map.of());
                return otherwise;
            }
            if (date.isAfter(today)) {
                wrong(column, "cell-date-in-future", Map.of("today", today));
                return otherwise;
            }
            return date;
        }

        /** Empty where something is required: says so. */
        private boolean blank(Column column) {
            boolean blank = header.cell(row, column).isBlank();
            if (blank && column.required) wrong(column, "cell-required", Map.of());
            return blank;
        }

        private String text(Column column, String otherwise) {
            if (header.cell(row, column).isBlank() && unread.contains(column.field)) return otherwise; // said already
            if (blank(column)) return otherwise;
            var text = optionalText(column);
            return text == null ? otherwise : text;
        }

        private @Nullable String optionalText(Column column) {
            var cell = header.cell(row, column);
            return switch (cell.kind()) {
                case BLANK -> null;
                case FORMULA -> {
                    wrong(column, "cell-formula", Map.of("cell", row.address(header.indexOf(column))));
                    yield null;
                }
                case ERROR -> {
                    wrong(column, "cell-error", Map.of("cell", row.address(header.indexOf(column))));
                    yield null;
                }
                case NUMBER -> cell.text();
                case TEXT -> {
                    if (cell.text().indexOf('\ufffd') < 0) yield cell.text();
                    wrong(column, "cell-unreadable", Map.of());
                    yield null;
                }
            };
        }

        private void wrong(Column column, String code, Map<String, Object> details) {
            unread.add(column.field);
            problems.add(RowProblem.of(row.number(), column, code, details));
        }
    }

    private @Nullable LocalDate serial(String number) {
        var digits = EIGHT_DIGITS.matcher(number);
        if (digits.matches()) return date(digits.group(1), digits.group(2), digits.group(3));
        var days = new BigDecimal(number).setScale(0, RoundingMode.FLOOR);
        if (days.precision() - days.scale() > 6 || days.signum() < 0) return null;
        if (epoch1904) return SERIAL_ZERO_1904.plusDays(days.longValueExact());
        return days.intValueExact() < FIRST_SERIAL ? null : SERIAL_ZERO.plusDays(days.longValueExact());
    }

    private static @Nullable LocalDate written(String text) {
        var plain = halfWidth(text);
        var digits = EIGHT_DIGITS.matcher(plain);
        if (digits.matches()) return date(digits.group(1), digits.group(2), digits.group(3));
        var date = WRITTEN_DATE.matcher(plain);
        return date.matches() ? date(date.group(1), date.group(2), date.group(3)) : null;
    }

    private static @Nullable LocalDate date(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Digits and signs as a Chinese keyboard writes them, in their plain form. */
    private static String halfWidth(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) > 0x7f)
                return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return text;
    }
}
