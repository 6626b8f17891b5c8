package org.chaiwei.accountability.rating;

import java.time.Clock;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.rating.RatingCommand.Asked;
import org.chaiwei.accountability.rating.RatingCommand.FreezeMonth;
import org.chaiwei.accountability.rating.RatingRefusal.LaterMonthFrozen;
import org.chaiwei.accountability.rating.RatingRefusal.MonthNotOver;
import org.chaiwei.accountability.rating.RatingRefusal.NoFormula;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;

/** Reads a month's numbers and asks to freeze them. Called by the office's request, and by the service itself when the month is over. */
final class Freezing {

    /** Whose request it may be; the rules look at it again. */
    static final Set<Role> MAY = Set.of(Role.OFFICE);

    /** 提出申诉 within five working days after the freeze. */
    private static final int APPEAL_WORKING_DAYS = 5;

    private final Formulas formulas;
    private final InputsOfMonth inputs;
    private final Ratings ratings;
    private final PointsOfRecord points;
    private final Targets targets;
    private final PostgresEventStore store;
    private final WorkingDays calendar;
    private final CommandSender sender;
    private final BusinessClock business;
    private final Clock clock;

    /** @param clock the system's: it bounds what was known, which is a matter of the record */
    Freezing(
            Formulas formulas,
            InputsOfMonth inputs,
            Ratings ratings,
            PointsOfRecord points,
            Targets targets,
            PostgresEventStore store,
            WorkingDays calendar,
            CommandSender sender,
            BusinessClock business,
            Clock clock) {
        this.formulas = formulas;
        this.inputs = inputs;
        this.ratings = ratings;
        this.points = points;
        this.targets = targets;
        this.store = store;
        this.calendar = calendar;
        this.sender = sender;
        this.business = business;
        this.clock = clock;
    }

    /**
     * @throws RefusedException if the month is not over, before others that are frozen, frozen itself (unless the system asks), or
     *     without a formula or a divided target
     */
    Receipt freeze(YearMonth month, RequestContext context) {
        var today = business.today();
        var lastDay = month.atEndOfMonth();
        if (!today.isAfter(lastDay))
            throw new RefusedException(new MonthNotOver(month.toString(), lastDay.plusDays(1)));
        var formula = formulas.inForce(month.atDay(1))
                .orElseThrow(() -> new RefusedException(new NoFormula(month.toString(), formulas.begin())));
        awaitOwnLog();
        var later = ratings.between(month.plusMonths(1), YearMonth.of(month.getYear() + 1, Month.DECEMBER));
        // Of a month that is frozen itself its own history speaks.
        if (!later.isEmpty() && ratings.find(month).isEmpty())
            throw new RefusedException(new LaterMonthFrozen(
                    month.toString(), later.getFirst().freeze().month()));
        // Up to an instant of its own, so that what is known can be asked for again; the record keeps microseconds.
        var known =
                points.knownAt(clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        return sender.send(
                new FreezeMonth(
                        RatingId.of(month),
                        month.toString(),
                        formula,
                        inputs.read(month, lastDay, formula.taskMetrics(), known),
                        calendar.lastDay(today, APPEAL_WORKING_DAYS),
                        new Asked(context.actor(), today, null)),
                context);
    }

    /** What this service has recorded by now, such as a revised target, belongs to the numbers, whoever asks. */
    private void awaitOwnLog() {
        var head = store.log().head();
        var all = new ConsistencyToken(head.epoch(), head.position());
        targets.await(all);
        ratings.await(all);
    }
}
