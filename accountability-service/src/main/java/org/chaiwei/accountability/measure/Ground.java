package org.chaiwei.accountability.measure;

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

    boolean fits(MeasureKind kind) {
        return this == RATING || (this == MERIT) == kind.isPraise();
    }
}
