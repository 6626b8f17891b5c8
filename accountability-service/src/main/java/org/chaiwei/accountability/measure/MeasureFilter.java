package org.chaiwei.accountability.measure;

import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Which measures are asked for.
 *
 * @param own the streets of which the caller sees everything; null for all. Of others, only what is public
 * @param person of whom they are asked; found only among what the caller sees everything of
 */
record MeasureFilter(
        @Nullable Set<String> own,
        @Nullable String street,
        @Nullable String person,
        @Nullable String month,
        @Nullable MeasureKind kind,
        @Nullable Stage state) {

    /**
     * The streets of whose measures somebody sees everything: who proposes, decides and handles them all streets', a street official their
     * own, others none. Null for all.
     */
    static @Nullable Set<String> ownOf(Actor actor) {
        return switch (actor.role()) {
            case OFFICE, SUPERVISION, LEADER -> null;
            case STREET -> new TreeSet<>(actor.scope().streets());
            default -> Set.of();
        };
    }

    /** Whether somebody sees all of a measure of this street. */
    static boolean seesAll(Actor actor, String street) {
        var own = ownOf(actor);
        return own == null || own.contains(street);
    }
}
