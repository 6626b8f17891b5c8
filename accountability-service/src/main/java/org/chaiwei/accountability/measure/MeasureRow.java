package org.chaiwei.accountability.measure;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Where a measure is now.
 *
 * @param position of its first event: the order of every list
 * @param sequence of its last event
 * @param isPublic whether everyone may know of it
 * @param tablesPosition of the tables that it was last held against; 0 where none was
 */
record MeasureRow(
        UUID measure,
        long position,
        long sequence,
        String street,
        @Nullable String month,
        MeasureKind kind,
        Ground ground,
        @Nullable String rule,
        Stage stage,
        boolean underReview,
        boolean isPublic,
        @Nullable String person,
        LocalDate proposedOn,
        @Nullable LocalDate servedOn,
        @Nullable LocalDate appealUntil,
        long tablesPosition) {}
