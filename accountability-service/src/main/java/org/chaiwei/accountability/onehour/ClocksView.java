package org.chaiwei.accountability.onehour;

import java.util.List;
import java.util.Objects;
import org.chaiwei.accountability.onehour.ClockFacts.ClockFact;
import org.chaiwei.accountability.onehour.ClockFacts.Kind;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.ReceivedFact;
import org.jspecify.annotations.Nullable;

/** Keeps what is told of the one-hour clocks. A fact that comes again adds nothing. */
final class ClocksView implements FactView {

    static final String NAME = "onehour";

    private final ClockFacts facts;

    ClocksView(ClockFacts facts) {
        this.facts = facts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FactTypes> reads() {
        var all = DemolitionFact.TYPES.stream().map(FactType::type).toList();
        var types = FactTypes.from("demolition");
        for (var type : DemolitionFact.TYPES)
            if (type.fact() == DiscoveryConfirmed.class
                    || type.fact() == OneHourClockMissed.class
                    || type.fact() == OneHourClockStopped.class) types = types.reading(type.type(), type.fact());
        return List.of(types.passingOver(all));
    }

    @Override
    public List<String> tables() {
        return List.of(ClockFacts.TABLE);
    }

    @Override
    public void apply(List<ReceivedFact> batch) {
        facts.add(batch.stream().map(ClocksView::kept).filter(Objects::nonNull).toList());
    }

    private static @Nullable ClockFact kept(ReceivedFact received) {
        return switch (received.data()) {
            case DiscoveryConfirmed fact -> of(received, fact, Kind.STARTED, null, null);
            case OneHourClockMissed fact -> of(received, fact, Kind.MISSED, fact.milestone(), null);
            case OneHourClockStopped fact -> of(received, fact, Kind.STOPPED, null, fact.outcome());
            default -> null;
        };
    }

    private static ClockFact of(
            ReceivedFact received,
            DemolitionFact fact,
            Kind kind,
            @Nullable String milestone,
            @Nullable String outcome) {
        return new ClockFact(
                received.epoch(),
                received.position(),
                fact.violation(),
                fact.street(),
                kind,
                milestone,
                outcome,
                fact.occurredOn(),
                received.recordedAt());
    }
}
