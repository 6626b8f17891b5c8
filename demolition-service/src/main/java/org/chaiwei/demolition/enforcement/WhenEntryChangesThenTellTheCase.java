package org.chaiwei.demolition.enforcement;

import java.util.List;
import java.util.Set;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.PatrolRecorded;
import org.chaiwei.contracts.ledger.RelapseSuspected;
import org.chaiwei.contracts.ledger.ResponsiblePersonAssigned;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.ReceivedFact;
import org.springframework.stereotype.Component;

/**
 * What the ledger tells of an entry becomes an event of its case, so that the case's rules know it. One command a fact and nothing looked
 * up; the case remembers the facts it took in, so a fact that comes twice changes nothing.
 */
@Component
class WhenEntryChangesThenTellTheCase implements FactReaction {

    static final String NAME = "when-entry-changes-then-tell-the-case";

    /** What no rule of a case asks for. */
    private static final Set<Class<? extends Fact>> NOT_FOR_A_CASE =
            Set.of(ResponsiblePersonAssigned.class, RelapseSuspected.class, PatrolRecorded.class);

    private final CommandSender sender;

    WhenEntryChangesThenTellTheCase(CommandSender sender) {
        this.sender = sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FactTypes> reads() {
        var types = FactTypes.from("ledger");
        for (var type : LedgerFact.TYPES)
            types = NOT_FOR_A_CASE.contains(type.fact())
                    ? types.passingOver(type.type())
                    : types.reading(type.type(), type.fact());
        return List.of(types.passingOver(
                DistrictFact.TYPES.stream().map(FactType::type).toList()));
    }

    @Override
    public void react(ReceivedFact fact) {
        sender.send(new HearFromLedger(fact.key(), fact.id(), (LedgerFact) fact.data()), fact.context(NAME));
    }
}
