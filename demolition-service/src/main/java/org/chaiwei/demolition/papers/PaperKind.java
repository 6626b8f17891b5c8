package org.chaiwei.demolition.papers;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.platform.security.Role;

/** 文书种类. The names stand in events, rows and JSON and never change. Title, 文号 word and fields are data, see {@link PaperForms}. */
enum PaperKind {
    /** 告知书 */
    NOTICE(Act.NOTICE_ISSUED),
    /** 责令限期拆除决定书 */
    ORDER(Act.ORDER_ISSUED),
    /** 催告书 */
    DEMAND(Act.DEMAND_ISSUED),
    /** 强制拆除决定书 */
    FORCED_DEMOLITION_DECISION(Act.FORCED_DEMOLITION_DECIDED),
    /** 公告 */
    ANNOUNCEMENT(Act.POSTED_ON_SITE),
    /** 送达回证 */
    SERVICE_RECEIPT(Act.ORDER_SERVED),
    /** 现场笔录 */
    SITE_RECORD(Act.RECORD_WRITTEN),
    /** 物品清单 */
    INVENTORY(Act.INVENTORY_TAKEN),
    /** 验收单 */
    ACCEPTANCE(Act.ACCEPTED),
    /** 法制审核意见 */
    LEGAL_OPINION(Act.LEGAL_REVIEW_PASSED);

    /** An acceptance is signed by roles of its own, which are no rule's. */
    private static final Set<Role> ACCEPT = EnumSet.of(Role.ACCEPTANCE, Role.OFFICE);

    private final Act act;

    PaperKind(Act act) {
        this.act = act;
    }

    /** What it is issued for: whoever may sign that on the paper's day may issue it, and the law on that is what it cites. */
    Act act() {
        return act;
    }

    Set<Role> issuers(LocalDate on, Law law) {
        var signers = law.rules().signers(on, act);
        return signers.isEmpty() ? ACCEPT : signers;
    }

    /** Of its template: {@code forced-demolition-decision}. */
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
