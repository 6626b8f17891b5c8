package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WorkDone;
import org.chaiwei.demolition.enforcement.Work.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What was done on the spot, and how acceptance judged it.
 *
 * @param signature the first signature under what awaits acceptance; it falls away when that is no longer what was signed
 * @param passed the last acceptance that passed
 * @param failed the last acceptance that failed, unless one has passed since
 * @param restored unless work was done since
 */
record Progress(
        List<Work> works,
        @Nullable AcceptanceSigned signature,
        @Nullable AcceptancePassed passed,
        @Nullable AcceptanceFailed failed,
        @Nullable RestorationCompleted restored) {

    static final Progress NONE = new Progress(List.of(), null, null, null, null);

    Progress {
        works = List.copyOf(works);
    }

    /** What awaits acceptance. */
    List<Work> awaiting() {
        return works.stream().filter(work -> !work.accepted()).toList();
    }

    /** What awaits acceptance and has not failed one. */
    List<Work> untried() {
        return works.stream().filter(work -> !work.accepted() && !work.failed()).toList();
    }

    BigDecimal awaitingM2() {
        return area(works, work -> !work.accepted());
    }

    BigDecimal acceptedM2() {
        return area(works, Work::accepted);
    }

    static BigDecimal area(List<Work> works) {
        return area(works, _ -> true);
    }

    private static BigDecimal area(List<Work> works, Predicate<Work> which) {
        return works.stream()
                .filter(which)
                .map(work -> work.done().areaM2())
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    Progress after(WorkDone e) {
        var more = new ArrayList<>(works);
        more.add(Work.of(e));
        return new Progress(more, null, passed, failed, null);
    }

    Progress after(AcceptanceSigned e) {
        return new Progress(works, e, passed, failed, restored);
    }

    Progress after(AcceptancePassed e) {
        return new Progress(works.stream().map(Work::pass).toList(), null, e, null, restored);
    }

    Progress after(AcceptanceFailed e) {
        return new Progress(works.stream().map(Work::fail).toList(), null, passed, e, restored);
    }

    Progress after(RestorationCompleted e) {
        return new Progress(works, signature, passed, failed, e);
    }

    /** The ledger's answer to a demolition; to none that this case knows of, it changes nothing. */
    Progress answered(@Nullable UUID demolition, Answer answer) {
        return new Progress(
                works.stream()
                        .map(work -> work.done().work().equals(demolition) ? work.answered(answer) : work)
                        .toList(),
                signature,
                passed,
                failed,
                restored);
    }
}
