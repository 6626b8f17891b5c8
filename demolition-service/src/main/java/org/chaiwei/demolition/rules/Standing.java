package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What of a case's record stands on some day: done by then, and not undone by then. Immutable and pure. */
public final class Standing {

    private final List<Milestone> milestones;
    private final Set<Act> acts = EnumSet.noneOf(Act.class);

    private Standing(List<Milestone> milestones) {
        this.milestones = milestones;
        for (var milestone : milestones) acts.add(milestone.act());
    }

    /** @param record in the order in which it was recorded */
    static Standing on(LocalDate day, List<Milestone> record) {
        var inOrder = new ArrayList<>(record);
        inOrder.removeIf(milestone -> milestone.on().isAfter(day));
        inOrder.sort(Comparator.comparing(Milestone::on)); // stable: on one day, as recorded
        return of(inOrder);
    }

    /** What stands after all of it. */
    static Standing last(List<Milestone> record) {
        return on(LocalDate.MAX, record);
    }

    private static Standing of(List<Milestone> inOrder) {
        var standing = new ArrayList<Milestone>(inOrder.size());
        for (var next : inOrder) {
            var undone = next.act().undoes();
            if (!undone.isEmpty())
                standing.removeIf(earlier -> undone.contains(earlier.act()) && earlier.concerns(next.ref()));
            standing.add(next);
        }
        return new Standing(List.copyOf(standing));
    }

    /**
     * Which acts stand after one more, whatever their dates; for those who only want to show where a case is.
     *
     * @param before the acts that stood before; the filing of a remedy once for each that is pending
     * @return the same after it, sorted
     */
    public static List<Act> after(List<Act> before, Act next) {
        var standing = new ArrayList<>(before);
        next.undoes().forEach(standing::remove); // of several the end of one ends one
        if (next.standsForEach() || !standing.contains(next)) standing.add(next);
        standing.sort(Comparator.naturalOrder());
        return List.copyOf(standing);
    }

    /** Which acts stand after all of a record, whatever their dates. */
    public static Set<Act> after(List<Milestone> record) {
        return Collections.unmodifiableSet(of(record).acts);
    }

    /** The last of these acts, by its date. */
    @Nullable
    Milestone latest(Set<Act> some, @Nullable String ref) {
        return hasAny(some) ? latest(milestone -> some.contains(milestone.act()) && milestone.concerns(ref)) : null;
    }

    @Nullable
    Milestone latest(Predicate<Milestone> which) {
        for (int i = milestones.size() - 1; i >= 0; i--) if (which.test(milestones.get(i))) return milestones.get(i);
        return null;
    }

    /** Whether one of these came after that one. */
    boolean hasBehind(Milestone earlier, Set<Act> some) {
        if (!hasAny(some)) return false;
        for (int i = milestones.indexOf(earlier) + 1; i < milestones.size(); i++)
            if (some.contains(milestones.get(i).act())) return true;
        return false;
    }

    boolean hasAny(Set<Act> some) {
        for (var act : some) if (acts.contains(act)) return true;
        return false;
    }

    boolean hasAll(Set<Act> some) {
        return acts.containsAll(some);
    }
}
