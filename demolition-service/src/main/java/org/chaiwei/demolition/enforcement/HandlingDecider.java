package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyWithdrawn;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.demolition.enforcement.HandlingCommand.AssignHandler;
import org.chaiwei.demolition.enforcement.HandlingCommand.RaiseDeadline;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineReached;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Watch;
import org.chaiwei.demolition.rules.Watch.Whom;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The rules of who answers for a case, and of what its deadlines make known to whom. Pure, like {@link CaseDecider}. */
final class HandlingDecider {

    private static final Set<Role> MAY_ASSIGN = EnumSet.of(Role.OFFICE, Role.ENFORCEMENT, Role.STREET, Role.LEADER);

    private HandlingDecider() {}

    static Decision decide(HandlingCommand command, CaseState state, Handling handling, Law law) {
        return switch (command) {
            case AssignHandler c -> assign(c, state, handling);
            case RaiseDeadline c -> raise(c, state, handling, law);
            case TellClock c -> ClockDecider.tell(c, state, handling, law);
        };
    }

    private static Decision assign(AssignHandler c, CaseState state, Handling handling) {
        var by = c.asked().by();
        if (!MAY_ASSIGN.contains(by.role()))
            return refuse(
                    new RoleMayNot(MAY_ASSIGN.stream().map(Role::claim).sorted().toList()));
        if (!(state instanceof Known known)) return refuse(new NoSuchCase());
        var entry = known.file().entry();
        if (!by.covers(entry.street())) return refuse(new OutsideYourStreet(entry.street()));
        if (known instanceof Withdrawn withdrawn) return refuse(new AlreadyWithdrawn(withdrawn.on()));
        if (known instanceof Closed closed) return refuse(new AlreadyClosed(closed.on(), closed.ground()));
        var wrongDay = CaseDecider.wrongDay(c.occurredOn(), entry.discoveredOn(), DateBeforeDiscovery::new, c.asked());
        if (wrongDay != null) return refuse(wrongDay);
        var supervisor = c.supervisor();
        var isSoAlready = c.handler().equals(handling.handler())
                && (supervisor == null ? handling.supervisor() == null : supervisor.equals(handling.supervisor()));
        return isSoAlready
                ? accept()
                : accept(new HandlerAssigned(
                        c.violation(),
                        entry.street(),
                        c.handler().id(),
                        String.valueOf(c.handler().role()),
                        supervisor == null ? null : supervisor.id(),
                        supervisor == null ? null : supervisor.role(),
                        c.asked().actor(),
                        by.role().claim(),
                        c.occurredOn()));
    }

    /** Only the highest level that has been reached is told, but every rung of the ladder. Nothing to say is no refusal. */
    private static Decision raise(RaiseDeadline c, CaseState state, Handling handling, Law law) {
        if (!(state instanceof Known known)) return accept();
        var open = Deadline.open(c.violation(), known, law).stream()
                .filter(deadline -> deadline.id().equals(c.deadline()))
                .findFirst();
        if (open.isEmpty()) return accept();
        var deadline = open.get();
        var watch = deadline.watch();
        if (watch == null) return accept();
        var street = known.file().entry().street();
        var raised = handling.raised(deadline.id());
        var events = new ArrayList<CaseEvent>();
        var level = deadline.level(c.today());
        if (level != null && !raised.covers(level)) events.add(reached(c, deadline, level, street, handling));
        if (level == DeadlineLevel.OVERDUE) events.addAll(escalated(c, deadline, watch, street, handling, law));
        return new Decision.Accepted(List.copyOf(events));
    }

    private static DeadlineReached reached(
            RaiseDeadline c, Deadline deadline, DeadlineLevel level, String street, Handling handling) {
        var vacant = new ArrayList<String>();
        var to = Whom.HANDLER;
        while (handling.lacks(to)) {
            vacant.add(to.name());
            to = above(to);
        }
        return new DeadlineReached(
                c.violation(),
                street,
                deadline.id(),
                level.name(),
                deadline.act().name(),
                deadline.rule(),
                deadline.dueOn(),
                deadline.provisional(),
                to.name(),
                idOf(handling, to),
                vacant,
                c.today());
    }

    private static List<DeadlineEscalated> escalated(
            RaiseDeadline c, Deadline deadline, Watch watch, String street, Handling handling, Law law) {
        var ladder = watch.ladder();
        var events = new ArrayList<DeadlineEscalated>();
        int rung = handling.raised(deadline.id()).rung();
        while (rung < ladder.size()
                && !deadline.day(ladder.get(rung), law.days()).isAfter(c.today())) {
            var vacant = new ArrayList<String>();
            var to = ladder.get(rung).to();
            while (handling.lacks(to)) {
                vacant.add(to.name());
                to = rung + 1 < ladder.size() ? ladder.get(++rung).to() : above(to);
            }
            rung++;
            events.add(new DeadlineEscalated(
                    c.violation(),
                    street,
                    deadline.id(),
                    rung,
                    deadline.act().name(),
                    deadline.rule(),
                    deadline.dueOn(),
                    deadline.provisional(),
                    to.name(),
                    idOf(handling, to),
                    vacant,
                    c.today()));
        }
        return events;
    }

    /** Ends at the latest at the street, which is always somebody. */
    static Whom above(Whom whom) {
        return switch (whom) {
            case HANDLER -> Whom.SUPERVISOR;
            case SUPERVISOR -> Whom.STREET;
            case STREET -> Whom.OFFICE;
            case OFFICE, LEADER -> Whom.LEADER;
        };
    }

    static @Nullable String idOf(Handling handling, Whom whom) {
        var person = handling.person(whom);
        return person == null ? null : person.id();
    }
}
