package org.chaiwei.ledger.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.chaiwei.ledger.party.NewParty;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.Decision;
import org.chaiwei.ledger.violation.ImportRules;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationId;
import org.chaiwei.ledger.violation.ViolationRefusal;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Says of each row of one file what it becomes, by the ledger's own rules, or all that is wrong with it. Keeps the numbers it has
 * seen, so that the same one is noticed when it comes again; asks nobody and writes nothing.
 */
final class Judge {

    static final String TWICE_IN_FILE = "number-twice-in-file";
    static final String IN_LEDGER = "number-in-ledger";

    /** What a row becomes. */
    sealed interface Verdict {

        int row();

        /**
         * @param party the person to enter into the registry; null if the row names none
         * @param firstSequence of the first event in its aggregate
         */
        record Good(
                int row,
                UUID violation,
                @Nullable NewParty party,
                long firstSequence,
                List<ViolationEvent> events,
                Draft draft)
                implements Verdict {}

        record Wrong(int row, List<RowProblem> problems) implements Verdict {

            boolean isDuplicate() {
                return problems.stream()
                        .anyMatch(
                                p -> p.code().equals(TWICE_IN_FILE) || p.code().equals(IN_LEDGER));
            }
        }
    }

    private final UUID importBatch;
    private final Scope scope;
    private final LocalDate today;
    private final Places places;
    private final Supplier<UUID> partyIds;
    private final Map<UUID, Integer> seen = new HashMap<>();

    Judge(UUID importBatch, Scope scope, LocalDate today, Places places, Supplier<UUID> partyIds) {
        this.importBatch = importBatch;
        this.scope = scope;
        this.today = today;
        this.places = places;
        this.partyIds = partyIds;
    }

    /**
     * @param violation {@link ViolationId#of} the row's number
     * @param history what the log holds of it; empty for most
     */
    Verdict judge(Draft draft, UUID violation, History history) {
        var problems = new ArrayList<>(draft.problems());
        boolean numbered = !draft.unread().contains(Column.LEDGER_NUMBER.field);
        var first = numbered ? seen.putIfAbsent(violation, draft.row()) : null;
        if (first != null)
            problems.add(RowProblem.of(draft.row(), Column.LEDGER_NUMBER, TWICE_IN_FILE, Map.of("firstRow", first)));
        boolean inLedger = numbered && history.stands();
        if (inLedger) problems.add(RowProblem.of(draft.row(), Column.LEDGER_NUMBER, IN_LEDGER));

        var party = draft.person() == null
                ? null
                : new NewParty(partyIds.get(), draft.registration().site().street(), draft.person());
        // An entry that stands has been named above; asking as if it did not brings out what else is wrong with the
        // row.
        var decision = ImportRules.takeOver(
                party == null ? draft.registration() : draft.registrationOf(party.id()),
                draft.clearance(),
                importBatch,
                new Asked(scope, draft.registeredOn(), today, null),
                numbered && !inLedger ? history.events() : List.of(),
                places);
        return switch (decision) {
            case Decision.Accepted(var events)
            when problems.isEmpty() -> new Verdict.Good(draft.row(), violation, party, history.length(), events, draft);
            case Decision.Accepted _ -> new Verdict.Wrong(draft.row(), List.copyOf(problems));
            case Decision.Refused(var refusal) -> {
                problems.addAll(problems(refusal, draft));
                yield new Verdict.Wrong(draft.row(), List.copyOf(problems));
            }
        };
    }

    /** What the rules refuse, said of the row; a refusal that is about the caller rather than the row goes to the caller. */
    private static List<RowProblem> problems(ViolationRefusal refusal, Draft draft) {
        return switch (refusal) {
            case EntryInvalid invalid ->
                invalid.errors().stream()
                        .filter(error -> !draft.unread().contains(error.field()))
                        .map(error -> RowProblem.of(draft.row(), error))
                        .toList();
            case OutsideYourStreet _ when draft.unread().contains(Column.STREET.field) -> List.of();
            case OutsideYourStreet _ -> List.of(RowProblem.of(draft.row(), Column.STREET, "outside-your-street"));
            case AlreadyRegistered _, AlreadyClosed _ ->
                List.of(RowProblem.of(draft.row(), Column.LEDGER_NUMBER, IN_LEDGER));
            default -> {
                if (refusal.errors().isEmpty()) throw new RefusedException(refusal);
                yield refusal.errors().stream()
                        .filter(error -> !draft.unread().contains(error.field()))
                        .map(error -> RowProblem.of(draft.row(), error))
                        .toList();
            }
        };
    }
}
