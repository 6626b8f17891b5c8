package org.chaiwei.accountability.rating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.onehour.JudgedClocks;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.FactsLink;
import org.chaiwei.accountability.progress.FactsUnder;
import org.chaiwei.accountability.progress.FactsUnder.Line;
import org.chaiwei.accountability.progress.FactsUnder.Page;
import org.chaiwei.accountability.progress.FactsUnder.Place;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.rating.Rated.Status;
import org.chaiwei.accountability.rating.Rated.Unranked;
import org.chaiwei.accountability.rating.RatingController.ShownAppeal;
import org.chaiwei.accountability.rating.RatingInputs.OfStreet;
import org.chaiwei.accountability.rating.RatingState.Appeal;
import org.chaiwei.accountability.rating.Tables.Facts;
import org.chaiwei.accountability.rating.Tables.Table;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Why a street has its points: each line of the formula filled with the numbers, and the facts under them. It names entries, so whoever
 * may see the street's facts sees it: a street official their own streets', a department none.
 */
@RestController
@RequestMapping("/api/v1/accountability/ratings/{month}/{street}")
class ExplainController {

    /** Facts of each line that an explanation shows at once. */
    private static final int FACTS_SHOWN = 20;

    private static final Page NONE = new Page(List.of(), null);

    private final Tables tables;
    private final Ratings ratings;
    private final FactsUnder facts;
    private final ForeignWrites foreignWrites;
    private final JudgedClocks clocks;
    private final Asking asking;
    private final Streets streets;
    private final Remarks remarks;

    ExplainController(
            Tables tables,
            Ratings ratings,
            FactsUnder facts,
            ForeignWrites foreignWrites,
            JudgedClocks clocks,
            Asking asking,
            Streets streets,
            Remarks remarks) {
        this.tables = tables;
        this.ratings = ratings;
        this.facts = facts;
        this.foreignWrites = foreignWrites;
        this.clocks = clocks;
        this.asking = asking;
        this.streets = streets;
        this.remarks = remarks;
    }

    /**
     * @param version null for a preview
     * @param compared the streets of the group as they stand to each other, which is how {@code groupRank} came about
     * @param numbers all that went into the formula
     */
    record Explained(
            String month,
            @Nullable Integer version,
            String street,
            String name,
            LocalDate from,
            LocalDate asOf,
            long knownAt,
            @Nullable Integer rank,
            @Nullable Integer groupRank,
            @Nullable Unranked unranked,
            @Nullable BigDecimal score,
            BigDecimal points,
            BigDecimal counted,
            @Nullable BigDecimal improvedBy,
            String group,
            List<Compared> compared,
            List<ExplainedPart> parts,
            OfStreet numbers,
            List<Note> notes,
            List<ExplainedAppeal> appeals) {}

    record Compared(
            @Nullable Integer groupRank,
            @Nullable Integer rank,
            String street,
            String name,
            @Nullable BigDecimal score,
            @Nullable Unranked unranked) {}

    /** @param corrected whether the points are what an upheld appeal says, and not the sum of the lines' */
    record ExplainedPart(
            Part part,
            @Nullable BigDecimal points,
            BigDecimal counted,
            BigDecimal of,
            boolean corrected,
            List<ExplainedLine> lines) {}

    /**
     * @param formula filled with the numbers; null unless the line counts
     * @param facts the latest under the number, at most twenty
     * @param factsAt where all of them are listed; null where facts are of each task
     * @param tasks for special tasks
     */
    record ExplainedLine(
            Measure measure,
            Status status,
            @Nullable BigDecimal points,
            BigDecimal of,
            @Nullable String formula,
            List<Line> facts,
            @Nullable String factsAt,
            List<ExplainedTask> tasks) {}

    record ExplainedTask(
            String target, int revision, BigDecimal reached, BigDecimal expected, BigDecimal rate, String factsAt) {}

    record ExplainedAppeal(
            ShownAppeal appeal,
            @Nullable String reason,
            @Nullable String decision,
            @Nullable BigDecimal points) {}

    /** @param next the cursor of the next page; null on the last one */
    record Listed(
            String month,
            String street,
            Measure measure,
            List<Line> items,
            @Nullable String next) {}

    /**
     * @param street by code or name
     * @param version of the frozen table, the latest if left out
     */
    @GetMapping("/explain")
    Explained explain(
            @PathVariable String month,
            @PathVariable String street,
            @RequestParam(required = false) @Nullable Integer version,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = allowed(street, actor);
        var table = table(month, version, ownWrite);
        var row = table.of(code);
        var numbers = table.inputs().of(code);
        var worked = Objects.requireNonNull(
                Rating.of(table.formula(), table.inputs()).worked().get(code));
        return new Explained(
                month,
                table.version(),
                code,
                name(code),
                table.inputs().from(),
                table.inputs().to(),
                table.known().position(),
                row.rank(),
                row.groupRank(),
                row.unranked(),
                row.score(),
                row.points(),
                row.counted(),
                row.improvedBy(),
                row.group(),
                table.rows().stream()
                        .filter(one -> one.group().equals(row.group()))
                        .map(one -> new Compared(
                                one.groupRank(),
                                one.rank(),
                                one.street(),
                                name(one.street()),
                                one.score(),
                                one.unranked()))
                        .toList(),
                row.parts().stream()
                        .map(part -> new ExplainedPart(
                                part.part(),
                                part.points(),
                                part.counted(),
                                part.of(),
                                part.corrected(),
                                worked.stream()
                                        .filter(line -> line.part() == part.part())
                                        .map(line -> line(line, code, table))
                                        .toList()))
                        .toList(),
                numbers,
                Note.of(numbers, month),
                appeals(code, table));
    }

    /**
     * The facts under a line, the latest day first, as they were known.
     *
     * @param note those that a note is about; the year's to date, if left out
     */
    @GetMapping("/facts")
    Listed facts(
            @PathVariable String month,
            @PathVariable String street,
            @RequestParam Measure measure,
            @RequestParam(required = false) Note.@Nullable Kind note,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = allowed(street, actor);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Place.of(cursor)
                        .orElseThrow(() -> Asking.refused(new FieldError("cursor", "not-a-cursor-of-this-list")));
        var table = table(month, null, ownWrite);
        var listed = note == null ? Optional.of(Tables.facts(table)) : tables.facts(table, note);
        var page = listed.map(under -> page(measure, code, under, after, limit)).orElse(NONE);
        return new Listed(
                month,
                code,
                measure,
                page.items(),
                page.next() == null ? null : page.next().text());
    }

    private String allowed(String street, Actor actor) {
        var code = asking.street(street);
        if (code == null) throw Asking.refused(new FieldError("street", "street-unknown"));
        ReadAccess.toFacts(actor.scope(), code);
        return code;
    }

    private Table table(String month, @Nullable Integer version, @Nullable ConsistencyToken ownWrite) {
        var asked = RatingController.month("month", month);
        ratings.await(ownWrite);
        foreignWrites.await(ownWrite);
        clocks.await(ownWrite);
        return tables.of(asked, version);
    }

    private ExplainedLine line(Worked line, String street, Table table) {
        var isListed = line.measure() == Measure.ONE_HOUR_CLOCK || of(line.measure()) != null;
        return new ExplainedLine(
                line.measure(),
                line.status(),
                line.points(),
                line.of(),
                line.formula(),
                isListed
                        ? page(line.measure(), street, Tables.facts(table), null, FACTS_SHOWN)
                                .items()
                        : List.of(),
                isListed
                        ? UriComponentsBuilder.fromPath(RatingController.ROOT + "/{month}/{street}/facts")
                                .queryParam("measure", line.measure())
                                .buildAndExpand(table.inputs().month(), street)
                                .toUriString()
                        : null,
                line.measure() == Measure.TASKS
                        ? table.inputs().of(street).tasks().stream()
                                .map(task -> new ExplainedTask(
                                        task.target(),
                                        task.revision(),
                                        task.reached(),
                                        task.expected(),
                                        Rating.rate(task),
                                        FactsLink.of(
                                                task.target(), table.inputs().to(), table.known(), street)))
                                .toList()
                        : List.of());
    }

    private Page page(Measure measure, String street, Facts under, @Nullable Place after, int limit) {
        if (measure == Measure.ONE_HOUR_CLOCK)
            return clocks.page(
                    street, under.window().from(), under.window().to(), under.since(), under.known(), after, limit);
        var of = of(measure);
        return of == null ? NONE : facts.page(of, street, under.window(), under.known(), after, limit);
    }

    /** Null where none of these are listed: there are none yet, they are the clocks', or each task's. */
    private static FactsUnder.@Nullable Of of(Measure measure) {
        return switch (measure) {
            case NET_AREA -> FactsUnder.Of.ACHIEVED;
            case NEW_STANDING -> FactsUnder.Of.NEW_CONSTRUCTIONS;
            case RELAPSES -> FactsUnder.Of.CLOSINGS_AND_RELAPSES;
            case TASKS, ONE_HOUR_CLOCK, REPORTS_ANSWERED, REPORTS_SOLVED, REPORTS_SATISFIED, PROCEDURE_KEPT -> null;
        };
    }

    private List<ExplainedAppeal> appeals(String street, Table table) {
        var frozen = table.frozen();
        if (frozen == null) return List.of();
        var theirs = frozen.appeals().values().stream()
                .filter(appeal -> appeal.filed().street().equals(street))
                .toList();
        var texts = remarks.read(theirs.stream()
                .flatMap(appeal -> Stream.of(
                        appeal.filed().reason(),
                        appeal.decided() == null ? null : appeal.decided().reason()))
                .filter(Objects::nonNull)
                .toList());
        return theirs.stream().map(appeal -> explained(appeal, texts)).toList();
    }

    private static ExplainedAppeal explained(Appeal appeal, Map<UUID, String> texts) {
        var decided = appeal.decided();
        return new ExplainedAppeal(
                ShownAppeal.of(appeal),
                texts.get(appeal.filed().reason()),
                decided == null ? null : texts.get(decided.reason()),
                decided == null ? null : decided.points());
    }

    private String name(String code) {
        return streets.find(code).map(Street::name).orElse(code);
    }
}
