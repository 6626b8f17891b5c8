package org.chaiwei.demolition.rules;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * 程序环节: what can be done in a case as far as the law of procedure cares. Each is put on record by one event of the case, and the rules
 * say when it may be. The names stand in rule files, in JSON and in views and never change.
 */
public enum Act {
    VERIFIED("核查属实", "verification"),
    DISMISSED("不予立案或撤案", "dismissal"),
    FILED("立案", "filing"),
    EVIDENCE_COLLECTED("调查取证", "evidence"),
    OPINION_UNLAWFUL("规划认定：违法且无法改正", "planning-opinion"),
    OPINION_CORRECTABLE("规划认定：违法但可改正", "planning-opinion"),
    OPINION_LAWFUL("规划认定：合法", "planning-opinion"),
    PARTY_SOUGHT("公告查找当事人", "party-search"),
    PARTY_IDENTIFIED("当事人已确定", "party-identification"),

    NOTICE_ISSUED("事先告知书", "notice"),
    NOTICE_SERVED("事先告知书送达", "services"),
    HEARING_ASKED("申请听证", "hearing-request"),
    HEARING_NOTIFIED("听证通知书", "hearing-notice"),
    HEARING_HELD("举行听证", "hearing"),
    HEARING_WAIVED("放弃听证", "hearing-waiver"),
    STATEMENT_HEARD("听取陈述申辩", "statement"),
    STATEMENT_WAIVED("放弃陈述申辩", "statement"),
    STATEMENT_LAPSED("逾期未陈述申辩", "statement"),
    LEGAL_REVIEW_PASSED("法制审核通过", "legal-review"),
    LEGAL_REVIEW_FAILED("法制审核未通过", "legal-review"),
    TIME_EXTENDED("办案期限延长", "time-extension"),

    ORDER_ISSUED("责令限期拆除决定书", "order"),
    ORDER_SERVED("责令限期拆除决定书送达", "services"),
    ORDER_PUBLISHED("决定公开", "order-publication"),
    ORDER_REVOKED("责令限期拆除决定撤销", "order-revocation"),
    RIGHTS_NOT_NOTIFIED("未告知救济权利", "order"),
    STILL_STANDING("逾期未自行拆除", "removal-check"),
    DEMAND_ISSUED("催告书", "demand"),
    DEMAND_SERVED("催告书送达", "services"),
    DEMAND_ANSWERED("催告后陈述申辩", "demand-answer"),
    REMEDY_WAIVED("书面放弃复议和诉讼", "remedy-waiver"),
    REVIEW_FILED("行政复议受理", "remedies"),
    REVIEW_ENDED("行政复议终结", "remedy-decisions"),
    REVIEW_WITHDRAWN("行政复议申请撤回", "remedy-decisions"),
    SUIT_FILED("行政诉讼受理", "remedies"),
    SUIT_ENDED("行政诉讼终结", "remedy-decisions"),

    FORCED_DEMOLITION_DECIDED("强制拆除决定书", "forced-demolition-decision"),
    DECISION_SERVED("强制拆除决定书送达", "services"),
    DECISION_REVOKED("强制拆除决定撤销", "decision-revocation"),
    POSTED_ON_SITE("强制拆除现场公告", "site-posting"),
    URGENCY_APPROVED("紧急情况批准", "urgency-approval"),
    INVENTORY_TAKEN("物品清单", "execution-records"),
    RECORD_WRITTEN("现场笔录", "execution-records"),
    VIDEO_TAKEN("音像记录", "execution-records"),
    WITNESSED("见证人到场", "execution-records"),
    UTILITIES_CUT("停止供水、供电、供热、供燃气", "execution-records"),
    DEMOLISHED_BY_OWNER("自行拆除", "demolitions"),
    DEMOLISHED_BY_AGREEMENT("协议拆除", "demolitions"),
    DEMOLISHED_BY_FORCE("强制拆除", "demolitions"),
    NOTHING_LEFT("已全部拆除", "demolitions"),
    SEALED("封堵", "sealings"),
    APPRAISED_SAFE("安全鉴定：安全", "safety-appraisal"),
    APPRAISED_UNSAFE("安全鉴定：不安全", "safety-appraisal"),
    ACCEPTED("验收通过", "acceptance-signatures"),
    RESTORED("恢复", "restoration"),

    SUSPENDED("中止执行", "suspension"),
    RESUMED("恢复执行", "resumption"),
    TERMINATED("终结执行", "termination"),
    AGREEMENT_MADE("执行协议", "agreement"),
    INSTALMENT_KEPT("协议分期履行", "instalments"),
    AGREEMENT_BROKEN("不履行执行协议", "agreement-breach"),
    SUBSTITUTE_DECIDED("代履行决定书", "substitute-decision"),
    SUBSTITUTE_PERFORMED("代履行", "substitute-performance"),
    CORRECTION_MADE("纠错赔偿", "correction"),

    STOP_ORDERED("责令停止建设", "stop-order"),
    STOP_SERVED("责令停止建设送达", "services"),
    STOP_REFUSED("拒不停止或拒不自拆", "stop-refusal"),
    SEIZED("查封施工现场", "seizure"),
    SEIZURE_EXTENDED("查封延期", "seizure-extension"),
    SEIZURE_LIFTED("解除查封", "seizure-release"),
    MEASURE_TAKEN("当场强制措施", "on-site-measure"),
    MEASURE_REPORTED("当场强制措施报告", "on-site-measure-report"),
    FOUND_FINISHED("查明已建成", "completion-finding"),

    PUBLIC_NOTICE_MADE("公告送达张贴", "public-notices"),
    SERVED_BY_PUBLIC_NOTICE("公告送达", "services"),

    PROPERTY_RESTRICTION_REQUESTED("申请限制不动产登记、抵押、交易", "restrictions"),
    LICENCE_RESTRICTION_REQUESTED("申请限制营业执照", "restrictions"),

    RECTIFICATION_ORDERED("责令限期改正", "rectification-order"),
    RECTIFIED("已改正或补办手续", "rectification-check"),
    NOT_RECTIFIED("逾期未改正", "rectification-check");

    /** What may be put on record again while it stands. */
    private static final Set<Act> REPEATABLE = EnumSet.of(
            VERIFIED,
            EVIDENCE_COLLECTED,
            OPINION_UNLAWFUL,
            OPINION_CORRECTABLE,
            OPINION_LAWFUL,
            NOTICE_ISSUED,
            HEARING_NOTIFIED,
            STATEMENT_HEARD,
            LEGAL_REVIEW_FAILED,
            TIME_EXTENDED,
            ORDER_REVOKED,
            STILL_STANDING,
            DEMAND_ANSWERED,
            REVIEW_FILED,
            REVIEW_ENDED,
            REVIEW_WITHDRAWN,
            SUIT_FILED,
            SUIT_ENDED,
            DECISION_REVOKED,
            URGENCY_APPROVED,
            INVENTORY_TAKEN,
            RECORD_WRITTEN,
            VIDEO_TAKEN,
            WITNESSED,
            DEMOLISHED_BY_OWNER,
            DEMOLISHED_BY_AGREEMENT,
            DEMOLISHED_BY_FORCE,
            SEALED,
            APPRAISED_SAFE,
            APPRAISED_UNSAFE,
            ACCEPTED,
            RESTORED,
            RESUMED,
            INSTALMENT_KEPT,
            AGREEMENT_BROKEN,
            CORRECTION_MADE,
            SEIZURE_LIFTED,
            MEASURE_TAKEN,
            MEASURE_REPORTED,
            PARTY_IDENTIFIED,
            PUBLIC_NOTICE_MADE,
            SERVED_BY_PUBLIC_NOTICE,
            PROPERTY_RESTRICTION_REQUESTED,
            LICENCE_RESTRICTION_REQUESTED,
            RECTIFICATION_ORDERED,
            RECTIFIED,
            NOT_RECTIFIED);

    private final String term;
    private final String request;

    Act(String term, String request) {
        this.term = term;
        this.request = request;
    }

    /** The field's own term. */
    public String term() {
        return term;
    }

    /** The last part of the address to which the request for it is posted. */
    public String request() {
        return request;
    }

    boolean isRepeatable() {
        return REPEATABLE.contains(this);
    }

    /** Whether it may stand several times at once, each to be ended by itself: of two remedies that are pending one may end before the other. */
    boolean standsForEach() {
        return this == REVIEW_FILED || this == SUIT_FILED;
    }

    /**
     * What no longer stands once this is on record: a new notice takes back what answered the old one, a revoked order all that rested on
     * it, the end of a remedy its filing.
     */
    Set<Act> undoes() {
        return Objects.requireNonNull(Undoing.OF.get(this));
    }

    /** Made once: a case's record is gone through at every event. */
    private static final class Undoing {
        static final Map<Act, Set<Act>> OF = new EnumMap<>(Act.class);

        static {
            for (var act : Act.values()) OF.put(act, Collections.unmodifiableSet(act.whatItUndoes()));
        }
    }

    private Set<Act> whatItUndoes() {
        return switch (this) {
            case VERIFIED -> EnumSet.of(DISMISSED);
            // What can't be put right, or need not be, is not to be put right within a period any more.
            case OPINION_UNLAWFUL ->
                EnumSet.of(OPINION_CORRECTABLE, OPINION_LAWFUL, RECTIFICATION_ORDERED, RECTIFIED, NOT_RECTIFIED);
            case OPINION_CORRECTABLE -> EnumSet.of(OPINION_UNLAWFUL, OPINION_LAWFUL);
            case OPINION_LAWFUL ->
                EnumSet.of(OPINION_UNLAWFUL, OPINION_CORRECTABLE, RECTIFICATION_ORDERED, RECTIFIED, NOT_RECTIFIED);
            case RECTIFICATION_ORDERED, RECTIFIED -> EnumSet.of(NOT_RECTIFIED);
            case NOT_RECTIFIED -> EnumSet.of(RECTIFIED);
            case PARTY_IDENTIFIED -> EnumSet.of(PARTY_SOUGHT);
            case NOTICE_ISSUED -> EnumSet.range(NOTICE_SERVED, LEGAL_REVIEW_FAILED);
            case LEGAL_REVIEW_PASSED -> EnumSet.of(LEGAL_REVIEW_FAILED);
            case LEGAL_REVIEW_FAILED -> EnumSet.of(LEGAL_REVIEW_PASSED);
            // Whoever orders anew notifies anew.
            case ORDER_REVOKED -> {
                var undone = EnumSet.range(NOTICE_ISSUED, LEGAL_REVIEW_FAILED);
                undone.addAll(EnumSet.of(
                        ORDER_ISSUED,
                        ORDER_SERVED,
                        ORDER_PUBLISHED,
                        RIGHTS_NOT_NOTIFIED,
                        STILL_STANDING,
                        DEMAND_ISSUED,
                        DEMAND_SERVED,
                        DEMAND_ANSWERED,
                        REMEDY_WAIVED,
                        FORCED_DEMOLITION_DECIDED,
                        DECISION_SERVED,
                        POSTED_ON_SITE,
                        SUBSTITUTE_DECIDED,
                        AGREEMENT_MADE,
                        STOP_ORDERED,
                        STOP_SERVED,
                        STOP_REFUSED,
                        PROPERTY_RESTRICTION_REQUESTED,
                        LICENCE_RESTRICTION_REQUESTED));
                yield undone;
            }
            case DECISION_REVOKED -> EnumSet.of(FORCED_DEMOLITION_DECIDED, DECISION_SERVED, POSTED_ON_SITE);
            case REVIEW_ENDED, REVIEW_WITHDRAWN -> EnumSet.of(REVIEW_FILED);
            case SUIT_ENDED -> EnumSet.of(SUIT_FILED);
            case APPRAISED_SAFE -> EnumSet.of(APPRAISED_UNSAFE);
            case APPRAISED_UNSAFE -> EnumSet.of(APPRAISED_SAFE);
            case RESUMED -> EnumSet.of(SUSPENDED);
            case AGREEMENT_BROKEN -> EnumSet.of(AGREEMENT_MADE);
            case SUBSTITUTE_PERFORMED -> EnumSet.of(SUBSTITUTE_DECIDED);
            case SEIZURE_LIFTED -> EnumSet.of(SEIZED, SEIZURE_EXTENDED);
            default -> EnumSet.noneOf(Act.class);
        };
    }
}
