package org.chaiwei.accountability.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a table was made of, as a fingerprint: SHA-256, in hexadecimal, of {@code {"formulaVersion":n,"inputs":{…},"corrections":[…]}} as
 * canonical JSON in UTF-8. Canonical means: members in the order in which the event has them, those without a value left out, no white space, decimals
 * plain and with the digits they have, dates and instants as ISO 8601 text. Corrections are those of upheld appeals in their order, and
 * are left out while there is none.
 */
final class RatingHash {

    /** Of its own, so that no setting of the service reaches the form. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private record Hashed(int formulaVersion, RatingInputs inputs, List<Correction> corrections) {}

    private RatingHash() {}

    static String of(int formulaVersion, RatingInputs inputs, List<Correction> corrections) {
        try {
            var json = CANONICAL.writeValueAsBytes(new Hashed(formulaVersion, inputs, corrections));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
