package org.chaiwei.platform.counter;

import java.util.List;
import java.util.Optional;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.view.View.Recorded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells of every addition but that of nothing. */
@Component
class Publishing implements Publication {

    private final String service;

    Publishing(@Value("${chaiwei.service:counter}") String service) {
        this.service = service;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public List<String> types() {
        return List.of(Counted.TYPE);
    }

    @Override
    public Optional<Outgoing> factOf(Recorded event, String actor) {
        return event.event() instanceof Counter.Added added && added.amount() != 0
                ? Optional.of(new Outgoing(Counted.TYPE, added.counter(), new Counted(added.counter(), added.amount())))
                : Optional.empty();
    }
}
