package org.chaiwei.accountability.supervision;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What an answer or a finding rests on. It is named, not looked up: it is kept by another service.
 *
 * @param id a ledger number or an id of the ledger's or the demolition service's; of a photo the SHA-256 of its bytes. No free text: an
 *     event carries it
 */
public record Reference(
        @NotNull Kind kind, @NotNull @Pattern(regexp = ID) String id) {

    /** How many one answer or finding names. */
    public static final int MOST = 50;

    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}";

    public enum Kind {
        /** 台账条目 */
        ENTRY,
        /** 案件 */
        CASE,
        /** 文书 */
        PAPER,
        /** 照片 */
        PHOTO
    }
}
