package org.chaiwei.accountability.progress;

import java.time.LocalDate;
import org.chaiwei.accountability.record.PointOfRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of the facts under a number, on the same day and as known at the same point. */
public final class FactsLink {

    private FactsLink() {}

    public static String of(String target, LocalDate asOf, PointOfRecord known, @Nullable String street) {
        var link = UriComponentsBuilder.fromPath("/api/v1/accountability/progress/{target}/facts")
                .queryParam("asOf", asOf)
                .queryParam("knownAt", known.position());
        if (street != null) link.queryParam("street", street);
        return link.buildAndExpand(target).encode().toUriString();
    }
}
