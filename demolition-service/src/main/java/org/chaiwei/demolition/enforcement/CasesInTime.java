package org.chaiwei.demolition.enforcement;

import java.util.ArrayList;
import java.util.Collection;
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
 * Gives the views that keep deadlines and tasks the cases of a batch as they stand at its end. What the cases' earlier events were is read
 * from the log itself, by one query; a case that begins in the batch is not read at all. Thread-safe.
 */
@Component
public class CasesInTime {

    private final Function<Collection<UUID>, Map<UUID, List<CaseEvent>>> histories;

    @Autowired
    CasesInTime(CaseHistory history) {
        this(history::events);
    }

    /** @param histories all events of some cases, each case's in their order */
    CasesInTime(Function<Collection<UUID>, Map<UUID, List<CaseEvent>>> histories) {
        this.histories = histories;
    }

    /** Every case of the batch that is known by its end. */
    public List<CaseInTime> after(List<Recorded> batch, Law law) {
        var byCase = new LinkedHashMap<UUID, List<Recorded>>();
        for (var recorded : batch)
            if (recorded.event() instanceof CaseEvent)
                byCase.computeIfAbsent(recorded.aggregate(), _ -> new ArrayList<>())
                        .add(recorded);
        var begunBefore = byCase.entrySet().stream()
                .filter(one -> one.getValue().getFirst().sequence() > 0)
                .map(Map.Entry::getKey)
                .toList();
        var before = begunBefore.isEmpty() ? Map.<UUID, List<CaseEvent>>of() : histories.apply(begunBefore);
        var leads = new TasksOfLeads();
        var found = new ArrayList<CaseInTime>();
        byCase.forEach((violation, ofBatch) -> {
            var events = new ArrayList<CaseEvent>();
            var first = Math.toIntExact(ofBatch.getFirst().sequence());
            if (first > 0)
                events.addAll(before.getOrDefault(violation, List.of()).subList(0, first));
            for (var recorded : ofBatch) events.add((CaseEvent) recorded.event());
            var folded = CaseInTime.of(violation, events, law, leads);
            if (folded.isKnown()) found.add(folded);
        });
        return found;
    }

    /** The cases by all that the log has of them; only such as are known there. */
    public List<CaseInTime> now(Collection<UUID> violations, Law law) {
        if (violations.isEmpty()) return List.of();
        var leads = new TasksOfLeads();
        return histories.apply(violations).entrySet().stream()
                .map(one -> CaseInTime.of(one.getKey(), one.getValue(), law, leads))
                .toList();
    }
}
