package org.chaiwei.platform.fact;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.platform.fact.FactPlaceTable.Place;
import org.chaiwei.platform.fact.ParkedFacts.Parking;
import org.chaiwei.platform.fact.ParkedFacts.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Tells what a record is to a reader that stands at some place: a fact to take in, nothing to it, or something that it can't make anything of. Thread-safe. */
final class FactJudge {

    private final FactReader reader;
    private final FactEpochs epochs;
    private final Map<String, FactTypes> types;

    FactJudge(FactReader reader, FactEpochs epochs) {
        this.reader = reader;
        this.epochs = epochs;
        this.types = byService(reader);
    }

    /**
     * A record with what is to be done about it.
     *
     * @param after the place when it is done
     * @param fact to be taken in; null if there is nothing to take in
     * @param why it can't be taken in; null if nothing speaks against it
     * @param repeated whether the reader had it before
     */
    record Item(
            RawFact raw,
            @Nullable FactEnvelope envelope,
            Place after,
            @Nullable ReceivedFact fact,
            @Nullable Why why,
            boolean repeated) {

        Item failed(Why reason) {
            return new Item(raw, envelope, after, null, reason, false);
        }

        Parking parking() {
            return new Parking(raw, envelope, envelope == null ? raw.headers().get("ce_type") : envelope.type(), why);
        }

        Parking queued() {
            return new Parking(raw, envelope, envelope == null ? null : envelope.type(), null);
        }

        boolean isNothing() {
            return fact == null && why == null;
        }
    }

    /** A fact of a life of the log that no operator has accepted yet. */
    static final class AnotherLife extends Exception {
        final transient UUID epoch;

        AnotherLife(UUID epoch) {
            super(epoch.toString(), null, false, false);
            this.epoch = epoch;
        }
    }

    /** Services whose facts the reader reads. */
    Set<String> services() {
        return types.keySet();
    }

    /** What the next record of a partition is to a reader at this place. */
    Item item(RawFact raw, Place place) throws AnotherLife {
        FactEnvelope envelope;
        try {
            envelope = FactEnvelope.of(raw);
        } catch (FactEnvelope.Unreadable unreadable) {
            var after = new Place(raw.offset() + 1, place.epoch(), place.lastPosition());
            return new Item(raw, null, after, null, new Why("unreadable", causeOf(unreadable)), false);
        }
        var epoch = epochs.meet(reader.name(), raw.service(), envelope.epoch(), envelope.position());
        if (epoch == null) throw new AnotherLife(envelope.epoch());
        var last = place.lastPosition();
        if (place.epoch() != null && !place.epoch().equals(envelope.epoch())) {
            var current = epochs.meet(reader.name(), raw.service(), place.epoch(), last);
            if (current == null) throw new IllegalStateException("a place in an epoch that nobody accepted");
            if (epoch.ordinal() < current.ordinal())
                return repeated(raw, envelope, new Place(raw.offset() + 1, place.epoch(), last));
            // What both lives of the log share, and this reader has from the former, comes again.
            last = Math.min(last, epoch.sharedPosition());
        }
        if (envelope.position() <= last)
            return repeated(raw, envelope, new Place(raw.offset() + 1, envelope.epoch(), last));
        var after = new Place(raw.offset() + 1, envelope.epoch(), envelope.position());
        if (isPassedOver(envelope)) return new Item(raw, envelope, after, null, null, false);
        try {
            return new Item(raw, envelope, after, received(raw, envelope), null, false);
        } catch (Unknown unknown) {
            return new Item(raw, envelope, after, null, unknown.why, false);
        }
    }

    private static Item repeated(RawFact raw, FactEnvelope envelope, Place after) {
        return new Item(raw, envelope, after, null, null, true);
    }

    /**
     * A fact that was parked, whatever the places say; null if it is passed over by now.
     *
     * @throws StillUnknown if it still can't be read
     */
    @Nullable
    ReceivedFact parked(RawFact raw) {
        try {
            var envelope = FactEnvelope.of(raw);
            return isPassedOver(envelope) ? null : received(raw, envelope);
        } catch (FactEnvelope.Unreadable unreadable) {
            throw new StillUnknown(new Why("unreadable", causeOf(unreadable)));
        } catch (Unknown unknown) {
            throw new StillUnknown(unknown.why);
        }
    }

    /** A parked fact that is as unreadable as it was. */
    static final class StillUnknown extends RuntimeException {
        final transient Why why;

        StillUnknown(Why why) {
            super(why.reason(), null, false, false);
            this.why = why;
        }
    }

    /** What a reader can't make anything of. */
    private static final class Unknown extends Exception {
        private final transient Why why;

        Unknown(Why why) {
            super(why.reason(), null, false, false);
            this.why = why;
        }
    }

    private boolean isPassedOver(FactEnvelope envelope) {
        return typesOf(envelope.service()).passedOver().contains(envelope.type());
    }

    private ReceivedFact received(RawFact raw, FactEnvelope envelope) throws Unknown {
        var type = typesOf(raw.service()).read().get(envelope.type());
        if (type == null) throw new Unknown(new Why("unknown-type", null));
        try {
            var data = FactJson.read(raw.data(), type);
            if (data == null) throw new Unknown(new Why("unreadable", null));
            return new ReceivedFact(
                    envelope.service(),
                    envelope.epoch(),
                    envelope.position(),
                    envelope.id(),
                    envelope.key(),
                    envelope.type(),
                    data,
                    envelope.recordedAt(),
                    envelope.correlationId(),
                    envelope.traceparent());
        } catch (JacksonException e) {
            throw new Unknown(new Why("unreadable", causeOf(e)));
        }
    }

    private FactTypes typesOf(String service) {
        var found = types.get(service);
        if (found == null) throw new IllegalStateException(reader.name() + " does not read " + service);
        return found;
    }

    private static Map<String, FactTypes> byService(FactReader reader) {
        var types = new LinkedHashMap<String, FactTypes>();
        for (var each : reader.reads())
            if (types.put(each.service(), each) != null)
                throw new IllegalStateException(reader.name() + " names the service " + each.service() + " twice");
        return types;
    }

    private static String causeOf(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }
}
