package org.chaiwei.accountability.rating;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.chaiwei.accountability.progress.FactsUnder.Window;
import org.chaiwei.accountability.rating.RatingRefusal.MonthNotBegun;
import org.chaiwei.accountability.rating.RatingRefusal.NoFormula;
import org.chaiwei.accountability.rating.RatingRefusal.NoSuchVersion;
import org.chaiwei.accountability.rating.RatingRefusal.NotFrozen;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.rating.RatingState.Version;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/** Finds a month's table: as it was frozen, or, while it is not, as it would be now. Thread-safe. */
final class Tables {

    private final Ratings ratings;
    private final Formulas formulas;
    private final InputsOfMonth inputs;
    private final PointsOfRecord points;
    private final BusinessClock clock;

    Tables(Ratings ratings, Formulas formulas, InputsOfMonth inputs, PointsOfRecord points, BusinessClock clock) {
        this.ratings = ratings;
        this.formulas = formulas;
        this.inputs = inputs;
        this.points = points;
        this.clock = clock;
    }

    /**
     * @param frozen null for a preview, as {@code version} and {@code hash}
     * @param known how much of the record the numbers know
     */
    record Table(
            Formula formula,
            RatingInputs inputs,
            List<Rated> rows,
            @Nullable Frozen frozen,
            @Nullable Integer version,
            @Nullable String hash,
            PointOfRecord known) {

        Rated of(String street) {
            return rows.stream()
                    .filter(row -> row.street().equals(street))
                    .findAny()
                    .orElseThrow();
        }
    }

    /**
     * @param version of a frozen table; null for the latest, or a preview
     * @throws RefusedException if the month has not begun, no formula rates it, or there is no such version
     */
    Table of(YearMonth month, @Nullable Integer version) {
        var frozen = ratings.find(month);
        if (frozen.isPresent()) return frozen(frozen.get(), version);
        var today = clock.today();
        if (today.isBefore(month.atDay(1)))
            throw new RefusedException(new MonthNotBegun(month.toString(), month.atDay(1)));
        if (version != null) throw new RefusedException(new NotFrozen(month.toString()));
        return preview(month, today.isBefore(month.atEndOfMonth()) ? today : month.atEndOfMonth());
    }

    /** @throws RefusedException if there is no such version */
    static Version version(Frozen frozen, @Nullable Integer version) {
        if (version == null) return frozen.latest();
        return frozen.versions().stream()
                .filter(one -> one.number() == version)
                .findAny()
                .orElseThrow(() -> new RefusedException(new NoSuchVersion(
                        frozen.freeze().month(), frozen.latest().number())));
    }

    /**
     * Where the facts under a table's numbers lie.
     *
     * @param since of facts that have no position in the ledger's log, those recorded at this instant or later; null for all
     */
    record Facts(Window window, @Nullable Instant since, PointOfRecord known) {}

    /** The facts of the year to date, which the numbers are sums of. */
    static Facts facts(Table table) {
        return new Facts(new Window(table.inputs.from(), table.inputs.to(), 0), null, table.known);
    }

    /** The facts that a note is about; empty where the months are not frozen that it speaks of. */
    Optional<Facts> facts(Table table, Note.Kind kind) {
        var month = YearMonth.parse(table.inputs.month());
        var december = ratings.find(YearMonth.of(month.getYear() - 1, Month.DECEMBER));
        var january = ratings.find(YearMonth.of(month.getYear(), Month.JANUARY));
        return switch (kind) {
            case LATE ->
                Optional.ofNullable(table.inputs.before())
                        .map(before -> YearMonth.parse(before.month()))
                        .filter(before -> before.getYear() == month.getYear())
                        .flatMap(ratings::find)
                        .map(before -> since(before, before, table.known));
            case CARRIED ->
                month.getMonth() == Month.JANUARY
                        ? december.map(old -> since(old, old, table.known))
                        : january.flatMap(cutOff -> december.map(old -> since(old, old, known(cutOff))));
            case APART -> december.map(old -> since(old, january.orElse(old), table.known));
        };
    }

    /** Dated in what a freeze has covered, and recorded behind what another knew. */
    private static Facts since(Frozen covered, Frozen knew, PointOfRecord known) {
        var inputs = covered.freeze().inputs();
        var then = known(knew);
        return new Facts(new Window(inputs.from(), inputs.to(), then.position()), then.before(), known);
    }

    private static PointOfRecord known(Frozen frozen) {
        var known = frozen.freeze().inputs().known();
        return new PointOfRecord(known.ledgerPosition(), known.ledgerRecordedAt(), known.recordedBefore());
    }

    private Table frozen(Frozen frozen, @Nullable Integer version) {
        var shown = version(frozen, version);
        var freeze = frozen.freeze();
        return new Table(
                formulas.version(freeze.formulaVersion()),
                freeze.inputs(),
                shown.table(),
                frozen,
                shown.number(),
                shown.hash(),
                known(frozen));
    }

    private Table preview(YearMonth month, LocalDate to) {
        var formula = formulas.inForce(month.atDay(1))
                .orElseThrow(() -> new RefusedException(new NoFormula(month.toString(), formulas.begin())));
        var known = points.knownAt(null);
        var read = inputs.read(month, to, formula.taskMetrics(), known);
        return new Table(formula, read, Rating.of(formula, read).table(), null, null, null, known);
    }
}
