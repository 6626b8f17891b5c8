package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.askedWithReason;
import static org.chaiwei.ledger.violation.Examples.correction;
import static org.chaiwei.ledger.violation.Examples.registered;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The facts of one service keep their order within a key; against the office's corrections they may come early or late, and any of them
 * again. Whatever way they run through each other, the entry ends the same.
 */
class FactsInAnyOrderTest {

    private static final LocalDate START = LocalDate.of(2016, 1, 4);
    private static final int STORIES = 300;
    private static final int ORDERS = 25;

    /** All that anybody can see of how an entry ended. */
    private record Outcome(
            String status,
            Area recorded,
            Area demolished,
            Set<String> demolitions,
            @Nullable String ground,
            @Nullable LocalDate closedOn) {

        static Outcome of(ViolationState state) {
            return switch (state) {
                case Open(var entry) -> of("OPEN", entry, null, null);
                case Closed closed ->
                    of(
                            "CLOSED",
                            closed.entry(),
                            closed.closing().ground(),
                            closed.closing().on());
                default -> throw new AssertionError("the story goes on: " + state);
            };
        }

        private static Outcome of(String status, Entry entry, @Nullable String ground, @Nullable LocalDate closedOn) {
            var demolitions = new TreeSet<String>();
            for (var d : entry.casework().demolitions())
                demolitions.add("%s %s %s accepted %s"
                        .formatted(d.demolition(), d.area().m2(), d.standing(), d.accepted()));
            return new Outcome(status, entry.recorded(), entry.demolished(), demolitions, ground, closedOn);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20160101, 66682})
    void facts_that_come_late_twice_or_after_a_correction_end_in_the_same_state(long seed) {
        var random = new Random(seed);
        var seen = new HashSet<String>();
        for (int story = 0; story < STORIES; story++) {
            var facts = facts(random);
            var corrections = corrections(random, facts);
            var where = "seed " + seed + ", story " + story + ": " + facts + corrections;
            var expected = live(registeredAs(corrections.first), inOrder(facts, corrections.commands, random, false));
            seen.add(expected.status + " " + (expected.demolitions.toString().contains("WAITING") ? "waiting" : ""));
            for (int order = 0; order < ORDERS; order++)
                assertThat(live(registeredAs(corrections.first), inOrder(facts, corrections.commands, random, true)))
                        .as(where)
                        .isEqualTo(expected);
        }
        assertThat(seen).as("the stories end in every way").contains("CLOSED ", "OPEN ", "OPEN waiting");
    }

    private static Outcome live(ViolationEvent.ViolationRegistered first, List<ViolationCommand> commands) {
        var story = Story.of(first);
        commands.forEach(story::then);
        return Outcome.of(story.state());
    }

    private static ViolationEvent.ViolationRegistered registeredAs(BigDecimal areaM2) {
        return registered(START, areaM2.toPlainString());
    }

    /** Demolitions, with acceptances between them that pass or fail; the last one passes, fails, or is still to come. */
    private static List<ViolationCommand> facts(Random random) {
        var facts = new ArrayList<ViolationCommand>();
        int demolitions = 1 + random.nextInt(4);
        var day = START.plusDays(5);
        for (int i = 0; i < demolitions; i++) {
            facts.add(Story.demolished(facts.size(), cents(random), day = day.plusDays(random.nextInt(4))));
            var acceptance = random.nextInt(4);
            if (acceptance == 0) facts.add(Story.failed(facts.size(), day = day.plusDays(random.nextInt(4))));
            if (acceptance <= 1 && i < demolitions - 1)
                facts.add(Story.accepted(facts.size(), "1.00", day = day.plusDays(random.nextInt(4))));
        }
        if (random.nextInt(4) > 0) facts.add(Story.accepted(facts.size(), "1.00", day.plusDays(random.nextInt(4))));
        return facts;
    }

    private record Corrections(BigDecimal first, List<ViolationCommand> commands) {}

    /**
     * Areas that no order makes impossible: either never less than all that was demolished, or only ever growing. And none that
     * closes the entry while a correction is still to come, for then somebody would first have to revoke the closing.
     */
    private static Corrections corrections(Random random, List<ViolationCommand> facts) {
        var parts = facts.stream()
                .filter(ViolationCommand.PostDemolition.class::isInstance)
                .map(fact -> ((ViolationCommand.PostDemolition) fact).areaM2())
                .toList();
        var all = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var last = random.nextInt(3) > 0 ? all : all.add(new BigDecimal(5 * (random.nextInt(3) - 1)).movePointLeft(2));
        var grows = random.nextBoolean() || last.compareTo(all) < 0;
        // A hundredth beside the sums of parts, which are tenths: no area on the way is one of them.
        var first = grows ? new BigDecimal("0.01") : all.add(new BigDecimal("3.01"));
        var commands = new ArrayList<ViolationCommand>();
        var between = grows
                ? last.multiply(new BigDecimal("0.5"))
                        .setScale(1, RoundingMode.DOWN)
                        .add(new BigDecimal("0.01"))
                : all.add(new BigDecimal("1.01"));
        if (random.nextBoolean() && between.compareTo(last) < 0 == grows && between.compareTo(first) != 0)
            commands.add(corrected(between, random));
        commands.add(corrected(last, random));
        return new Corrections(first, commands);
    }

    private static CorrectViolation corrected(BigDecimal areaM2, Random random) {
        return new CorrectViolation(
                ID,
                correction().area(areaM2.toPlainString()).build(),
                askedWithReason(OFFICE, START.plusDays(4 + random.nextInt(30))));
    }

    /** The facts in their order and the corrections in theirs, run through each other, and some of the facts again later. */
    private static List<ViolationCommand> inOrder(
            List<ViolationCommand> facts, List<ViolationCommand> corrections, Random random, boolean shuffled) {
        if (!shuffled) {
            var first = new ArrayList<>(corrections);
            first.addAll(facts);
            return first;
        }
        var order = new ArrayList<ViolationCommand>();
        int f = 0;
        int c = 0;
        while (f < facts.size() || c < corrections.size()) {
            var factNext = c == corrections.size() || (f < facts.size() && random.nextInt(3) > 0);
            order.add(factNext ? facts.get(f++) : corrections.get(c++));
            if (f > 0 && random.nextInt(3) == 0) order.add(facts.get(random.nextInt(f)));
        }
        return order;
    }

    /** Of tenths, so that sums of them never end in a one. */
    private static String cents(Random random) {
        return new BigDecimal(1 + random.nextInt(60))
                .movePointLeft(1)
                .setScale(2)
                .toPlainString();
    }
}
