package org.chaiwei.accountability.rating;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.accountability.rating.RatingEvent.AppealFiled;
import org.chaiwei.accountability.rating.RatingEvent.AppealRejected;
import org.chaiwei.accountability.rating.RatingEvent.AppealUpheld;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a month's rating are stored. */
public final class RatingEvents {

    static final String AGGREGATE_TYPE = "RatingMonth";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("RatingFrozen", 1, RatingFrozen.class),
            named("AppealFiled", 1, AppealFiled.class),
            named("AppealUpheld", 1, AppealUpheld.class),
            named("AppealRejected", 1, AppealRejected.class),
            named("RatingReversed", 1, RatingReversed.class));

    private RatingEvents() {}
}
