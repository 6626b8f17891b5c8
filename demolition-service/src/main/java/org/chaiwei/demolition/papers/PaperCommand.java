package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is asked of a register. Who may ask was looked at before: it depends on the case and on the rules, and not on the register. */
sealed interface PaperCommand {

    UUID register();

    UUID violation();

    /** Its id; of a paper to be issued a new one. */
    UUID paper();

    String by();

    String role();

    LocalDate occurredOn();

    /** The remark that holds the typed reason, if one was given. */
    @Nullable
    UUID reasonRemark();

    /**
     * @param draft the paper but for its number
     * @param check what the code on it will ask for, a secret until it is printed
     */
    record IssuePaper(
            @TargetAggregateIdentifier UUID register,
            UUID violation,
            UUID paper,
            Draft draft,
            String check,
            @Nullable UUID supersedes,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable UUID reasonRemark)
            implements PaperCommand {}

    record WithdrawPaper(
            @TargetAggregateIdentifier UUID register,
            UUID violation,
            UUID paper,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable UUID reasonRemark)
            implements PaperCommand {}
}
