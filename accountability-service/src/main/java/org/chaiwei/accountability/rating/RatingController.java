package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.onehour.JudgedClocks;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.rating.Rated.OfPart;
import org.chaiwei.accountability.rating.Rated.Unranked;
import org.chaiwei.accountability.rating.RatingInputs.Before;
import org.chaiwei.accountability.rating.RatingInputs.YearTarget;
import org.chaiwei.accountability.rating.RatingRefusal.NotFrozen;
import org.chaiwei.accountability.rating.RatingState.Appeal;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The months' tables: frozen, or as they would be now. Everyone who works with the plan sees all of a table, street officials too, as
 * with the ranking.
 */
@RestController
@RequestMapping("/api/v1/accountability/ratings")
class RatingController {

    static final String ROOT = "/api/v1/accountability/ratings";

    /** A page of the list of months is a year's. */
    private static final int MONTHS = 12;

    private final Tables tables;
    private final Ratings ratings;
    private final Formulas formulas;
    private final Freezing freezing;
    private final ForeignWrites foreignWrites;
    private final JudgedClocks clocks;
    private final Streets streets;
    private final BusinessClock clock;

    RatingController(
            Tables tables,
            Ratings ratings,
            Formulas formulas,
            Freezing freezing,
            ForeignWrites foreignWrites,
            JudgedClocks clocks,
            Streets streets,
            BusinessClock clock) {
        this.tables = tables;
        this.ratings = ratings;
        this.formulas = formulas;
        this.freezing = freezing;
        this.foreignWrites = foreignWrites;
        this.clocks = clocks;
        this.streets = streets;
        this.clock = clock;
    }

    /** @param until the last month of the list */
    record Months(String until, List<FrozenMonth> months) {}

    record FrozenMonth(String month, LocalDate frozenOn, LocalDate appealUntil, int versions, String table) {}

    /**
     * @param version of the table; null for a preview, as all that follows from a freeze
     * @param versions how many there are, each beside those before it
     * @param asOf the last day that counts
     * @param knownAt the position of the ledger's log that the numbers cover
     * @param of all points of the formula; what has data is each row's {@code counted}
     * @param target the year's demolition target; null where there is none that has been divided
     * @param comparedWith the freeze whose scores {@code improvedBy} is from
     */
    record Answer(
            String month,
            State state,
            @Nullable Integer version,
            @Nullable Integer versions,
            LocalDate asOf,
            long knownAt,
            @Nullable Instant recordedAt,
            int formula,
            BigDecimal of,
            @Nullable LocalDate frozenOn,
            @Nullable LocalDate appealUntil,
            @Nullable String hash,
            @Nullable YearTarget target,
            @Nullable Before comparedWith,
            List<Row> streets,
            List<ShownAppeal> appeals) {}

    enum State {
        /** As it would be if the month were frozen now. */
        PREVIEW,
        FROZEN
    }

    /**
     * @param ranksGained since the freeze that {@code improvedBy} is from; negative where ranks were lost, null where there is no rank now
     *     or then
     * @param explanation where each point is explained, to whoever may see the street's facts
     */
    record Row(
            @Nullable Integer rank,
            String street,
            String name,
            String group,
            @Nullable Integer groupRank,
            @Nullable Unranked unranked,
            @Nullable BigDecimal score,
            BigDecimal points,
            BigDecimal counted,
            @Nullable BigDecimal improvedBy,
            @Nullable Integer ranksGained,
            List<OfPart> parts,
            List<Note> notes,
            String explanation) {}

    record ShownAppeal(
            String appeal,
            String street,
            Part part,
            LocalDate filedOn,
            Outcome outcome,
            @Nullable LocalDate decidedOn) {
        enum Outcome {
            PENDING,
            UPHELD,
            REJECTED
        }

        static ShownAppeal of(Appeal appeal) {
            var decided = appeal.decided();
            var filed = appeal.filed();
            return new ShownAppeal(
                    filed.appeal().toString(),
                    filed.street(),
                    filed.part(),
                    filed.occurredOn(),
                    decided == null ? Outcome.PENDING : decided.upheld() ? Outcome.UPHELD : Outcome.REJECTED,
                    decided == null ? null : decided.on());
        }
    }

    record Done(String month, long sequence) {}

    /**
     * Whether the recorded inputs give the recorded table and hash.
     *
     * @param hash as recorded with the version
     * @param recomputed from the inputs and the corrections that the log holds
     */
    record Verified(String month, int version, String hash, String recomputed, boolean sameHash, boolean sameTable) {}

    /** @param until the last month to list, this one if left out; twelve months up to it */
    @GetMapping
    Months months(
            @RequestParam(required = false) @Nullable String until, @Nullable ConsistencyToken ownWrite, Actor actor) {
        ReadAccess.toFigures(actor.scope());
        ratings.await(ownWrite);
        var last = until == null ? YearMonth.from(clock.today()) : month("until", until);
        return new Months(
                last.toString(),
                ratings.between(last.minusMonths(MONTHS - 1), last).reversed().stream()
                        .map(one -> new FrozenMonth(
                                one.freeze().month(),
                                one.freeze().occurredOn(),
                                one.freeze().appealUntil(),
                                one.versions().size(),
                                ROOT + "/" + one.freeze().month()))
                        .toList());
    }

    /** @param version of the frozen table, the latest if left out */
    @GetMapping("/{month}")
    Answer table(
            @PathVariable String month,
            @RequestParam(required = false) @Nullable Integer version,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        ReadAccess.toFigures(actor.scope());
        var asked = month("month", month);
        ratings.await(ownWrite);
        foreignWrites.await(ownWrite);
        clocks.await(ownWrite);
        var table = tables.of(asked, version);
        var frozen = table.frozen();
        var inputs = table.inputs();
        var ranksBefore = ranks(inputs.before());
        return new Answer(
                month,
                frozen == null ? State.PREVIEW : State.FROZEN,
                table.version(),
                frozen == null ? null : frozen.versions().size(),
                inputs.to(),
                inputs.known().ledgerPosition(),
                inputs.known().ledgerRecordedAt(),
                table.formula().version(),
                table.formula().of(),
                frozen == null ? null : frozen.freeze().occurredOn(),
                frozen == null ? null : frozen.freeze().appealUntil(),
                table.hash(),
                inputs.target(),
                inputs.before(),
                table.rows().stream().map(row -> row(row, table, ranksBefore)).toList(),
                frozen == null
                        ? List.of()
                        : frozen.appeals().values().stream()
                                .map(ShownAppeal::of)
                                .toList());
    }

    /** Freezes a month that is over. */
    @PostMapping("/{month}/freeze")
    ResponseEntity<Done> freeze(
            @PathVariable String month, @Nullable ConsistencyToken ownWrite, RequestContext context) {
        var asked = month("month", month);
        ReadAccess.require(Freezing.MAY, context.actor().scope());
        ratings.await(ownWrite);
        foreignWrites.await(ownWrite);
        clocks.await(ownWrite);
        var receipt = freezing.freeze(asked, context);
        return receipt.on(ResponseEntity.created(URI.create(ROOT + "/" + month)))
                .body(new Done(month, receipt.sequence()));
    }

    /** Computes a frozen table again from what the log holds of it, for whoever checks the service. */
    @GetMapping("/{month}/verification")
    Verified verification(
            @PathVariable String month,
            @RequestParam(required = false) @Nullable Integer version,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        ReadAccess.toFigures(actor.scope());
        var asked = month("month", month);
        ratings.await(ownWrite);
        var frozen = ratings.find(asked).orElseThrow(() -> new RefusedException(new NotFrozen(month)));
        var recorded = Tables.version(frozen, version);
        var again = recomputed(frozen, recorded.number());
        return new Verified(
                month,
                recorded.number(),
                recorded.hash(),
                again.hash(),
                again.hash().equals(recorded.hash()),
                again.table().equals(recorded.table()));
    }

    private record Recomputed(List<Rated> table, String hash) {}

    private Recomputed recomputed(Frozen frozen, int version) {
        var freeze = frozen.freeze();
        var table = Rating.of(formulas.version(freeze.formulaVersion()), freeze.inputs())
                .table();
        var corrections = frozen.corrections(version);
        for (var correction : corrections) table = Rating.corrected(table, correction);
        return new Recomputed(table, RatingHash.of(freeze.formulaVersion(), freeze.inputs(), corrections));
    }

    /** The ranks of a freeze by street; empty where there was none. A street without a rank is missing. */
    private Map<String, Integer> ranks(@Nullable Before before) {
        if (before == null) return Map.of();
        var ranks = new HashMap<String, Integer>();
        var frozen = ratings.find(YearMonth.parse(before.month())).orElseThrow();
        for (var row : Tables.version(frozen, before.version()).table()) {
            var rank = row.rank();
            if (rank != null) ranks.put(row.street(), rank);
        }
        return ranks;
    }

    private Row row(Rated row, Tables.Table table, Map<String, Integer> ranksBefore) {
        var rank = row.rank();
        var rankBefore = ranksBefore.get(row.street());
        var inputs = table.inputs().of(row.street());
        return new Row(
                row.rank(),
                row.street(),
                streets.find(row.street()).map(Street::name).orElse(row.street()),
                row.group(),
                row.groupRank(),
                row.unranked(),
                row.score(),
                row.points(),
                row.counted(),
                row.improvedBy(),
                rankBefore == null || rank == null ? null : Integer.valueOf(rankBefore - rank),
                row.parts(),
                Note.of(inputs, table.inputs().month()),
                ROOT + "/" + table.inputs().month() + "/" + row.street() + "/explain"
                        + Optional.ofNullable(table.version())
                                .map(v -> "?version=" + v)
                                .orElse(""));
    }

    /** @throws RefusedException if it is none */
    static YearMonth month(String field, String given) {
        if (given.matches("(19|20)\\d\\d-(0[1-9]|1[0-2])")) return YearMonth.parse(given);
        throw Asking.refused(new FieldError(field, "not-a-month"));
    }
}
