package org.chaiwei.accountability.progress;

import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.StreetParts;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * 分解: divides the district's targets among the streets, by what remained in each on the plan's baseline day.
 *
 * <p>The office asks for it, once its ledger is complete: no fact tells that no further import will come, and a part that was computed too
 * early would have to move silently or stay wrong. Nor can this service see by itself whether the ledger has told it all: whoever asks may say
 * what the ledger shows, and is refused as long as it is not the same here. Asked again it changes what has changed, as an event, and nothing else.
 */
@RestController
class StreetPartsController {

    private final Progress progress;
    private final StreetParts parts;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;
    private final Streets streets;
    private final BusinessClock clock;

    StreetPartsController(
            Progress progress,
            StreetParts parts,
            Targets targets,
            PointsOfRecord points,
            ForeignWrites foreignWrites,
            Asking asking,
            Streets streets,
            BusinessClock clock) {
        this.progress = progress;
        this.parts = parts;
        this.targets = targets;
        this.points = points;
        this.foreignWrites = foreignWrites;
        this.asking = asking;
        this.streets = streets;
        this.clock = clock;
    }

    /**
     * @param basisOn the day whose remaining areas the parts follow; the plan's baseline, where it is left out
     * @param asOf the targets in force on that day are divided, today where it is left out
     * @param ledgerRemainingM2 what remained on that day in the whole district, as the ledger shows it; not compared where it is left out
     */
    record PartsForm(
            @Nullable LocalDate basisOn,
            @Nullable LocalDate asOf,
            @Nullable BigDecimal ledgerRemainingM2) {}

    /**
     * What remained is not known here as the ledger shows it: it is still being taken in, or the figure is of another day.
     *
     * @param givenM2 what the caller says that the ledger shows
     * @param knownM2 what is known here
     */
    record BasisDiffers(LocalDate basisOn, BigDecimal givenM2, BigDecimal knownM2) implements Refusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * @param remainingM2 by street, what the parts follow
     * @param divided the targets whose parts have changed
     */
    record Divided(
            LocalDate basisOn, long basisKnownAt, SortedMap<String, BigDecimal> remainingM2, List<String> divided) {}

    @PostMapping("/api/v1/accountability/targets/street-parts")
    ResponseEntity<Divided> divide(
            @Valid @RequestBody PartsForm form, @Nullable ConsistencyToken ownWrite, RequestContext context) {
        ReadAccess.require(Set.of(Role.OFFICE), context.actor().scope());
        var basisOn = form.basisOn == null ? Account.BASELINE : asking.date("basisOn", form.basisOn);
        var asOf = asking.date("asOf", form.asOf);
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
        var known = points.knownAt(null);
        var standing = progress.standingByStreet(basisOn, known);
        var remaining = new TreeMap<String, BigDecimal>();
        for (var street : streets.codes()) remaining.put(street, standing.getOrDefault(street, new BigDecimal("0.00")));
        if (form.ledgerRemainingM2 != null) {
            var sum = remaining.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
            if (sum.compareTo(form.ledgerRemainingM2) != 0)
                throw new RefusedException(new BasisDiffers(basisOn, form.ledgerRemainingM2, sum));
        }

        // One command a target; the request's own key and state are one target's, and this is all of them.
        var perTarget = RequestContext.of(context.actor());
        var divided = new ArrayList<String>();
        Receipt last = null;
        for (var target : targets.inForce(asOf, known)) {
            if (!target.goal().divisible()) continue;
            var receipt = parts.divide(target.code(), basisOn, known.position(), remaining, clock.today(), perTarget);
            if (receipt.position() == 0) continue;
            divided.add(target.code());
            last = receipt;
        }
        var answer = ResponseEntity.ok();
        if (last != null) answer.header(ConsistencyToken.HEADER, last.token().text());
        return answer.body(new Divided(basisOn, known.position(), remaining, divided));
    }
}
