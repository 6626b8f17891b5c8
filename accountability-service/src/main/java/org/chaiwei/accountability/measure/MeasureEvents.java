package org.chaiwei.accountability.measure;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAnswered;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureClosed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureMarkedForReview;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a measure are stored. */
public final class MeasureEvents {

    static final String AGGREGATE_TYPE = "Measure";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("MeasureProposed", 1, MeasureProposed.class),
            named("MeasureDecided", 1, MeasureDecided.class),
            named("MeasureDropped", 1, MeasureDropped.class),
            named("MeasureServed", 1, MeasureServed.class),
            named("MeasureAnswered", 1, MeasureAnswered.class),
            named("MeasureAppealed", 1, MeasureAppealed.class),
            named("MeasureAppealDecided", 1, MeasureAppealDecided.class),
            named("MeasureReversed", 1, MeasureReversed.class),
            named("MeasureClosed", 1, MeasureClosed.class),
            named("GoodFaithErrorRecorded", 1, GoodFaithErrorRecorded.class),
            named("MeasureMarkedForReview", 1, MeasureMarkedForReview.class),
            named("MeasureReviewed", 1, MeasureReviewed.class));

    private MeasureEvents() {}
}
