package org.chaiwei.ledger.closing;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseDismissed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DemolitionOrdered;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.ForcedDemolitionDecided;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.contracts.demolition.OrderRevoked;
import org.chaiwei.contracts.demolition.RemedyDecided;
import org.chaiwei.contracts.demolition.RemedyFiled;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.demolition.RestrictionAcknowledged;
import org.chaiwei.contracts.demolition.RestrictionLifted;
import org.chaiwei.contracts.demolition.RestrictionRefused;
import org.chaiwei.contracts.demolition.RestrictionRequested;
import org.chaiwei.contracts.demolition.TrackSwitched;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.Signature;
import org.chaiwei.ledger.violation.ViolationCommand;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptanceFailure;
import org.chaiwei.ledger.violation.ViolationCommand.PostCaseFiling;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.PostRestoration;
import org.chaiwei.ledger.violation.ViolationCommand.PostSealing;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;

/**
 * When something was demolished, sealed, accepted or not accepted, then the entry takes it in. The entry remembers the fact and decides
 * what follows, the closing too; so a fact may come as often and as late as it likes.
 *
 * <p>A fact about an entry that was never registered is thrown back and waits for a person: the demolition service can only have made it up.
 */
final class WhenDemolishedThenPost implements FactReaction {

    static final String NAME = "when-demolished-then-post";

    /**
     * The one-hour clock is the demolition service's. The steps of the procedure and what other departments are asked for lead to what is
     * done on the spot, and only that changes the ledger.
     */
    private static final Set<Class<?>> PASSED_OVER = Set.of(
            DiscoveryConfirmed.class,
            OneHourClockMissed.class,
            OneHourClockStopped.class,
            CaseDismissed.class,
            DemolitionOrdered.class,
            OrderRevoked.class,
            ForcedDemolitionDecided.class,
            RemedyFiled.class,
            RemedyDecided.class,
            TrackSwitched.class,
            RestrictionRequested.class,
            RestrictionAcknowledged.class,
            RestrictionRefused.class,
            RestrictionLifted.class);

    private final CommandSender sender;
    private final BusinessClock clock;

    WhenDemolishedThenPost(CommandSender sender, BusinessClock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FactTypes> reads() {
        var types = FactTypes.from("demolition");
        for (FactType type : DemolitionFact.TYPES)
            types = PASSED_OVER.contains(type.fact())
                    ? types.passingOver(type.type())
                    : types.reading(type.type(), type.fact());
        return List.of(types);
    }

    @Override
    public void react(ReceivedFact received) {
        sender.send(command(received), received.context(NAME));
    }

    private ViolationCommand command(ReceivedFact received) {
        var id = received.id();
        return switch ((DemolitionFact) received.data()) {
            case Demolished f ->
                new PostDemolition(f.violation(), id, f.demolition(), f.areaM2(), asked(f.occurredOn()));
            case WallSealed f -> new PostSealing(f.violation(), id, f.sealing(), f.households(), asked(f.occurredOn()));
            case AcceptancePassed f ->
                new PostAcceptance(
                        f.violation(),
                        id,
                        f.areaM2(),
                        f.sealed(),
                        f.signatures().stream()
                                .map(signature -> new Signature(signature.signer(), signature.role()))
                                .toList(),
                        asked(f.occurredOn()));
            case AcceptanceFailed f ->
                new PostAcceptanceFailure(f.violation(), id, f.sealed(), f.cause(), asked(f.occurredOn()));
            case CaseFiled f -> new PostCaseFiling(f.violation(), id, f.caseNumber(), f.track(), asked(f.occurredOn()));
            case RestorationCompleted f -> new PostRestoration(f.violation(), id, f.kind(), asked(f.occurredOn()));
            case DiscoveryConfirmed _,
                    OneHourClockMissed _,
                    OneHourClockStopped _,
                    CaseDismissed _,
                    DemolitionOrdered _,
                    OrderRevoked _,
                    ForcedDemolitionDecided _,
                    RemedyFiled _,
                    RemedyDecided _,
                    TrackSwitched _,
                    RestrictionRequested _,
                    RestrictionAcknowledged _,
                    RestrictionRefused _,
                    RestrictionLifted _ -> throw new IllegalArgumentException("not read here: " + received.type());
        };
    }

    private Asked asked(LocalDate occurredOn) {
        return new Asked(Scope.SYSTEM, occurredOn, clock.today(), null);
    }
}
