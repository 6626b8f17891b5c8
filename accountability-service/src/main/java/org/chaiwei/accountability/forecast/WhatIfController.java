package org.chaiwei.accountability.forecast;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.forecast.Assumption.Name;
import org.chaiwei.accountability.forecast.Assumption.Source;
import org.chaiwei.accountability.forecast.Forecast.Extra;
import org.chaiwei.accountability.forecast.Forecasting.Changed;
import org.chaiwei.accountability.forecast.Forecasting.OfTarget;
import org.chaiwei.accountability.forecast.Forecasting.Read;
import org.chaiwei.accountability.forecast.Queue.First;
import org.chaiwei.accountability.forecast.Queue.Order;
import org.chaiwei.accountability.forecast.WhatIf.Team;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.progress.OpenEntries;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.Metric;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what more teams, another order or another target would make of the forecast. It changes nothing; every assumption is named, with
 * where it is from. For whoever reads the forecast that it starts from.
 */
@RestController
class WhatIfController {

    private static final int YEARS_AHEAD_MAX = 10;

    private final Forecasting forecasting;
    private final OpenEntries entries;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;
    private final Streets streets;

    WhatIfController(
            Forecasting forecasting,
            OpenEntries entries,
            Targets targets,
            PointsOfRecord points,
            ForeignWrites foreignWrites,
            Asking asking,
            Streets streets) {
        this.forecasting = forecasting;
        this.entries = entries;
        this.targets = targets;
        this.points = points;
        this.foreignWrites = foreignWrites;
        this.asking = asking;
        this.streets = streets;
    }

    /**
     * @param asOf today, if left out, as with the forecast; so are {@code knownAt} and {@code street}
     * @param target this one alone; all, if left out
     * @param teams besides those that work already
     * @param teamsNow how many those are: what one brings down is the measured pace by this. One a street, if left out
     * @param priorities in which order what stands goes; in none, if left out
     * @param moved another last day or value of {@code target}
     */
    record Form(
            @Nullable LocalDate asOf,
            @Nullable String knownAt,
            @Nullable String street,
            @Nullable @Size(max = 40) String target,
            @Nullable @Size(max = 20) List<@Valid @NotNull TeamForm> teams,
            @Nullable @Min(1) @Max(1_000) Integer teamsNow,
            @Nullable @Valid PrioritiesForm priorities,
            @Nullable @Valid MovedForm moved) {}

    /**
     * @param from the day after {@code asOf}, if left out
     * @param to ten years on, if left out
     * @param m2PerWorkingDay what one team brings down; from the measured pace, if left out
     */
    record TeamForm(
            @NotNull @Min(1) @Max(100) Integer count,
            @Nullable LocalDate from,
            @Nullable LocalDate to,

            @Nullable @Positive @DecimalMax("10000") @Digits(integer = 5, fraction = 2)
            BigDecimal m2PerWorkingDay) {}

    /**
     * @param first what goes before everything else, the first before the second
     * @param order among those alike; the largest first, if left out
     */
    record PrioritiesForm(
            @Nullable @Size(max = 20) List<@Valid @NotNull FirstForm> first,
            @Nullable Order order) {}

    /** One of the three. */
    record FirstForm(
            @Nullable @Size(max = 40) String use,
            @Nullable @Size(max = 40) String tag,
            @Nullable @Size(max = 40) String street) {}

    /** @param value in the target's unit; of the street, where a street is asked for */
    record MovedForm(
            @Nullable LocalDate due,

            @Nullable @PositiveOrZero @Digits(integer = 8, fraction = 4)
            BigDecimal value) {}

    record Answer(
            LocalDate asOf,
            long knownAt,
            @Nullable Instant recordedAt,
            @Nullable String street,
            List<Assumption> assumptions,
            List<OfOne> targets) {}

    /** @param without why there is no forecast, and so no other; null where there is */
    record OfOne(String id, String name, Line.@Nullable Without without, List<WhatIf> lines) {}

    @PostMapping("/api/v1/accountability/forecast/what-if")
    Answer whatIf(@Valid @RequestBody Form form, @Nullable ConsistencyToken ownWrite, Actor actor) {
        var street = asking.street(form.street);
        ReadAccess.toFigures(actor.scope(), street);
        var asOf = asking.date("asOf", form.asOf);
        var first = first(form.priorities);
        checkDates(form, asOf);
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
        var known = points.knownAt(form.knownAt);
        var before = forecasting.read(asOf, known, street, Changed::not);
        var after = form.moved == null ? before : moved(form, form.moved, before, asOf, known, street);
        var assumptions = new ArrayList<Assumption>();
        var area = Area.measured(after);
        var teams = teams(form, asOf, area, street, assumptions);
        var open = form.teams == null && form.priorities == null
                ? List.<OpenEntries.Open>of()
                : entries.on(asOf, known, street);
        var standingM2 = open.stream()
                .map(one -> one.standingM2().max(BigDecimal.ZERO))
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
        var extra = teams.isEmpty() ? Extra.NONE : WhatIf.of(teams, asOf, standingM2, after.days());
        var queue = form.priorities == null ? null : Queue.of(open, first, orderOf(form.priorities));
        assume(form, first, standingM2, assumptions);
        var means = new Means(area, extra, queue, standingM2);
        var answers = new ArrayList<OfOne>();
        for (int i = 0; i < after.targets().size(); i++) {
            var one = after.targets().get(i);
            if (form.target == null
                    ? !one.lines().lines().isEmpty()
                    : one.target().code().equals(form.target))
                answers.add(of(before.targets().get(i), before.days(), one, after, means));
        }
        if (form.target != null && answers.isEmpty()) throw notATarget(before);
        return new Answer(asOf, known.position(), known.recordedAt(), street, assumptions, answers);
    }

    /** With what the work is done: the pace at which area falls, what falls besides, the order. */
    private record Means(Area area, Extra extra, @Nullable Queue queue, BigDecimal standingM2) {}

    private static OfOne of(OfTarget before, DaysOfWork daysBefore, OfTarget after, Read read, Means means) {
        var lines = new ArrayList<WhatIf>();
        var was = before.lines().lines();
        var is = after.lines().lines();
        for (int i = 0; i < Math.min(was.size(), is.size()); i++)
            lines.add(WhatIf.of(
                    is.get(i).by(),
                    Forecast.of(was.get(i).series(), was.get(i).aim(), read.asOf(), daysBefore),
                    with(is.get(i), after, read, means)));
        return new OfOne(
                after.target().code(),
                after.target().goal().name(),
                after.lines().without(),
                lines);
    }

    private static Forecast with(Line line, OfTarget target, Read read, Means means) {
        var days = read.days();
        if (line.by() == Line.By.DEMOLISHED_M2)
            return Forecast.of(line.series(), line.aim(), read.asOf(), days, means.extra);
        var left = line.total() == null
                ? BigDecimal.ZERO
                : line.total().subtract(line.series().at(line.series().last())).max(BigDecimal.ZERO);
        if (means.queue == null)
            return Forecast.of(
                    line.series(),
                    line.aim(),
                    read.asOf(),
                    days,
                    means.standingM2.signum() == 0
                            ? Extra.NONE
                            : WhatIf.times(means.extra, left.divide(means.standingM2, Method.MC)));
        var plain = Forecast.of(line.series(), line.aim(), read.asOf(), days);
        var grounds = means.area.grounds;
        return Forecast.inOrder(
                plain,
                line.aim(),
                means.queue.stepsOf(line.by(), target.target().goal()),
                grounds.choice().method().pace(means.area.series, means.area.aim, read.asOf(), days),
                means.extra,
                Interval.halfPerDay(grounds.trials(), grounds.choice().method()));
    }

    /** The pace at which area falls, whatever it is of. */
    private record Area(Series series, Aim aim, Choice.Grounds grounds, Forecast.Pace lately) {

        /** About a quarter: how far ahead the method is judged by which area falls. */
        private static final int DAYS_AHEAD = 90;

        static Area measured(Read read) {
            var asOf = read.asOf();
            var series = Line.demolished(read.first(), asOf, read.moved());
            var year = asOf.withDayOfYear(1);
            var from = year.isBefore(read.first()) ? read.first() : year;
            var aim = new Aim(
                    BigDecimal.ONE,
                    null,
                    series.at(from.minusDays(1)),
                    from,
                    year.plusYears(1).minusDays(1),
                    2);
            return new Area(
                    series,
                    aim,
                    Choice.on(series, aim, asOf, DAYS_AHEAD, read.days()),
                    Forecast.lately(series, asOf, read.days()));
        }
    }

    private List<Team> teams(
            Form form, LocalDate asOf, Area area, @Nullable String street, List<Assumption> assumptions) {
        if (form.teams == null || form.teams.isEmpty()) return List.of();
        BigDecimal usual = null;
        if (form.teams.stream().anyMatch(team -> team.m2PerWorkingDay == null))
            usual = usual(form, area, street, assumptions);
        var teams = new ArrayList<Team>();
        for (int i = 0; i < form.teams.size(); i++) {
            var given = form.teams.get(i);
            var from = given.from == null ? asOf.plusDays(1) : given.from;
            var to = given.to == null ? asOf.plusYears(YEARS_AHEAD_MAX) : given.to;
            var m2 = given.m2PerWorkingDay == null ? usual : given.m2PerWorkingDay;
            if (m2 == null || m2.signum() == 0)
                throw Asking.refused(new FieldError("teams[" + i + "].m2PerWorkingDay", "nothing-measured"));
            teams.add(new Team(given.count, from, to, m2));
            assumptions.add(new Assumption(
                    Name.TEAMS,
                    Source.GIVEN,
                    BigDecimal.valueOf(given.count),
                    "TEAM",
                    new Words(
                            "%s至%s增加%d个队".formatted(from, to, given.count),
                            "%d more teams from %s to %s".formatted(given.count, from, to))));
            if (given.m2PerWorkingDay != null)
                assumptions.add(new Assumption(
                        Name.M2_PER_TEAM_AND_WORKING_DAY,
                        Source.GIVEN,
                        m2,
                        "M2",
                        new Words(
                                "每队每个工作日拆除%s平方米".formatted(m2.toPlainString()),
                                "One team brings down %s m² on a working day".formatted(m2.toPlainString()))));
        }
        return teams;
    }

    /** What one of the teams that work already brings down on a working day. */
    private BigDecimal usual(Form form, Area area, @Nullable String street, List<Assumption> assumptions) {
        var perDay = area.lately.perWorkingDay() == null ? new BigDecimal("0.00") : area.lately.perWorkingDay();
        var now = form.teamsNow != null
                ? form.teamsNow
                : street == null ? streets.codes().size() : 1;
        var m2 = perDay.max(BigDecimal.ZERO).divide(BigDecimal.valueOf(now), 2, RoundingMode.HALF_UP);
        assumptions.add(new Assumption(
                Name.AREA_PACE,
                Source.MEASURED,
                perDay,
                "M2",
                new Words(
                        "%s至%s的%d个工作日，日均净拆除%s平方米"
                                .formatted(
                                        area.lately.from(),
                                        area.lately.to(),
                                        area.lately.workingDays(),
                                        perDay.toPlainString()),
                        "From %s to %s, over %d working days, %s m² net fell on each"
                                .formatted(
                                        area.lately.from(),
                                        area.lately.to(),
                                        area.lately.workingDays(),
                                        perDay.toPlainString()))));
        assumptions.add(new Assumption(
                Name.TEAMS_NOW,
                form.teamsNow == null ? Source.DEFAULT : Source.GIVEN,
                BigDecimal.valueOf(now),
                "TEAM",
                new Words(
                        "现有%d个队%s".formatted(now, form.teamsNow == null ? "（按每个街道一个队计）" : ""),
                        "%d teams work now%s".formatted(now, form.teamsNow == null ? " (one a street)" : ""))));
        assumptions.add(new Assumption(
                Name.M2_PER_TEAM_AND_WORKING_DAY,
                form.teamsNow == null ? Source.DEFAULT : Source.MEASURED,
                m2,
                "M2",
                new Words(
                        "每队每个工作日拆除%s平方米：现有进度除以现有队数".formatted(m2.toPlainString()),
                        "One team brings down %s m² on a working day: today's pace by today's teams"
                                .formatted(m2.toPlainString()))));
        return m2;
    }

    private void assume(Form form, List<First> first, BigDecimal standingM2, List<Assumption> assumptions) {
        if (form.teams != null && !form.teams.isEmpty() && form.priorities == null)
            assumptions.add(new Assumption(
                    Name.WHERE_TEAMS_WORK,
                    Source.DEFAULT,
                    standingM2,
                    "M2",
                    new Words(
                            "新增队伍在全部未拆的%s平方米上均匀作业".formatted(standingM2.toPlainString()),
                            "The teams work on all %s m² that stand alike".formatted(standingM2.toPlainString()))));
        if (form.priorities != null) {
            var order = orderOf(form.priorities);
            if (!first.isEmpty())
                assumptions.add(new Assumption(
                        Name.PRIORITIES,
                        Source.GIVEN,
                        null,
                        null,
                        new Words("优先：" + text(first), "First: " + text(first))));
            assumptions.add(new Assumption(
                    Name.ORDER,
                    form.priorities.order == null ? Source.DEFAULT : Source.GIVEN,
                    null,
                    null,
                    order == Order.LARGEST_FIRST
                            ? new Words("同级先大后小", "Among those alike the largest goes first")
                            : new Words("同级先小后大", "Among those alike the smallest goes first")));
            assumptions.add(
                    new Assumption(
                            Name.CLOSED_WHEN_DOWN,
                            Source.DEFAULT,
                            null,
                            null,
                            new Words(
                                    "面积拆完当日即销账；拆除总量不因次序而变",
                                    "An entry is closed on the day on which its last square metre falls; how much falls in all is the same in any order")));
        }
        if (form.moved != null && form.moved.due != null)
            assumptions.add(new Assumption(
                    Name.DUE,
                    Source.GIVEN,
                    null,
                    null,
                    new Words("到期日改为" + form.moved.due, "The due date is " + form.moved.due)));
        if (form.moved != null && form.moved.value != null)
            assumptions.add(new Assumption(
                    Name.VALUE,
                    Source.GIVEN,
                    form.moved.value,
                    null,
                    new Words(
                            "目标值改为" + form.moved.value.toPlainString(),
                            "The value to be reached is " + form.moved.value.toPlainString())));
        assumptions.add(new Assumption(
                Name.NO_NEW_ENTRIES,
                Source.DEFAULT,
                null,
                null,
                new Words("今后不再新增上账", "No further entries are registered")));
    }

    private static String text(List<First> first) {
        return String.join(
                ", ",
                first.stream()
                        .map(one -> Stream.of(one.use(), one.tag(), one.street())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow())
                        .toList());
    }

    private static Order orderOf(PrioritiesForm priorities) {
        return priorities.order == null ? Order.LARGEST_FIRST : priorities.order;
    }

    private List<First> first(@Nullable PrioritiesForm priorities) {
        if (priorities == null || priorities.first == null) return List.of();
        var first = new ArrayList<First>();
        for (int i = 0; i < priorities.first.size(); i++) {
            var one = priorities.first.get(i);
            var field = "priorities.first[" + i + "]";
            if (Stream.of(one.use, one.tag, one.street)
                            .filter(text -> text != null && !text.isBlank())
                            .count()
                    != 1) throw Asking.refused(new FieldError(field, "one-of-three"));
            var street = one.street == null
                    ? null
                    : streets.find(one.street)
                            .orElseThrow(() -> Asking.refused(new FieldError(field + ".street", "street-unknown")))
                            .code();
            first.add(new First(one.use, one.tag, street));
        }
        return first;
    }

    private static void checkDates(Form form, LocalDate asOf) {
        if ((form.teams == null || form.teams.isEmpty()) && form.priorities == null && form.moved == null)
            throw Asking.refused(new FieldError("teams", "nothing-assumed"));
        var last = asOf.plusYears(YEARS_AHEAD_MAX);
        if (form.teams != null)
            for (int i = 0; i < form.teams.size(); i++) {
                var team = form.teams.get(i);
                ahead("teams[" + i + "].from", team.from, asOf, last);
                ahead("teams[" + i + "].to", team.to, asOf, last);
                if (team.from != null && team.to != null && team.to.isBefore(team.from))
                    throw Asking.refused(
                            new FieldError("teams[" + i + "].to", "below-its-start", Map.of("start", "from")));
            }
        if (form.moved == null) return;
        if (form.target == null) throw Asking.refused(new FieldError("target", "missing"));
        if (form.moved.due == null && form.moved.value == null)
            throw Asking.refused(new FieldError("moved", "nothing-assumed"));
        ahead("moved.due", form.moved.due, asOf, last);
    }

    private static void ahead(String field, @Nullable LocalDate day, LocalDate asOf, LocalDate last) {
        if (day != null && (!day.isAfter(asOf) || day.isAfter(last)))
            throw Asking.refused(new FieldError(field, "not-ahead", Map.of("first", asOf.plusDays(1), "last", last)));
    }

    private Read moved(
            Form form, MovedForm moved, Read before, LocalDate asOf, PointOfRecord known, @Nullable String street) {
        var target = before.targets().stream()
                .map(OfTarget::target)
                .filter(one -> one.code().equals(form.target))
                .findAny()
                .orElseThrow(() -> notATarget(before));
        if (moved.value != null && !isIn(target.goal().metricOf().unit(), moved.value))
            throw Asking.refused(new FieldError(
                    "moved.value",
                    "not-a-value-of",
                    Map.of("unit", target.goal().metricOf().unit())));
        return forecasting.read(
                asOf,
                known,
                street,
                one -> one.code().equals(form.target)
                        ? new Changed(moved.due == null ? one : one.dueOn(moved.due), moved.value)
                        : Changed.not(one));
    }

    private static boolean isIn(Metric.Unit unit, BigDecimal value) {
        var scale = value.stripTrailingZeros().scale();
        return switch (unit) {
            case AREA_M2 -> scale <= 2;
            case COUNT -> scale <= 0;
            case SHARE -> value.compareTo(BigDecimal.ONE) <= 0;
            case YES_NO -> false;
        };
    }

    private static RefusedException notATarget(Read read) {
        return Asking.refused(new FieldError(
                "target",
                "not-one-of",
                Map.of(
                        "allowed",
                        read.targets().stream().map(one -> one.target().code()).toList())));
    }
}
