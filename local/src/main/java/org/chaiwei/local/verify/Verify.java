package org.chaiwei.local.verify;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.chaiwei.local.plan.PlanEntry.Use;
import org.chaiwei.local.plan.PlanFacts;
import org.chaiwei.local.verify.Report.Amount;
import org.chaiwei.local.verify.Report.Summary;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./chaiwei verify}: recomputes every view of the ledger from the raw events and names each value that differs. Reads only, in
 * one snapshot of the database, while the services go on or are stopped.
 *
 * <p>Memory does not grow with the ledger; time does: some 3 s for 66,682 entries, during which the snapshot stays open.
 */
public final class Verify {

    private static final long POLL_MILLIS = 50;

    private Verify() {}

    /**
     * What to verify.
     *
     * @param jdbcUrl the ledger's database
     * @param user its owner, who sees every table
     * @param gateway the origin at which the published summary is asked for, or null to leave that out
     * @param patience how long the views may take to catch up with the head that the log has at the start
     */
    public record Target(
            String jdbcUrl,
            String user,
            String password,
            @Nullable URI gateway,
            Duration patience) {

        @Override
        public String toString() {
            return "ledger at " + jdbcUrl;
        }
    }

    /**
     * Verifies. Called by the command line and by system tests.
     *
     * @throws SQLException if the database can't be reached or lacks a table
     * @throws InterruptedException if the caller is asked to stop while it waits
     */
    public static Report run(Target target) throws SQLException, InterruptedException {
        return run(target, null);
    }

    /**
     * As {@link #run(Target)}, and all that went between the services.
     *
     * @param between null to look at the ledger alone
     */
    public static Report run(Target target, @Nullable Between between) throws SQLException, InterruptedException {
        var differences = new Differences();
        var facts = PlanFacts.published();
        try (var connection = connect(target)) {
            awaitViews(connection, target.patience(), differences);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var head = new LogCheck(connection, differences).run();
            var figuresAt = ViewPosition.of(connection, ViewPosition.FIGURES);
            var recount = new Recount(
                    connection, differences, ViewPosition.of(connection, ViewPosition.BOOK), figuresAt, facts.asOf());
            var checked = recount.run();
            connection.rollback();
            var counted = recount.summary();
            var answered =
                    target.gateway() == null ? null : GatewayAnswer.ask(target.gateway(), facts.asOf(), figuresAt);
            if (answered != null) compare(counted, answered, differences);
            var betweenThem = between == null ? null : between.run(differences, target.patience());
            return new Report(
                    differences.found() == 0,
                    head,
                    checked,
                    differences.kept(),
                    differences.found(),
                    counted,
                    published(facts),
                    answered,
                    betweenThem);
        }
    }

    private static Connection connect(Target target) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("ApplicationName", "chaiwei verify");
        return DriverManager.getConnection(target.jdbcUrl(), properties);
    }

    /** A view may lag by what is being written at this moment; one that doesn't catch up with what was there at the start has stopped. */
    private static void awaitViews(Connection connection, Duration patience, Differences differences)
            throws SQLException, InterruptedException {
        long head;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT position FROM event_store.head")) {
            head = rows.next() ? rows.getLong(1) : 0;
        }
        var deadline = System.nanoTime() + patience.toNanos();
        for (var view : ViewPosition.VIEWS) {
            var position = ViewPosition.of(connection, view);
            while (position < head && System.nanoTime() < deadline) {
                Thread.sleep(POLL_MILLIS);
                position = ViewPosition.of(connection, view);
            }
            if (position < head) differences.add(ViewPosition.TABLE, view, "position", "at least " + head, position);
        }
    }

    private static void compare(Summary counted, Summary answered, Differences differences) {
        figure("registered", counted.registered(), answered.registered(), differences);
        figure("cleared", counted.cleared(), answered.cleared(), differences);
        figure("remaining", counted.remaining(), answered.remaining(), differences);
        counted.remainingByUse()
                .forEach((use, amount) -> figure(
                        "remaining " + use,
                        amount,
                        answered.remainingByUse().getOrDefault(use, Amount.NONE),
                        differences));
    }

    private static void figure(String name, Amount counted, Amount answered, Differences differences) {
        differences.compare("the gateway's summary", name, "count", counted.count(), answered.count());
        differences.compare("the gateway's summary", name, "areaM2", counted.areaM2(), answered.areaM2());
    }

    private static Summary published(PlanFacts facts) {
        var byUse = new LinkedHashMap<String, Amount>();
        for (Map.Entry<Use, PlanFacts.Figure> use : facts.remainingByUse().entrySet())
            byUse.put(use.getKey().name(), amount(use.getValue()));
        return new Summary(
                facts.asOf(), amount(facts.registered()), amount(facts.cleared()), amount(facts.remaining()), byUse);
    }

    private static Amount amount(PlanFacts.Figure figure) {
        return new Amount(figure.count(), figure.areaM2());
    }
}
