package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A paper as it stands now.
 *
 * @param office the code of the street whose register it is in
 * @param check what the code on it asks for
 * @param statusOn since when it no longer holds; null while it does
 */
record PaperRow(
        UUID paper,
        UUID register,
        UUID violation,
        PaperKind kind,
        String office,
        String number,
        String sha256,
        String template,
        String check,
        @Nullable UUID supersedes,
        String issuedBy,
        LocalDate issuedOn,
        PaperStatus status,
        @Nullable LocalDate statusOn) {}
