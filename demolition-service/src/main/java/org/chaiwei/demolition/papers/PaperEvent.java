package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a register of papers. Stored for ever under its {@link PaperEvents#TYPES logical name and revision}, each with a golden file. No
 * event holds a name or what a paper says: the paper itself is in the evidence store.
 */
sealed interface PaperEvent {

    UUID register();

    UUID paper();

    /** The case. */
    UUID violation();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /**
     * 制发: a paper was issued. Its number is the register's next, so that this event gives it.
     *
     * @param kind a name of {@link PaperKind}
     * @param office the code of the street whose register it is
     * @param year of the register
     * @param ordinal from 1, without gaps
     * @param number 文号 as it stands on the paper
     * @param sha256 of the PDF in the evidence store
     * @param template by which it was printed, such as {@code v1/order}
     * @param check what the code on the paper asks for
     * @param supersedes the paper in whose place it comes
     * @param by the pseudonymous id of whoever issued it
     * @param role theirs, as tokens write it
     */
    record PaperIssued(
            UUID register,
            UUID violation,
            UUID paper,
            String kind,
            String office,
            int year,
            int ordinal,
            String number,
            String sha256,
            String template,
            String check,
            @Nullable UUID supersedes,
            String by,
            String role,
            LocalDate occurredOn)
            implements PaperEvent {}

    /** 收回: a paper no longer holds. Its number stays used. Why stands in the remark. */
    record PaperWithdrawn(UUID register, UUID violation, UUID paper, String by, String role, LocalDate occurredOn)
            implements PaperEvent {}
}
