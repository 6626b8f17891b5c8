package org.chaiwei.demolition.papers;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.demolition.papers.PaperCommand.IssuePaper;
import org.chaiwei.demolition.papers.PaperCommand.WithdrawPaper;
import org.chaiwei.demolition.papers.PaperEvent.PaperIssued;
import org.chaiwei.demolition.papers.PaperEvent.PaperWithdrawn;
import org.chaiwei.demolition.papers.PaperRefusal.AlreadyWithdrawnPaper;
import org.chaiwei.demolition.papers.PaperRefusal.NoSuchPaper;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * 文号簿: the papers of one kind that one office has issued in one year, in the order of their numbers.
 *
 * <p>A paper is printed with the next number and kept, and then the one event that says so is appended. A crash before the append leaves a file that nothing
 * names, and the number for the next paper; two who print the same number at once can't both append it, for both events would be the same one of the register,
 * and whoever is second prints anew.
 */
@Aggregate(type = PaperEvents.AGGREGATE_TYPE)
class PaperRegister {

    /** In an event's metadata, as in a case's: the remark that says why. */
    static final String REASON_REMARK = "reasonRemark";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private int last;

    /** Each paper, and when it was withdrawn. */
    private final Map<UUID, @Nullable LocalDate> withdrawn = new HashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IssuePaper command, PaperPress press) {
        var draft = command.draft();
        var ordinal = last + 1;
        var printed = press.print(command, ordinal);
        apply(
                new PaperIssued(
                        command.register(),
                        command.violation(),
                        command.paper(),
                        draft.kind().name(),
                        draft.office().code(),
                        draft.year(),
                        ordinal,
                        printed.number(),
                        printed.sha256(),
                        printed.template(),
                        command.check(),
                        command.supersedes(),
                        command.by(),
                        command.role(),
                        command.occurredOn()),
                metadata(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(WithdrawPaper command) {
        if (!withdrawn.containsKey(command.paper())) throw new RefusedException(new NoSuchPaper());
        var before = withdrawn.get(command.paper());
        if (before != null) throw new RefusedException(new AlreadyWithdrawnPaper(before));
        apply(
                new PaperWithdrawn(
                        command.register(),
                        command.violation(),
                        command.paper(),
                        command.by(),
                        command.role(),
                        command.occurredOn()),
                metadata(command));
    }

    @EventSourcingHandler
    void on(PaperEvent event) {
        id = event.register();
        switch (event) {
            case PaperIssued e -> {
                last = e.ordinal();
                withdrawn.put(e.paper(), null);
            }
            case PaperWithdrawn e -> withdrawn.put(e.paper(), e.occurredOn());
        }
    }

    private static MetaData metadata(PaperCommand command) {
        var reason = command.reasonRemark();
        return reason == null ? MetaData.emptyInstance() : MetaData.with(REASON_REMARK, reason.toString());
    }
}
