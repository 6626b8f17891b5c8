package org.chaiwei.demolition.evidence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence, as it is registered. The files themselves are in the {@link EvidenceStore}.
 *
 * @param sha256 of the original, by which events name it
 * @param storedAs under which SHA-256 the store has it: its own, or, where it names a person, that of the encrypted bytes; null where it is kept elsewhere
 * @param location where it is kept, if that is elsewhere
 * @param thumbnail under which SHA-256 the store has a small picture; null where there is none, as for rendition
 * @param rendition the picture without what the camera wrote into it
 * @param party the pseudonymous id of the person whom it names; null where it names none
 * @param taken by the camera's clock
 */
record Evidence(
        String sha256,
        MediaKind kind,
        long sizeBytes,
        @Nullable String storedAs,
        @Nullable String location,
        @Nullable String thumbnail,
        @Nullable String rendition,
        @Nullable UUID party,
        @Nullable LocalDateTime taken,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat,
        String uploadedBy,
        Instant uploadedAt) {}
