package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.closed;
import static org.chaiwei.demolition.enforcement.Examples.heard;
import static org.chaiwei.demolition.enforcement.Procedures.PAPER;

import java.time.LocalDate;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RectificationOrdered;
import org.chaiwei.demolition.enforcement.Procedures.Course;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;

/** 限期改正, by the rules that the service brings. */
class RectificationTest {

    private static final String DAY = "2016-01-04";

    private static Course opined(Track track, Act opinion) {
        return Course.lead(DAY).file(DAY, track).did(DAY, Act.EVIDENCE_COLLECTED, opinion);
    }

    @Test
    void what_can_be_put_right_is_ordered_to_be_and_found_put_right_and_closed() {
        var ordered = opined(Track.EXISTING, Act.OPINION_CORRECTABLE).did(DAY, Act.RECTIFICATION_ORDERED);
        var rectified = ordered.did("2016-01-11", Act.RECTIFIED);
        assertThat(rectified.file().standing()).contains(Act.RECTIFIED);
        assertThat(rectified.go(heard(closed("RECTIFIED"))).stage()).isEqualTo(Stage.CLOSED);
    }

    @Test
    void it_is_ordered_only_where_the_opinion_says_that_it_can_be() {
        var refused = refused(opined(Track.EXISTING, Act.OPINION_UNLAWFUL), DAY, Act.RECTIFICATION_ORDERED);
        assertThat(refused.kind()).isEqualTo(Kind.PRECONDITION_MISSING);
        assertThat(refused.rule()).isEqualTo("rectification-on-opinion");
        assertThat(refused.article()).isEqualTo("城乡规划法第64条");
        assertThat(refused.missing()).extracting(Unlawful.Needed::step).containsExactly(Act.OPINION_CORRECTABLE);
        assertThat(refused(opined(Track.TEMPORARY, Act.OPINION_UNLAWFUL), DAY, Act.RECTIFICATION_ORDERED)
                        .kind())
                .isEqualTo(Kind.NOT_ON_THIS_TRACK);
        assertThat(refused(opined(Track.EXISTING, Act.OPINION_CORRECTABLE), DAY, Act.RECTIFIED)
                        .missing())
                .extracting(Unlawful.Needed::step)
                .containsExactly(Act.RECTIFICATION_ORDERED);
    }

    @Test
    void the_party_has_all_the_time_that_it_was_given() {
        var correctable = opined(Track.EXISTING, Act.OPINION_CORRECTABLE);
        var tooShort = new RectificationOrdered(ID, 7, PAPER, "u-1", "enforcement", LocalDate.parse(DAY));
        assertThat(((Unlawful) ((Decision.Refused) correctable.asks(tooShort, Role.ENFORCEMENT)).refusal()).kind())
                .isEqualTo(Kind.PERIOD_TOO_SHORT);
        var ordered = correctable.did(DAY, Act.RECTIFICATION_ORDERED); // thirty days
        var early = refused(ordered, "2016-02-03", Act.NOT_RECTIFIED);
        assertThat(early.kind()).isEqualTo(Kind.PERIOD_NOT_OVER);
        assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 2, 4));
        assertThat(ordered.asks("2016-02-04", Act.NOT_RECTIFIED)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void what_is_not_put_right_in_time_gets_more_time_or_another_opinion_and_no_force_without_one() {
        var late = opined(Track.EXISTING, Act.OPINION_CORRECTABLE)
                .did(DAY, Act.RECTIFICATION_ORDERED)
                .did("2016-02-15", Act.NOT_RECTIFIED);
        assertThat(late.asks("2016-02-16", Act.RECTIFICATION_ORDERED)).isInstanceOf(Decision.Accepted.class);
        assertThat(refused(late, "2016-02-16", Act.NOTICE_ISSUED).missing())
                .extracting(Unlawful.Needed::step)
                .contains(Act.OPINION_UNLAWFUL);
        var unlawful = late.did("2016-02-16", Act.OPINION_UNLAWFUL);
        assertThat(unlawful.asks("2016-02-17", Act.NOTICE_ISSUED)).isInstanceOf(Decision.Accepted.class);
        assertThat(unlawful.file().standing())
                .doesNotContain(Act.RECTIFICATION_ORDERED, Act.NOT_RECTIFIED, Act.OPINION_CORRECTABLE);
    }

    private static Unlawful refused(Course course, String on, Act act) {
        return (Unlawful) ((Decision.Refused) course.asks(on, act)).refusal();
    }
}
