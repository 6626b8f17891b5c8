package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WallSealed;
import org.chaiwei.demolition.enforcement.CaseFile.Filing;
import org.chaiwei.demolition.enforcement.CaseState.Accepted;
import org.chaiwei.demolition.enforcement.CaseState.AwaitingAcceptance;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Demanded;
import org.chaiwei.demolition.enforcement.CaseState.Dismissed;
import org.chaiwei.demolition.enforcement.CaseState.Filed;
import org.chaiwei.demolition.enforcement.CaseState.ForceDecided;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Lead;
import org.chaiwei.demolition.enforcement.CaseState.Notified;
import org.chaiwei.demolition.enforcement.CaseState.Ordered;
import org.chaiwei.demolition.enforcement.CaseState.Restored;
import org.chaiwei.demolition.enforcement.CaseState.Suspended;
import org.chaiwei.demolition.enforcement.CaseState.Terminated;
import org.chaiwei.demolition.enforcement.CaseState.Verified;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.demolition.enforcement.Handling.Person;
import org.chaiwei.demolition.rules.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * One case as the API shows it.
 *
 * @param entry the ledger's entry
 * @param confirmedAt when the discovery of a new construction was confirmed
 * @param acceptance null before the first signature
 * @param next what of the case's own work may be done next, and by whom; the procedure's steps are asked for by themselves
 * @param procedure what is on record for the rules to judge by
 * @param cooperation what other departments were asked for; what was typed for it is asked for by itself
 * @param handler who answers for it; null for nobody
 * @param supervisor who answers for the handler's work; null for nobody
 * @param sequence of the last event, the ETag
 */
record CaseDetail(
        UUID violation,
        Stage stage,
        Entry entry,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable Filing filing,
        Areas areas,
        List<WorkShown> works,
        @Nullable Acceptance acceptance,
        @Nullable RestorationShown restoration,
        @Nullable Ending ending,
        List<NextStep> next,
        List<Milestone> procedure,
        Cooperation cooperation,
        @Nullable Person handler,
        @Nullable Person supervisor,
        long sequence) {

    /**
     * Square metres.
     *
     * @param legacyM2 demolished before the plan
     * @param awaitingM2 demolished and not accepted
     * @param postedM2 what the ledger has posted as demolished and not taken back
     */
    record Areas(
            BigDecimal recordedM2,
            BigDecimal legacyM2,
            BigDecimal awaitingM2,
            BigDecimal acceptedM2,
            BigDecimal remainingM2,
            BigDecimal postedM2) {}

    enum Kind {
        DEMOLITION,
        SEALING
    }

    /**
     * A demolition or a sealing.
     *
     * @param by a name of {@link DemolishedBy}, null for a sealing
     * @param households null for a demolition
     * @param acceptance PENDING, PASSED or FAILED
     * @param answer of the ledger to a demolition, null as long as there is none
     */
    record WorkShown(
            Kind kind,
            UUID id,
            BigDecimal areaM2,
            @Nullable String by,
            @Nullable Integer households,
            OffsetDateTime occurredAt,
            String recordedBy,
            String beforePhoto,
            String afterPhoto,
            String acceptance,
            Work.@Nullable Answer answer) {

        static WorkShown of(Work work) {
            var acceptance = work.accepted() ? "PASSED" : work.failed() ? "FAILED" : "PENDING";
            return switch (work.done()) {
                case Demolished e ->
                    new WorkShown(
                            Kind.DEMOLITION,
                            e.demolition(),
                            e.areaM2(),
                            e.by(),
                            null,
                            e.occurredAt(),
                            e.recordedBy(),
                            e.beforePhoto(),
                            e.afterPhoto(),
                            acceptance,
                            work.answer());
                case WallSealed e ->
                    new WorkShown(
                            Kind.SEALING,
                            e.sealing(),
                            e.areaM2(),
                            null,
                            e.households(),
                            e.occurredAt(),
                            e.recordedBy(),
                            e.beforePhoto(),
                            e.afterPhoto(),
                            acceptance,
                            work.answer());
            };
        }
    }

    /**
     * @param signed the first of two signatures, where the other is missing
     * @param passed the last acceptance that passed
     * @param failed the last that failed, unless one has passed since
     */
    record Acceptance(
            @Nullable AcceptanceSigned signed,
            @Nullable AcceptancePassed passed,
            @Nullable AcceptanceFailed failed) {}

    record RestorationShown(String kind, String photo, LocalDate on) {}

    /** @param ground on which the ledger closed it; null where it was withdrawn */
    record Ending(LocalDate on, @Nullable String ground) {}

    static CaseDetail of(UUID violation, Known state, Handling handling, long sequence) {
        var file = state.file();
        var progress = file.progress();
        return new CaseDetail(
                violation,
                stageOf(state),
                file.entry(),
                file.confirmedAt(),
                file.filing(),
                new Areas(
                        file.recordedM2(),
                        file.legacyM2(),
                        progress.awaitingM2(),
                        progress.acceptedM2(),
                        file.remainingM2(),
                        file.postedM2()),
                progress.works().stream().map(WorkShown::of).toList(),
                progress.signature() == null && progress.passed() == null && progress.failed() == null
                        ? null
                        : new Acceptance(progress.signature(), progress.passed(), progress.failed()),
                restoration(progress.restored()),
                ending(state),
                NextStep.in(state),
                file.milestones(),
                file.cooperation(),
                handling.handler(),
                handling.supervisor(),
                sequence);
    }

    static Stage stageOf(Known state) {
        return switch (state) {
            case Lead _ -> Stage.LEAD;
            case Verified _ -> Stage.VERIFIED;
            case Dismissed _ -> Stage.DISMISSED;
            case Filed _ -> Stage.FILED;
            case Notified _ -> Stage.NOTIFIED;
            case Ordered _ -> Stage.ORDERED;
            case Demanded _ -> Stage.DEMANDED;
            case ForceDecided _ -> Stage.FORCED_DEMOLITION_DECIDED;
            case Suspended _ -> Stage.SUSPENDED;
            case Terminated _ -> Stage.TERMINATED;
            case AwaitingAcceptance _ -> Stage.AWAITING_ACCEPTANCE;
            case Accepted _ -> Stage.ACCEPTED;
            case Restored _ -> Stage.RESTORED;
            case Withdrawn _ -> Stage.WITHDRAWN;
            case Closed _ -> Stage.CLOSED;
        };
    }

    private static @Nullable RestorationShown restoration(@Nullable RestorationCompleted restored) {
        return restored == null ? null : new RestorationShown(restored.kind(), restored.photo(), restored.occurredOn());
    }

    private static @Nullable Ending ending(Known state) {
        return switch (state) {
            case Withdrawn withdrawn -> new Ending(withdrawn.on(), null);
            case Closed closed -> new Ending(closed.on(), closed.ground());
            case Lead _,
                    Verified _,
                    Dismissed _,
                    Filed _,
                    Notified _,
                    Ordered _,
                    Demanded _,
                    ForceDecided _,
                    Suspended _,
                    Terminated _,
                    AwaitingAcceptance _,
                    Accepted _,
                    Restored _ -> null;
        };
    }
}
