package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;
import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.NUMBER;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.PLACES;
import static org.chaiwei.ledger.violation.Examples.REASON;
import static org.chaiwei.ledger.violation.Examples.SITE;
import static org.chaiwei.ledger.violation.Examples.STREET;
import static org.chaiwei.ledger.violation.Examples.asked;
import static org.chaiwei.ledger.violation.Examples.askedWithReason;
import static org.chaiwei.ledger.violation.Examples.registered;
import static org.chaiwei.ledger.violation.Examples.registration;
import static org.chaiwei.ledger.violation.Story.accepted;
import static org.chaiwei.ledger.violation.Story.demolished;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.Found;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.Sighting;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRelapsed;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NoSuchSuspicion;
import org.chaiwei.ledger.violation.ViolationRefusal.NotClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.NothingToRelapse;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.platform.problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen at a closed entry's place. The entry was closed as demolished on the 9th of May. */
class RelapseTest {

    private static final LocalDate MAY_1 = LocalDate.of(2016, 5, 1);
    private static final LocalDate MAY_9 = LocalDate.of(2016, 5, 9);
    private static final LocalDate MAY_20 = LocalDate.of(2016, 5, 20);
    private static final LocalDate MAY_25 = LocalDate.of(2016, 5, 25);
    private static final OffsetDateTime SEEN_AT = OffsetDateTime.parse("2016-05-20T09:30:00+08:00");
    private static final OffsetDateTime LOOKED_AT = OffsetDateTime.parse("2016-05-25T10:00:00+08:00");
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final UUID SIGHTING = UUID.fromString("01920000-0000-7000-8000-0000000000f1");
    private static final Particulars ENTRY = registration().particulars();
    private static final String AGAIN = NUMBER + "-F1";

    @Test
    void something_seen_near_a_closed_entry_is_a_suspicion_and_the_same_sighting_again_is_not_another() {
        assertThat(closed().when(suspect()))
                .isEqualTo(accept(new RelapseSuspected(
                        ID, ENTRY, SIGHTING, m("12.5"), "PATROL", PHOTO, null, "u-reporter", SEEN_AT, MAY_20)));
        assertThat(closed().then(suspect()).when(suspect())).isEqualTo(accept());
        assertThat(Story.of(registered(MAY_1)).when(suspect())).isEqualTo(refuse(new NotClosed()));
    }

    @Test
    void what_was_seen_before_the_closing_is_no_relapse() {
        var before = new SuspectRelapse(ID, sighting(), m("12.5"), "u-reporter", asked(STREET, MAY_1));
        assertThat(closed().when(before)).isEqualTo(refuse(new DateBeforeLastEvent(MAY_9)));
    }

    @Test
    void where_nothing_was_cleared_nothing_can_stand_again() {
        var rectified = Story.of(registered(MAY_1))
                .then(new CloseLedger(
                        ID,
                        Ground.RECTIFIED,
                        new ClosingBasis("7", MAY_9, null, null, null, null, null),
                        null,
                        "u-o",
                        asked(OFFICE, MAY_9)));
        assertThat(rectified.when(suspect())).isEqualTo(refuse(new NothingToRelapse("RECTIFIED")));
    }

    @Test
    void another_person_confirms_with_a_photo_what_stands_there_now() {
        var story = closed().then(suspect());
        assertThat(story.when(confirm("u-reporter", "9.90", PHOTO))).isEqualTo(refuse(new AnotherPersonNeeded()));
        assertThat(story.when(confirm("u-other", "9.90", PHOTO)))
                .isEqualTo(accept(new RelapseConfirmed(
                        ID,
                        ENTRY,
                        SIGHTING,
                        ViolationId.of(AGAIN),
                        AGAIN,
                        m("9.90"),
                        "COMMERCIAL",
                        "彩钢",
                        1,
                        "PATROL",
                        MAY_20,
                        null,
                        PHOTO,
                        "DEMOLISHED",
                        m("14.85"),
                        LOOKED_AT,
                        MAY_25)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, area-not-above-zero",
        "9.90, none, not-a-sha-256"
    })
    void what_is_confirmed_has_an_area_and_a_photo(String areaM2, String photo, String code) {
        var refused = (Decision.Refused) closed().then(suspect()).when(confirm("u-other", areaM2, photo));
        assertThat(refused.refusal()).isInstanceOf(EntryInvalid.class);
        refused.refusal().errors().forEach(ViolationTexts::assertSaid);
        assertThat(refused.refusal().errors()).extracting(FieldError::code).containsExactly(code);
    }

    @Test
    void a_closed_entry_relapses_at_most_once_and_its_closing_stands() {
        var story = closed().then(suspect()).then(confirm("u-other", "9.90", PHOTO));
        var relapse = ViolationId.of(AGAIN);
        assertThat(story.when(confirm("u-other", "9.90", PHOTO))).isEqualTo(refuse(new AlreadyRelapsed(relapse)));
        var another = new Sighting(UUID.randomUUID(), FoundBy.REPORT, null, PHOTO, SEEN_AT);
        assertThat(story.when(new SuspectRelapse(ID, another, m("1.0"), "u-r", asked(STREET, MAY_25))))
                .isEqualTo(refuse(new AlreadyRelapsed(relapse)));
        assertThat(story.when(new RequestClosingRevocation(ID, "u-o", askedWithReason(OFFICE, MAY_25))))
                .isEqualTo(refuse(new AlreadyRelapsed(relapse)));
    }

    @Test
    void a_suspicion_is_dismissed_with_a_reason_and_then_settled() {
        var story = closed().then(suspect());
        assertThat(story.when(new DismissSuspicion(ID, SIGHTING, asked(STREET, MAY_25))))
                .isEqualTo(refuse(new ReasonRequired(30)));
        var dismiss = new DismissSuspicion(ID, SIGHTING, askedWithReason(STREET, MAY_25));
        assertThat(story.when(dismiss))
                .isEqualTo(accept(new RelapseSuspicionDismissed(ID, ENTRY, SIGHTING, REASON, MAY_25)));
        assertThat(story.then(dismiss).when(dismiss)).isEqualTo(accept());
        assertThat(story.when(confirm("u-other", "9.90", PHOTO))).isEqualTo(refuse(new NoSuchSuspicion()));
        assertThat(story.when(suspect())).isEqualTo(accept());
    }

    @Test
    void the_new_entry_stands_in_the_closed_one_s_place_and_takes_its_area_back() {
        var confirmed = confirmed();
        var register = new RegisterRelapse(confirmed.relapse(), confirmed, SITE, Story.system(MAY_25));
        var decision = ViolationDecider.decide(register, new ViolationState.Unregistered(), PLACES);
        var events = ((Decision.Accepted) decision).events();
        var registered = (ViolationRegistered) events.getFirst();
        assertThat(registered.violation()).isEqualTo(ViolationId.of(AGAIN));
        assertThat(registered.entry().ledgerNumber()).isEqualTo(AGAIN);
        assertThat(registered.entry().origin()).isEqualTo("RELAPSE");
        assertThat(registered.entry().street()).isEqualTo(ENTRY.street());
        assertThat(registered.address()).isEqualTo(SITE.address());
        assertThat(registered.areaM2()).isEqualTo(m("9.90"));
        assertThat(registered.discoveredOn()).isEqualTo(MAY_20);
        assertThat(registered.occurredOn()).isEqualTo(MAY_25);
        assertThat(events.get(1))
                .isEqualTo(new RelapseDetected(
                        ViolationId.of(AGAIN),
                        registered.entry(),
                        ID,
                        ENTRY,
                        "DEMOLISHED",
                        m("14.85"),
                        SIGHTING,
                        LOOKED_AT,
                        MAY_25));

        var state = ViolationState.after(events);
        assertThat(ViolationDecider.decide(register, state, PLACES)).isEqualTo(accept());
        assertThat(ViolationDecider.decide(
                        new WithdrawViolation(register.violation(), askedWithReason(OFFICE, MAY_25)), state, PLACES))
                .isEqualTo(refuse(new NotWithdrawable()));
    }

    @Test
    void the_numbers_of_relapses_follow_each_other_and_nobody_else_can_have_one() {
        assertThat(RelapseNumber.after(NUMBER)).isEqualTo(AGAIN);
        assertThat(RelapseNumber.after(AGAIN)).isEqualTo(NUMBER + "-F2");
        var refused = (Decision.Refused) Story.of()
                .when(new RegisterViolation(
                        ViolationId.of(AGAIN), registration(AGAIN, SITE, "1.00"), asked(OFFICE, MAY_25)));
        assertThat(refused.refusal().errors()).extracting(FieldError::code).containsExactly("ledger-number-of-relapse");
    }

    @Test
    void a_patrol_is_recorded_also_where_nothing_is_found() {
        assertThat(closed().when(new RecordPatrol(ID, null, null, "u-patrol", asked(STREET, MAY_20))))
                .isEqualTo(accept(new PatrolRecorded(ID, ENTRY, 0, false, null, MAY_20)));
    }

    @Test
    void a_patrol_that_finds_something_raises_a_suspicion_which_the_patroller_can_t_confirm() {
        var story = closed().then(new RecordPatrol(ID, sighting(), PHOTO, "u-patrol", asked(STREET, MAY_20)));
        assertThat(story.last(2)).containsExactly("PatrolRecorded", "RelapseSuspected");
        assertThat(((RelapseSuspected) story.history().getLast()).distanceM()).isEqualTo(m("0.0"));
        assertThat(story.when(confirm("u-patrol", "9.90", PHOTO))).isEqualTo(refuse(new AnotherPersonNeeded()));
    }

    @ParameterizedTest
    @CsvSource({
        "29, 0, 0",
        "30, 0, 30",
        "89, 0, 30",
        "90, 0, 90",
        "100, 30, 90",
        "100, 90, 0",
        "400, 0, 365",
        "400, 365, 0"
    })
    void a_patrol_is_of_the_latest_round_that_is_due_and_not_done(int day, int done, int round) {
        assertThat(PatrolRounds.roundOn(MAY_9.plusDays(day), MAY_9, done)).isEqualTo(round);
    }

    @Test
    void a_closing_that_is_revoked_leaves_nothing_to_suspect() {
        var story = closed().then(suspect())
                .then(new RequestClosingRevocation(ID, "u-o", askedWithReason(OFFICE, MAY_25)))
                .then(new ApproveClosingRevocation(ID, "u-p", asked(OFFICE, MAY_25)));
        assertThat(story.when(confirm("u-other", "9.90", PHOTO))).isEqualTo(refuse(new NotClosed()));
    }

    private static Story closed() {
        return Story.of(registered(MAY_1)).then(demolished(1, "14.85", MAY_9)).then(accepted(2, "14.85", MAY_9));
    }

    private static Sighting sighting() {
        return new Sighting(SIGHTING, FoundBy.PATROL, null, PHOTO, SEEN_AT);
    }

    private static SuspectRelapse suspect() {
        return new SuspectRelapse(ID, sighting(), m("12.5"), "u-reporter", asked(STREET, MAY_20));
    }

    private static ConfirmRelapse confirm(String actor, String areaM2, String photo) {
        var found = new Found(m(areaM2), Use.COMMERCIAL, "彩钢", 1, photo, LOOKED_AT);
        return new ConfirmRelapse(ID, SIGHTING, found, actor, asked(STREET, MAY_25));
    }

    private static RelapseConfirmed confirmed() {
        return (RelapseConfirmed) closed().then(suspect())
                .then(confirm("u-other", "9.90", PHOTO))
                .history()
                .getLast();
    }

    private static BigDecimal m(String number) {
        return new BigDecimal(number);
    }
}
