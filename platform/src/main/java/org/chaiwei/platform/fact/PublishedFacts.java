package org.chaiwei.platform.fact;

import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.chaiwei.platform.command.ToldFacts;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the {@link Publication} will say of a command's events. */
final class PublishedFacts implements ToldFacts {

    private static final Logger log = LoggerFactory.getLogger(PublishedFacts.class);

    private final Publication publication;

    PublishedFacts(Publication publication) {
        this.publication = publication;
    }

    @Override
    public ConsistencyToken.@Nullable Fact lastOf(List<EventMessage<?>> events, long lastPosition) {
        try {
            return found(events, lastPosition);
        } catch (RuntimeException e) {
            // The command is done all the same. The publisher will stand still before this event and say so.
            log.warn("the publication can't tell of position {}", lastPosition, e);
            return null;
        }
    }

    private ConsistencyToken.@Nullable Fact found(List<EventMessage<?>> events, long lastPosition) {
        for (var i = events.size() - 1; i >= 0; i--) {
            if (!(events.get(i) instanceof DomainEventMessage<?> event)) continue;
            var position = lastPosition - (events.size() - 1 - i);
            var fact = publication.factOf(
                    new Recorded(
                            position,
                            event.getTimestamp(),
                            UUID.fromString(event.getAggregateIdentifier()),
                            event.getSequenceNumber(),
                            event.getPayload()),
                    event.getMetaData().getOrDefault("actor", "unknown").toString());
            if (fact.isPresent())
                return new ConsistencyToken.Fact(
                        publication.service(), FactTopic.partitionOf(fact.get().key()), position);
        }
        return null;
    }
}
