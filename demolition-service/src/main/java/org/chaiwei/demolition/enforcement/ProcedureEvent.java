package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the procedure, each with what it puts on record for the rules to judge by. Stored like every {@link CaseEvent}. Papers,
 * pictures and recordings are named by the SHA-256 of their bytes, 64 hexadecimal digits in lower case; they are kept elsewhere. Money is
 * in yuan with two decimals. {@code by} is the pseudonymous id of whoever did it, {@code role} theirs, as tokens write it.
 */
public sealed interface ProcedureEvent extends CaseEvent {

    String by();

    String role();

    /** What it puts on record, and is judged by. */
    List<Act> acts();

    /** What follows from it without being asked for. */
    default List<Act> consequences() {
        return List.of();
    }

    /** Which of several it concerns, see {@link Milestone}. */
    default @Nullable String ref() {
        return null;
    }

    /** The period that it gives the party, in calendar days. */
    default @Nullable Integer givenDays() {
        return null;
    }

    /** When exactly, with the district's offset, where a clock judges it. */
    default @Nullable OffsetDateTime at() {
        return null;
    }

    /** What is on record by it. */
    default List<Milestone> milestones() {
        var milestones = new ArrayList<Milestone>();
        for (var act : acts()) milestones.add(new Milestone(act, occurredOn(), at(), by(), ref(), givenDays()));
        for (var act : consequences()) milestones.add(new Milestone(act, occurredOn(), at(), by(), null, null));
        return milestones;
    }

    /** A step that others are told of. They ask whose street it is, which the case says when the step is taken. */
    sealed interface Told extends ProcedureEvent {

        /** The code of the sub-district. Null while the step is only asked for, and in events from before others were told of them. */
        @Nullable
        String street();

        /** The same step, in this street. */
        Told in(String street);
    }

    private static BigDecimal yuan(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** 核查属实: the lead was looked into and is what it seems. */
    record Verified(UUID violation, String by, String role, LocalDate occurredOn) implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.VERIFIED);
        }
    }

    /** 不予立案或撤案: found to be nothing that is enforced against. Why stands in the remark. */
    record CaseDismissed(
            UUID violation,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street) implements Told {

        public CaseDismissed(UUID violation, String by, String role, LocalDate occurredOn) {
            this(violation, by, role, occurredOn, null);
        }

        @Override
        public CaseDismissed in(String street) {
            return new CaseDismissed(violation, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.DISMISSED);
        }
    }

    /**
     * 调查取证
     *
     * @param kind a name of {@link EvidenceKind}
     */
    record EvidenceCollected(UUID violation, String kind, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.EVIDENCE_COLLECTED);
        }
    }

    /**
     * 规划认定
     *
     * @param opinion a name of {@link PlanningOpinion}
     */
    record PlanningOpinionGiven(
            UUID violation, String opinion, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(PlanningOpinion.valueOf(opinion).act());
        }
    }

    /** 公告查找当事人: nobody knows whose it is, and a notice on the spot asks. */
    record PartySought(UUID violation, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.PARTY_SOUGHT);
        }
    }

    /**
     * 当事人已确定
     *
     * @param party the pseudonymous id in the party registry; null where the registry does not have them yet
     */
    record PartyIdentified(UUID violation, @Nullable UUID party, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.PARTY_IDENTIFIED);
        }
    }

    /** 事先告知: the notice of facts, reasons and rights. */
    record FactsNotified(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.NOTICE_ISSUED);
        }
    }

    /** 申请听证 */
    record HearingAsked(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.HEARING_ASKED);
        }
    }

    /**
     * 听证通知
     *
     * @param hearingOn the day for which it is called
     */
    record HearingNotified(
            UUID violation, LocalDate hearingOn, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.HEARING_NOTIFIED);
        }
    }

    /**
     * 举行听证
     *
     * @param document its record
     */
    record HearingHeld(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.HEARING_HELD);
        }
    }

    /** 放弃听证, in writing. */
    record HearingWaived(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.HEARING_WAIVED);
        }
    }

    /**
     * 陈述申辩: what became of the right to state and defend.
     *
     * @param outcome a name of {@link StatementOutcome}
     * @param document what was stated or the waiver; null where the time went by
     */
    record StatementTaken(
            UUID violation, String outcome, @Nullable String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(StatementOutcome.valueOf(outcome).act());
        }
    }

    /** 法制审核 */
    record LegalReviewed(UUID violation, boolean passed, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(passed ? Act.LEGAL_REVIEW_PASSED : Act.LEGAL_REVIEW_FAILED);
        }
    }

    /** 办案期限延长: the decision may come later than the law gives time for. */
    record TimeExtended(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.TIME_EXTENDED);
        }
    }

    /**
     * 责令限期拆除
     *
     * @param days that the party is given to demolish, calendar days
     * @param rightsNotified whether the order tells of review and suit
     */
    record DemolitionOrdered(
            UUID violation,
            Integer days,
            boolean rightsNotified,
            String document,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street)
            implements Told {

        public DemolitionOrdered(
                UUID violation,
                Integer days,
                boolean rightsNotified,
                String document,
                String by,
                String role,
                LocalDate occurredOn) {
            this(violation, days, rightsNotified, document, by, role, occurredOn, null);
        }

        @Override
        public DemolitionOrdered in(String street) {
            return new DemolitionOrdered(violation, days, rightsNotified, document, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.ORDER_ISSUED);
        }

        @Override
        public List<Act> consequences() {
            return rightsNotified ? List.of() : List.of(Act.RIGHTS_NOT_NOTIFIED);
        }

        @Override
        public Integer givenDays() {
            return days;
        }
    }

    /**
     * 送达: a paper has reached the party. By public notice that is the day on which the notice has hung long enough.
     *
     * @param paper a name of {@link Paper}
     * @param manner a name of {@link ServiceManner}
     * @param proof SHA-256 of the receipt or the picture
     */
    record PaperServed(
            UUID violation, String paper, String manner, String proof, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return ServiceManner.valueOf(manner) == ServiceManner.PUBLIC_NOTICE
                    ? List.of(Paper.valueOf(paper).served(), Act.SERVED_BY_PUBLIC_NOTICE)
                    : List.of(Paper.valueOf(paper).served());
        }

        @Override
        public String ref() {
            return paper;
        }
    }

    /**
     * 公告送达张贴: a paper that can be served in no other way hangs in public.
     *
     * @param paper a name of {@link Paper}
     */
    record PublicNoticeMade(UUID violation, String paper, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.PUBLIC_NOTICE_MADE);
        }

        @Override
        public String ref() {
            return paper;
        }
    }

    /** 决定公开 */
    record OrderPublished(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.ORDER_PUBLISHED);
        }
    }

    /** 逾期未自行拆除: looked at when the time for it was over, and it stands. */
    record FoundStanding(UUID violation, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.STILL_STANDING);
        }
    }

    /** 催告 */
    record DemandIssued(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.DEMAND_ISSUED);
        }
    }

    /** 催告后陈述申辩 */
    record DemandAnswered(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.DEMAND_ANSWERED);
        }
    }

    /** 放弃复议和诉讼, in writing. */
    record RemedyWaived(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.REMEDY_WAIVED);
        }
    }

    /**
     * 复议或诉讼受理: while it is pending nothing is demolished by force.
     *
     * @param remedy its id
     * @param kind a name of {@link RemedyKind}
     * @param against a name of {@link Paper}
     */
    record RemedyFiled(
            UUID violation,
            UUID remedy,
            String kind,
            String against,
            String document,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street)
            implements Told {

        public RemedyFiled(
                UUID violation,
                UUID remedy,
                String kind,
                String against,
                String document,
                String by,
                String role,
                LocalDate occurredOn) {
            this(violation, remedy, kind, against, document, by, role, occurredOn, null);
        }

        @Override
        public RemedyFiled in(String street) {
            return new RemedyFiled(violation, remedy, kind, against, document, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(RemedyKind.valueOf(kind).filed());
        }

        @Override
        public String ref() {
            return remedy.toString();
        }
    }

    /**
     * 复议或诉讼终结
     *
     * @param kind a name of {@link RemedyKind}
     * @param outcome a name of {@link RemedyOutcome}
     * @param revokes a name of {@link Paper}, what the decision takes away; null unless it does
     */
    record RemedyEnded(
            UUID violation,
            UUID remedy,
            String kind,
            String outcome,
            @Nullable String revokes,
            String document,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street)
            implements Told {

        public RemedyEnded(
                UUID violation,
                UUID remedy,
                String kind,
                String outcome,
                @Nullable String revokes,
                String document,
                String by,
                String role,
                LocalDate occurredOn) {
            this(violation, remedy, kind, outcome, revokes, document, by, role, occurredOn, null);
        }

        @Override
        public RemedyEnded in(String street) {
            return new RemedyEnded(violation, remedy, kind, outcome, revokes, document, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(RemedyKind.valueOf(kind).ended(RemedyOutcome.valueOf(outcome)));
        }

        @Override
        public List<Act> consequences() {
            return revokes == null ? List.of() : List.of(Paper.valueOf(revokes).revoked());
        }

        @Override
        public String ref() {
            return remedy.toString();
        }
    }

    /** 强制拆除决定 */
    record ForcedDemolitionDecided(
            UUID violation,
            String document,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street) implements Told {

        public ForcedDemolitionDecided(UUID violation, String document, String by, String role, LocalDate occurredOn) {
            this(violation, document, by, role, occurredOn, null);
        }

        @Override
        public ForcedDemolitionDecided in(String street) {
            return new ForcedDemolitionDecided(violation, document, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.FORCED_DEMOLITION_DECIDED);
        }
    }

    /** 强制拆除现场公告 */
    record PostedOnSite(UUID violation, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.POSTED_ON_SITE);
        }
    }

    /**
     * 紧急情况批准: for one day, work by force at night or on a holiday. Why stands in the remark.
     *
     * @param forDay the day on which it may be
     */
    record UrgencyApproved(UUID violation, LocalDate forDay, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.URGENCY_APPROVED);
        }

        @Override
        public String ref() {
            return forDay.toString();
        }
    }

    /**
     * 执行记录: what the law wants written down of a demolition by force; may come in several pieces on its day.
     *
     * @param inventory SHA-256 of 物品清单
     * @param writtenRecord SHA-256 of 现场笔录
     * @param video SHA-256 of 音像记录
     * @param witnesses how many stood by
     * @param utilitiesCut whether water, power, heat or gas was cut off for it, which is never lawful
     */
    record ExecutionRecorded(
            UUID violation,
            @Nullable String inventory,
            @Nullable String writtenRecord,
            @Nullable String video,
            int witnesses,
            boolean utilitiesCut,
            String by,
            String role,
            LocalDate occurredOn,
            OffsetDateTime occurredAt)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            var acts = new ArrayList<Act>();
            if (inventory != null) acts.add(Act.INVENTORY_TAKEN);
            if (writtenRecord != null) acts.add(Act.RECORD_WRITTEN);
            if (video != null) acts.add(Act.VIDEO_TAKEN);
            if (witnesses > 0) acts.add(Act.WITNESSED);
            if (utilitiesCut) acts.add(Act.UTILITIES_CUT);
            return acts;
        }

        @Override
        public OffsetDateTime at() {
            return occurredAt;
        }
    }

    /** 安全鉴定 */
    record SafetyAppraised(UUID violation, boolean safe, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(safe ? Act.APPRAISED_SAFE : Act.APPRAISED_UNSAFE);
        }
    }

    /**
     * 中止执行
     *
     * @param cause a name of {@link SuspensionCause}
     */
    record ExecutionSuspended(UUID violation, String cause, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.SUSPENDED);
        }
    }

    /** 恢复执行 */
    record ExecutionResumed(UUID violation, String by, String role, LocalDate occurredOn) implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.RESUMED);
        }
    }

    /**
     * 终结执行
     *
     * @param cause a name of {@link TerminationCause}
     */
    record ExecutionTerminated(UUID violation, String cause, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.TERMINATED);
        }
    }

    /**
     * 执行协议: the party demolishes by instalments; while it is kept nothing is done by force.
     *
     * @param instalments how many
     * @param until the day of the last
     */
    record AgreementMade(
            UUID violation,
            int instalments,
            LocalDate until,
            String document,
            String by,
            String role,
            LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.AGREEMENT_MADE);
        }
    }

    /**
     * 协议分期履行
     *
     * @param instalment from 1
     */
    record InstalmentKept(UUID violation, int instalment, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.INSTALMENT_KEPT);
        }
    }

    /** 不履行执行协议: the enforcement goes on. */
    record AgreementBroken(UUID violation, String by, String role, LocalDate occurredOn) implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.AGREEMENT_BROKEN);
        }
    }

    /**
     * 代履行决定
     *
     * @param estimateYuan what it will cost
     */
    record SubstituteDecided(
            UUID violation, BigDecimal estimateYuan, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        public SubstituteDecided {
            estimateYuan = yuan(estimateYuan);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.SUBSTITUTE_DECIDED);
        }
    }

    /**
     * 代履行
     *
     * @param costYuan what it has cost, for the party to pay
     */
    record SubstitutePerformed(
            UUID violation, BigDecimal costYuan, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        public SubstitutePerformed {
            costYuan = yuan(costYuan);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.SUBSTITUTE_PERFORMED);
        }
    }

    /**
     * 纠错赔偿: what a revoked decision had done is put right.
     *
     * @param kind a name of {@link CorrectionKind}
     * @param compensationYuan 0.00 where nothing is paid
     */
    record CorrectionMade(
            UUID violation,
            String kind,
            BigDecimal compensationYuan,
            String document,
            String by,
            String role,
            LocalDate occurredOn)
            implements ProcedureEvent {
        public CorrectionMade {
            compensationYuan = yuan(compensationYuan);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.CORRECTION_MADE);
        }
    }

    /** 责令停止建设 */
    record ConstructionStopOrdered(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.STOP_ORDERED);
        }
    }

    /** 拒不停止或拒不自拆 */
    record StopRefused(UUID violation, String photo, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.STOP_REFUSED);
        }
    }

    /** 查封施工现场 */
    record SiteSeized(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.SEIZED);
        }
    }

    /** 查封延期 */
    record SeizureExtended(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.SEIZURE_EXTENDED);
        }
    }

    /** 解除查封 */
    record SeizureLifted(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.SEIZURE_LIFTED);
        }
    }

    /** 当场强制措施 */
    record OnSiteMeasureTaken(
            UUID violation, String document, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.MEASURE_TAKEN);
        }

        @Override
        public OffsetDateTime at() {
            return occurredAt;
        }
    }

    /** 当场强制措施报告 to whoever is responsible, for approval afterwards. */
    record OnSiteMeasureReported(
            UUID violation, String document, String by, String role, LocalDate occurredOn, OffsetDateTime occurredAt)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.MEASURE_REPORTED);
        }

        @Override
        public OffsetDateTime at() {
            return occurredAt;
        }
    }

    /** 查明已建成: the case goes on as one of a finished construction. */
    record BuildingFoundFinished(
            UUID violation,
            String photo,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street) implements Told {

        public BuildingFoundFinished(UUID violation, String photo, String by, String role, LocalDate occurredOn) {
            this(violation, photo, by, role, occurredOn, null);
        }

        @Override
        public BuildingFoundFinished in(String street) {
            return new BuildingFoundFinished(violation, photo, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.FOUND_FINISHED);
        }
    }

    /** 责令限期拆除决定撤销, by whoever gave it. */
    record OrderRevoked(
            UUID violation,
            String document,
            String by,
            String role,
            LocalDate occurredOn,
            @Nullable String street) implements Told {

        public OrderRevoked(UUID violation, String document, String by, String role, LocalDate occurredOn) {
            this(violation, document, by, role, occurredOn, null);
        }

        @Override
        public OrderRevoked in(String street) {
            return new OrderRevoked(violation, document, by, role, occurredOn, street);
        }

        @Override
        public List<Act> acts() {
            return List.of(Act.ORDER_REVOKED);
        }
    }

    /** 强制拆除决定撤销, by whoever gave it. */
    record ForcedDecisionRevoked(UUID violation, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.DECISION_REVOKED);
        }
    }
    /**
     * 责令限期改正
     *
     * @param days that the party is given, calendar days
     */
    record RectificationOrdered(
            UUID violation, Integer days, String document, String by, String role, LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(Act.RECTIFICATION_ORDERED);
        }

        @Override
        public Integer givenDays() {
            return days;
        }
    }

    /**
     * 改正复查: looked at whether it is put right.
     *
     * @param permitNumber of the permit obtained afterwards (补办); null where it was put right by work, or not at all
     * @param permitOn the date of that permit
     */
    record RectificationFound(
            UUID violation,
            boolean done,
            @Nullable String permitNumber,
            @Nullable LocalDate permitOn,
            String document,
            String by,
            String role,
            LocalDate occurredOn)
            implements ProcedureEvent {
        @Override
        public List<Act> acts() {
            return List.of(done ? Act.RECTIFIED : Act.NOT_RECTIFIED);
        }
    }
}
