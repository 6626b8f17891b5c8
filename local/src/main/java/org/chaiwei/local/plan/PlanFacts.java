package org.chaiwei.local.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.chaiwei.local.plan.PlanEntry.Use;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the published plan states of its baseline (resource plan-facts.json). These figures are published; nothing else about
 * the ledger is.
 *
 * @param asOf the baseline's date: the plan says 目前 (at present) and gives none, so 2015-12-31 is an assumption
 * @param campaignStart the first day on which an entry can have been put on the ledger
 * @param cleared demolished and closed between the campaign's start and the baseline
 * @param remainingByUse in the plan's order
 * @param districtUnits the units that the plan names; the streets' offices come on top
 */
public record PlanFacts(
        LocalDate asOf,
        LocalDate campaignStart,
        Figure registered,
        Figure cleared,
        Figure remaining,
        Map<Use, Figure> remainingByUse,
        List<String> districtUnits) {

    /**
     * A number of entries and their area.
     *
     * @param areaM2 square metres, two decimals
     */
    public record Figure(long count, BigDecimal areaM2) {

        public static final Figure ZERO = new Figure(0, new BigDecimal("0.00"));

        public Figure {
            areaM2 = areaM2.setScale(2);
        }

        public Figure plus(Figure other) {
            return new Figure(count + other.count, areaM2.add(other.areaM2));
        }

        public Figure minus(Figure other) {
            return new Figure(count - other.count, areaM2.subtract(other.areaM2));
        }
    }

    /** The figures of the plan 2016–2018. */
    public static PlanFacts published() {
        try (var in = Objects.requireNonNull(PlanFacts.class.getResourceAsStream("plan-facts.json"))) {
            var json = JsonMapper.shared().readTree(in);
            var baseline = json.path("baseline");
            var byUse = new EnumMap<Use, Figure>(Use.class);
            for (var use : Use.values())
                byUse.put(use, figure(baseline.path("remainingByUse").path(use.name())));
            return new PlanFacts(
                    LocalDate.parse(baseline.path("asOf").asString()),
                    LocalDate.parse(baseline.path("campaignStart").asString()),
                    figure(baseline.path("registered")),
                    figure(baseline.path("demolishedBeforePlan")),
                    figure(baseline.path("remaining")),
                    Collections.unmodifiableMap(byUse),
                    StreamSupport.stream(
                                    json.path("districtUnits").path("named").spliterator(), false)
                            .map(JsonNode::asString)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure figure(JsonNode json) {
        return new Figure(
                json.path("count").longValue(),
                json.path("areaM2").decimalValue().setScale(2));
    }
}
