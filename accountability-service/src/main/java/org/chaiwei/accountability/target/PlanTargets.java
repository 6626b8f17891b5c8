package org.chaiwei.accountability.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The targets of the plan of 2016–2018, in its order and wording. They hold for the district.
 *
 * @param source which plan
 * @param effectiveFrom the first day on which they are in force
 */
record PlanTargets(String source, LocalDate effectiveFrom, List<PlanTarget> targets) {

    /** A target as the file writes it: what doesn't apply is left out, a value is text so that it stays exact. */
    record PlanTarget(
            String id,
            String name,
            String metric,
            String operator,
            String value,
            @Nullable List<String> eachOf,
            @Nullable LocalDate from,
            LocalDate due,
            @Nullable List<String> anyTag,
            @Nullable String ledgerKind,
            @Nullable Boolean both,
            @Nullable String wording,
            @Nullable String definition) {

        Goal goal() {
            return new Goal(
                    name,
                    "PLAN",
                    null,
                    metric,
                    operator,
                    new BigDecimal(value),
                    eachOf == null ? List.of() : eachOf,
                    from,
                    due,
                    anyTag == null ? List.of() : anyTag,
                    ledgerKind,
                    Boolean.TRUE.equals(both),
                    wording,
                    definition);
        }
    }

    /** From the class path. */
    static PlanTargets published() {
        var json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (var file = Objects.requireNonNull(
                PlanTargets.class.getResourceAsStream("plan-targets.json"), "plan-targets.json")) {
            return json.readValue(file, PlanTargets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
