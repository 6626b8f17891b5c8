package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.platform.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with what was written down, field by field and all at once: the same for a form, a spreadsheet's row and a
 * correction. The field names are those of the API; the import translates them to its columns.
 */
final class EntryRules {

    /** The plan's first day. What was on paper before it is legacy. */
    static final LocalDate PLAN_START = LocalDate.of(2016, 1, 1);

    private static final Pattern LEDGER_NUMBER = Pattern.compile("[\\p{L}\\p{N}\\-_/.()（）〔〕\\[\\]]{1,40}");
    private static final int ADDRESS_MAX = 200;
    private static final int NAME_MAX = 60;
    private static final int HOUSEHOLDS_MAX = 10_000;
    private static final int STOREYS_MAX = 99;
    private static final int OLDEST_YEAR = 1900;

    /** The district with a margin of some kilometres; a swapped pair or another datum's city lies outside. */
    private static final BigDecimal WEST = new BigDecimal("116.25"),
            EAST = new BigDecimal("116.48"),
            SOUTH = new BigDecimal("39.80"),
            NORTH = new BigDecimal("40.05");

    private final Places places;
    private final LocalDate today;
    private final List<FieldError> errors = new ArrayList<>();

    private EntryRules(Places places, LocalDate today) {
        this.places = places;
        this.today = today;
    }

    static List<FieldError> of(Registration entry, LocalDate registeredOn, LocalDate today, Places places) {
        var rules = new EntryRules(places, today);
        rules.ledgerNumber(entry.ledgerNumber());
        rules.site(entry.site());
        rules.area(entry.areaM2());
        rules.building(entry.building());
        rules.kind(entry.ledgerKind(), entry.households(), entry.unit());
        rules.check(
                !entry.discoveredOn().isAfter(registeredOn),
                "discoveredOn",
                "discovered-after-registration",
                Map.of("registeredOn", registeredOn));
        rules.check(entry.origin() != Origin.RELAPSE, "origin", "relapse-needs-confirmation", Map.of());
        return rules.errors;
    }

    static List<FieldError> of(
            Particulars entry, Site site, BigDecimal areaM2, Building building, LocalDate today, Places places) {
        var rules = new EntryRules(places, today);
        rules.site(site);
        rules.area(areaM2);
        rules.building(building);
        rules.kind(LedgerKind.valueOf(entry.ledgerKind()), entry.households(), entry.unit());
        return rules.errors;
    }

    static List<FieldError> of(PastClearance clearance, LocalDate registeredOn, LocalDate today, Places places) {
        var rules = new EntryRules(places, today);
        rules.check(
                !clearance.demolishedOn().isBefore(registeredOn),
                "demolishedOn",
                "demolished-before-registration",
                Map.of("registeredOn", registeredOn));
        rules.check(
                !clearance.closedOn().isBefore(clearance.demolishedOn()),
                "closedOn",
                "closed-before-demolition",
                Map.of("demolishedOn", clearance.demolishedOn()));
        rules.check(
                clearance.closedOn().isBefore(PLAN_START),
                "closedOn",
                "cleared-since-plan",
                Map.of("planStart", PLAN_START));
        return rules.errors;
    }

    /** A text beside an entry, such as a permit's number, by the name under which it was given. */
    record Text(String field, @Nullable String text) {}

    static List<FieldError> of(LocalDate today, Places places, Text... texts) {
        var rules = new EntryRules(places, today);
        for (var text : texts) rules.text(text.field, text.text, NAME_MAX);
        return rules.errors;
    }

    /** Only the place: for an entry whose street changes. */
    static List<FieldError> of(Site site, LocalDate today, Places places) {
        var rules = new EntryRules(places, today);
        rules.site(site);
        return rules.errors;
    }

    private void ledgerNumber(String number) {
        check(LEDGER_NUMBER.matcher(number).matches(), "ledgerNumber", "ledger-number-malformed", Map.of("max", 40));
        check(!RelapseNumber.isOne(number), "ledgerNumber", "ledger-number-of-relapse", Map.of());
    }

    private void site(Site site) {
        var street = places.street(site.street()).filter(s -> s.code().equals(site.street()));
        check(street.isPresent(), "street", "street-unknown", Map.of());
        if (street.isPresent() && site.community() != null)
            check(
                    places.community(site.street(), site.community())
                            .filter(c -> c.code().equals(site.community()))
                            .isPresent(),
                    "community",
                    "community-unknown",
                    Map.of("street", street.get().name()));
        text("compound", site.compound(), NAME_MAX);
        text("alley", site.alley(), NAME_MAX);
        check(!site.address().isEmpty(), "address", "not-blank", Map.of());
        text("address", site.address(), ADDRESS_MAX);
        location(site.lon(), site.lat());
    }

    private void location(@Nullable BigDecimal lon, @Nullable BigDecimal lat) {
        if (lon == null && lat == null) return;
        var inside = lon != null
                && lat != null
                && lon.compareTo(WEST) >= 0
                && lon.compareTo(EAST) <= 0
                && lat.compareTo(SOUTH) >= 0
                && lat.compareTo(NORTH) <= 0;
        check(
                inside,
                lon == null ? "lon" : "lat",
                "location-outside",
                Map.of("west", WEST, "east", EAST, "south", SOUTH, "north", NORTH));
    }

    private void area(BigDecimal areaM2) {
        if (areaM2.signum() <= 0) check(false, "areaM2", "area-not-above-zero", Map.of());
        else if (areaM2.compareTo(Area.LARGEST.m2()) > 0)
            check(false, "areaM2", "area-too-large", Map.of("max", Area.LARGEST.m2()));
        else check(areaM2.stripTrailingZeros().scale() <= 2, "areaM2", "area-decimals", Map.of());
    }

    private void building(Building building) {
        text("structure", building.structure(), NAME_MAX);
        if (building.storeys() != null) between("storeys", building.storeys(), 1, STOREYS_MAX);
        if (building.yearBuilt() != null) between("yearBuilt", building.yearBuilt(), OLDEST_YEAR, today.getYear());
    }

    private void kind(LedgerKind kind, int households, @Nullable String unit) {
        between("households", households, kind == LedgerKind.WALL_OPENING ? 1 : 0, HOUSEHOLDS_MAX);
        check(kind != LedgerKind.DISTRICT_UNIT || unit != null, "unit", "unit-required", Map.of());
        text("unit", unit, NAME_MAX);
    }

    private void between(String field, int value, int min, int max) {
        check(value >= min && value <= max, field, "out-of-range", Map.of("min", min, "max", max));
    }

    private void text(String field, @Nullable String text, int max) {
        if (text != null) errors.addAll(PlainText.errors(field, text, max));
    }

    private void check(boolean right, String field, String code, Map<String, Object> details) {
        if (!right) errors.add(new FieldError(field, code, details));
    }
}
