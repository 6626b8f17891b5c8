package org.chaiwei.demolition.enforcement;

import java.util.Set;
import org.chaiwei.demolition.rules.Act;

/** 阶段: where a case stands. The names stand in JSON and in views and never change. */
public enum Stage {
    /** 线索: on the ledger, no case yet. */
    LEAD,
    /** 核查属实: looked into, no case yet. */
    VERIFIED,
    /** 不予立案或撤案 */
    DISMISSED,
    /** 立案: a case, with nothing decided, nothing done that waits for acceptance, and nothing accepted. */
    FILED,
    /** 已告知: the party knows what it is charged with and may answer. */
    NOTIFIED,
    /** 已责令: ordered to demolish, or to stop building. */
    ORDERED,
    /** 已催告 */
    DEMANDED,
    /** 已决定强制拆除 */
    FORCED_DEMOLITION_DECIDED,
    /** 中止执行 */
    SUSPENDED,
    /** 终结执行 */
    TERMINATED,
    /** 待验收: demolished or sealed, not accepted yet, or not any more. */
    AWAITING_ACCEPTANCE,
    /** 验收通过: all that was done so far is accepted; some may still stand. */
    ACCEPTED,
    /** 恢复完成 */
    RESTORED,
    /** 撤回: the entry was taken off the ledger as if it had never been there. */
    WITHDRAWN,
    /** 销账: the ledger closed the entry. */
    CLOSED;

    /**
     * Where a case stands that the ledger has neither closed nor withdrawn. What waits for acceptance comes first; then, as long as some
     * of it stands, how far the procedure against it has come.
     *
     * @param awaiting something done awaits acceptance
     * @param accepted something has been accepted
     * @param restored the place is restored
     * @param stands whether anything of the recorded area is left
     * @param standing the acts that stand
     */
    public static Stage of(
            boolean filed, boolean awaiting, boolean accepted, boolean restored, boolean stands, Set<Act> standing) {
        if (awaiting) return AWAITING_ACCEPTANCE;
        var procedure = ofProcedure(filed, standing);
        var isUnderWay = procedure != LEAD && procedure != VERIFIED && procedure != FILED;
        if (stands && isUnderWay) return procedure;
        if (restored) return RESTORED;
        return accepted ? ACCEPTED : procedure;
    }

    private static Stage ofProcedure(boolean filed, Set<Act> standing) {
        if (standing.contains(Act.DISMISSED)) return DISMISSED;
        if (standing.contains(Act.TERMINATED)) return TERMINATED;
        if (standing.contains(Act.SUSPENDED)) return SUSPENDED;
        if (standing.contains(Act.FORCED_DEMOLITION_DECIDED)) return FORCED_DEMOLITION_DECIDED;
        if (standing.contains(Act.DEMAND_ISSUED)) return DEMANDED;
        if (standing.contains(Act.ORDER_ISSUED) || standing.contains(Act.STOP_ORDERED)) return ORDERED;
        if (standing.contains(Act.NOTICE_ISSUED)) return NOTIFIED;
        if (filed) return FILED;
        return standing.contains(Act.VERIFIED) ? VERIFIED : LEAD;
    }
}
