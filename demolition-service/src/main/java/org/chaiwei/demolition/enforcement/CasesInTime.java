package org.chaiwei.demolition.enforcement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.platform.view.View.Recorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Gives the views that keep deadlines and tasks the cases of a batch as they stand at its end. What a case's earlier events were is read
 * from the log itself; a case that begins in the batch is not read at all. Thread-safe.
 */
@Component
public class CasesInTime {

    private final Function<UUID, List<CaseEvent>> history;

    @Autowired
    CasesInTime(CaseHistory history) {
        this(history::events);
    }

    /** @param history all events of a case, in their order */
    CasesInTime(Function<UUID, List<CaseEvent>> history) {
        this.history = history;
    }

    /** Every case of the batch that is known by its end. */
    public List<CaseInTime> after(List<Recorded> batch, Law law) {
        var byCase = new LinkedHashMap<UUID, List<Recorded>>();
        for (var recorded : batch)
            if (recorded.event() instanceof CaseEvent)
                byCase.computeIfAbsent(recorded.aggregate(), _ -> new ArrayList<>())
                        .add(recorded);
        var found = new ArrayList<CaseInTime>();
        for (Map.Entry<UUID, List<Recorded>> one : byCase.entrySet()) {
            var folded = CaseInTime.of(one.getKey(), upTo(one.getKey(), one.getValue()), law);
            if (folded.isKnown()) found.add(folded);
        }
        return found;
    }

    private List<CaseEvent> upTo(UUID violation, List<Recorded> ofBatch) {
        var first = Math.toIntExact(ofBatch.getFirst().sequence());
        var events = new ArrayList<CaseEvent>();
        if (first > 0) events.addAll(history.apply(violation).subList(0, first));
        for (var recorded : ofBatch) events.add((CaseEvent) recorded.event());
        return events;
    }

    /** The case by all that the log has of it; only one that is known there. */
    public CaseInTime now(UUID violation, Law law) {
        return CaseInTime.of(violation, history.apply(violation), law);
    }
}
