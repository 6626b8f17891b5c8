package org.chaiwei.accountability.measure;

import java.util.Locale;
import org.chaiwei.accountability.inspection.Findings.Found;
import org.jspecify.annotations.Nullable;

/** Why a measure is proposed. The names stand in events and in the API. */
enum Ground {
    /** 排名: a rule over the frozen tables says so; only the service proposes on it. */
    RATING,
    /** 弄虚作假: an inspection has found a falsified record. */
    FALSIFIED_RECORD,
    /** 督查发现: an inspection has found something else. */
    FINDING,
    /** 突出成绩: something that deserves praise and that no rule looks at. */
    MERIT;

    /** Whether the id of a finding belongs to it. */
    boolean needsFinding() {
        return this == FALSIFIED_RECORD || this == FINDING;
    }

    /**
     * Why a finding does not carry a measure of this ground.
     *
     * @param found null where there is no such finding
     * @return null where it carries it
     */
    @Nullable
    Shortcoming shortcoming(@Nullable Found found, String street) {
        if (!needsFinding()) return null;
        if (found == null) return Shortcoming.FINDING_UNKNOWN;
        if (!found.unit().equals(street)) return Shortcoming.FINDING_OF_ANOTHER_STREET;
        // A falsified record is no mere finding: the rules say what follows from it.
        if (!found.wrong() || found.falsifiesRecord() != (this == FALSIFIED_RECORD))
            return Shortcoming.FINDING_OF_ANOTHER_KIND;
        return found.confirmedOn() == null ? Shortcoming.FINDING_NOT_CONFIRMED : null;
    }

    /** What a finding lacks. The names, written as codes are, stand in the API. */
    enum Shortcoming {
        FINDING_UNKNOWN,
        FINDING_OF_ANOTHER_STREET,
        FINDING_OF_ANOTHER_KIND,
        FINDING_NOT_CONFIRMED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean fits(MeasureKind kind) {
        return this == RATING || (this == MERIT) == kind.isPraise();
    }
}
