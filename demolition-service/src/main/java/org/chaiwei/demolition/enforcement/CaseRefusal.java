package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Question;
import org.chaiwei.demolition.rules.Ruling;
import org.chaiwei.demolition.rules.Ruling.Objection;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Why something asked of a case is not done, with what the caller needs in order to go on. Each is one problem of the API; its code is
 * the name of its type in kebab case, and what to do next stands in the problem texts under that code.
 */
public sealed interface CaseRefusal extends Refusal {

    /** Something the request says is not right as it stands; 422 where nothing else is said. */
    @Override
    default int status() {
        return 422;
    }

    /** Where the case stands doesn't allow it: 409. */
    sealed interface OfStanding extends CaseRefusal {
        @Override
        default int status() {
            return 409;
        }
    }

    /** Something is wrong with one field, and the field is told. */
    sealed interface OfField extends CaseRefusal {

        /** As the request names it. */
        String field();

        @Override
        default List<FieldError> errors() {
            return List.of(new FieldError(field(), code(), shown()));
        }

        /** What the field's texts name. */
        Map<String, Object> shown();
    }

    /** @param roles who may, as tokens write it */
    record RoleMayNot(List<String> roles) implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A street official asked for a case of a street that is not theirs. */
    record OutsideYourStreet(String street) implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** The ledger has told of no entry with this id, or not yet. */
    record NoSuchCase() implements CaseRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /**
     * The ledger told something of an entry whose beginning is missing here, or of whose beginning it told twice. Only a reaction meets it.
     *
     * @param fact the fact's name
     */
    record FactOutOfPlace(String fact) implements OfStanding {}

    record AlreadyWithdrawn(LocalDate withdrawnOn) implements OfStanding {}

    record AlreadyClosed(LocalDate closedOn, String ground) implements OfStanding {}

    record AlreadyFiled(String caseNumber) implements OfStanding {}

    record AlreadyConfirmed(OffsetDateTime confirmedAt) implements OfStanding {}

    record AlreadyRestored(LocalDate restoredOn) implements OfStanding {}

    /** Something else has to be on record first. */
    record NotReady(List<Missing> missing) implements OfStanding {

        /**
         * @param step what is missing, a name of {@link Step}
         * @param roles who can supply it, as tokens write it
         * @param request the last part of the address by which
         */
        public record Missing(String step, List<String> roles, String request) {}

        public NotReady {
            missing = List.copyOf(missing);
        }

        static NotReady without(Step... steps) {
            return new NotReady(Arrays.stream(steps)
                    .map(step -> new Missing(step.name(), step.roles(), step.request()))
                    .toList());
        }

        @Override
        public Map<String, Object> details() {
            return Map.of(
                    "missing",
                    missing,
                    "steps",
                    missing.stream()
                            .map(m -> m.step + " (" + String.join(", ", m.roles) + ")")
                            .toList());
        }
    }

    /** The one-hour clock is for new constructions. */
    record NotNew(String origin) implements CaseRefusal {}

    record NotWallOpening(String ledgerKind) implements CaseRefusal {}

    /** It is said that nothing is left, and the area says otherwise. The ledger's figure is corrected first, if that is what is wrong. */
    record AreaNotWhole(BigDecimal areaM2, BigDecimal recordedM2, BigDecimal demolishedM2, BigDecimal remainingM2)
            implements OfField {
        @Override
        public String field() {
            return "areaM2";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("recordedM2", recordedM2, "remainingM2", remainingM2);
        }
    }

    record AreaAboveRemaining(BigDecimal areaM2, BigDecimal recordedM2, BigDecimal demolishedM2, BigDecimal remainingM2)
            implements OfField {
        @Override
        public String field() {
            return "areaM2";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("recordedM2", recordedM2, "remainingM2", remainingM2);
        }
    }

    /** The same picture before and after shows nothing. */
    record PhotosAlike() implements OfField {
        @Override
        public String field() {
            return "afterPhoto";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of();
        }
    }

    /** @param today the latest date that may be given */
    record DateInFuture(String field, LocalDate today) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("today", today);
        }
    }

    /** @param discoveredOn the earliest date that may be given */
    record DateBeforeDiscovery(String field, LocalDate discoveredOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("discoveredOn", discoveredOn);
        }
    }

    /** @param filedOn the earliest date that may be given */
    record DateBeforeFiling(String field, LocalDate filedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("filedOn", filedOn);
        }
    }

    /** @param workedOn of the last work that awaits acceptance: the earliest date that may be given */
    record DateBeforeWork(String field, LocalDate workedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("workedOn", workedOn);
        }
    }

    /** @param signedOn of the first signature: the earliest date that may be given */
    record DateBeforeSignature(String field, LocalDate signedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("signedOn", signedOn);
        }
    }

    /** @param acceptedOn the earliest date that may be given */
    record DateBeforeAcceptance(String field, LocalDate acceptedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("acceptedOn", acceptedOn);
        }
    }

    /** What was done can't have been done before the construction was discovered, nor the discovery be confirmed after it. */
    record WorkBeforeDiscovery(OffsetDateTime confirmedAt, OffsetDateTime workedAt) implements OfField {
        @Override
        public String field() {
            return "occurredAt";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("confirmedAt", confirmedAt, "workedAt", workedAt);
        }
    }

    /** @param freeDays a date that lies no further back needs no reason */
    record ReasonRequired(int freeDays) implements OfField {
        @Override
        public String field() {
            return "reason";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("freeDays", freeDays);
        }
    }

    /** Whoever did the work doesn't judge it. */
    record OwnWork() implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** @param role whose signature is missing, as tokens write it */
    record AlreadySigned(String role) implements OfStanding {}

    /** All that awaits acceptance has failed it already. */
    record AlreadyFailed(LocalDate failedOn, String cause) implements OfStanding {}

    /** More would be accepted than is recorded: the ledger's figure was corrected since the demolition was recorded. */
    record MoreThanRecorded(BigDecimal demolishedM2, BigDecimal recordedM2) implements OfStanding {}

    /** In this case nothing was asked for under that id. */
    record NotAskedFor(UUID id) implements CaseRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /**
     * The same restriction is asked for or set already.
     *
     * @param kind a name of {@link RestrictionKind}
     * @param restriction its id
     */
    record AlreadyRestricted(String kind, UUID restriction) implements OfStanding {}

    /** @param state ACKNOWLEDGED, REFUSED, LIFTED, ANSWERED or DONE */
    record AlreadySettled(String state, LocalDate settledOn) implements OfStanding {}

    /** @param askedOf a name of {@link Department} or of {@link SupportSystem} */
    record AskedOfAnother(String askedOf) implements CaseRefusal {
        @Override
        public int status() {
            return 403;
        }
    }

    /** @param askedOn the earliest date that may be given */
    record DateBeforeAsking(String field, LocalDate askedOn) implements OfField {
        @Override
        public Map<String, Object> shown() {
            return Map.of("askedOn", askedOn);
        }
    }

    /** @param askedOn the earliest date by which anything can be due */
    record DueBeforeAsked(LocalDate askedOn) implements OfField {
        @Override
        public String field() {
            return "dueOn";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of("askedOn", askedOn);
        }
    }

    /** @param atMost how many of its kind a case may have */
    record TooMuchAsked(int atMost) implements OfStanding {}

    /** Nothing more is entered on a clock that came to its end. */
    record ClockHasStopped() implements OfStanding {}

    record AlreadyReached(ClockMilestone milestone, OffsetDateTime reachedAt) implements OfStanding {}

    record AlreadyPaused(OffsetDateTime pausedSince) implements OfStanding {}

    record NotPaused() implements OfStanding {}

    /** Time is taken off the clock for a reason only. */
    record PauseWithoutReason() implements OfField {
        @Override
        public String field() {
            return "reason";
        }

        @Override
        public Map<String, Object> shown() {
            return Map.of();
        }
    }

    /**
     * On the clock one thing comes after the other.
     *
     * @param earliest the earliest time that may be given
     * @param latest the latest; null for now
     */
    record OutOfOrder(OffsetDateTime earliest, @Nullable OffsetDateTime latest) implements OfField {
        @Override
        public String field() {
            return "occurredAt";
        }

        @Override
        public Map<String, Object> shown() {
            return latest == null ? Map.of("earliest", earliest) : Map.of("earliest", earliest, "latest", latest);
        }
    }

    /**
     * The law of the procedure stands against it. One problem for each kind of objection, and its code is the kind's; the first objection
     * is told, the others are named under {@code objections}.
     *
     * @param step the act that was asked for, by its name
     * @param rule the id of the rule that stands against it
     * @param article the law that the rule cites
     * @param checkedByCounsel whether a lawyer has confirmed the rule
     * @param missing what has to be put on record first, and who supplies it
     * @param standing the acts on record that stand in the way
     * @param earliestLawfulDate the first day on which it would be lawful as things stand; null where more is wanting than time
     * @param provisional that day was counted over a year whose calendar is not known yet
     * @param latestLawfulDate the last day on which it would have been
     * @param roles who might, as tokens write them
     * @param atLeastDays what a period would have to be
     */
    record Unlawful(
            Objection.Kind kind,
            String step,
            String rule,
            String article,
            boolean checkedByCounsel,
            List<Needed> missing,
            List<Act> standing,
            @Nullable LocalDate earliestLawfulDate,
            boolean provisional,
            @Nullable LocalDate latestLawfulDate,
            List<String> roles,
            @Nullable Integer atLeastDays,
            List<Also> objections)
            implements CaseRefusal {

        /**
         * @param step the act that is missing
         * @param term the same in the field's own words
         * @param roles who can supply it, as tokens write them
         * @param request the last part of the address by which
         * @param or acts that would do as well
         */
        public record Needed(Act step, String term, List<String> roles, String request, List<Act> or) {}

        /** Another rule that stands against it. */
        public record Also(String code, String rule, String article) {}

        /** @param law by which the objections were found */
        static Unlawful of(Question question, Ruling.Unlawful ruling, Law law) {
            var first = ruling.objections().getFirst();
            return new Unlawful(
                    first.kind(),
                    String.join(" + ", question.acts().stream().map(Act::name).toList()),
                    first.rule(),
                    first.article(),
                    first.checkedByCounsel(),
                    ruling.objections().stream()
                            .flatMap(objection -> objection.missing().stream())
                            .distinct()
                            .map(oneOf -> missing(oneOf, question.on(), law))
                            .toList(),
                    ruling.objections().stream()
                            .flatMap(objection -> objection.standing().stream())
                            .distinct()
                            .toList(),
                    ruling.earliest(),
                    ruling.provisional(),
                    first.notAfter(),
                    first.roles().stream().map(Role::claim).sorted().toList(),
                    first.length(),
                    ruling.objections().stream()
                            .skip(1)
                            .map(other -> new Also(other.kind().code(), other.rule(), other.article()))
                            .toList());
        }

        static Needed missing(Set<Act> oneOf, LocalDate on, Law law) {
            var acts = oneOf.stream().sorted().toList();
            var act = acts.getFirst();
            return new Needed(act, act.term(), Step.rolesOf(act, on, law), act.request(), acts.subList(1, acts.size()));
        }

        @Override
        public int status() {
            return kind.status();
        }

        @Override
        public String code() {
            return kind.code();
        }

        /** The members, and what the texts name: the missing acts and those in the way, in short. */
        @Override
        public Map<String, @Nullable Object> details() {
            var details = new LinkedHashMap<String, @Nullable Object>();
            details.put("step", step);
            details.put("rule", rule);
            details.put("article", article);
            details.put("checkedByCounsel", checkedByCounsel);
            details.put("missing", missing);
            details.put("standing", standing);
            details.put("earliestLawfulDate", earliestLawfulDate);
            details.put("provisional", provisional);
            details.put("latestLawfulDate", latestLawfulDate);
            details.put("roles", roles);
            details.put("atLeastDays", atLeastDays);
            details.put("objections", objections);
            details.put(
                    "steps",
                    missing.stream()
                            .map(m -> m.step + " (" + String.join(", ", m.roles) + ")")
                            .toList());
            details.put("terms", missing.stream().map(Needed::term).toList());
            details.put("standingTerms", standing.stream().map(Act::term).toList());
            return details;
        }
    }
}
