package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** What the law says to a {@link Question}. */
public sealed interface Ruling {

    /** @param late what should have been done earlier and is lawful all the same */
    record Lawful(List<Late> late) implements Ruling {}

    /**
     * @param objections in the order of {@link Objection.Kind}, at least one
     * @param earliest the first day on which it would be lawful as things stand; null where more is wanting than time
     * @param provisional that day was counted over a year whose calendar is not known
     */
    record Unlawful(List<Objection> objections, @Nullable LocalDate earliest, boolean provisional) implements Ruling {}

    /** @param latest the last day on which it would have been in time */
    record Late(String rule, String article, LocalDate latest) {}

    /**
     * One rule that stands against it.
     *
     * @param rule its id
     * @param missing what has to be put on record: one of each
     * @param standing what is on record and should not be
     * @param notBefore the first day that this rule would allow; null where time alone heals nothing
     * @param notAfter the last one
     * @param provisional the day is counted over a year whose calendar is not known
     * @param roles who might
     * @param length what a period would have to be, in calendar days
     */
    record Objection(
            Kind kind,
            String rule,
            String article,
            boolean checkedByCounsel,
            List<Set<Act>> missing,
            Set<Act> standing,
            @Nullable LocalDate notBefore,
            @Nullable LocalDate notAfter,
            boolean provisional,
            Set<Role> roles,
            @Nullable Integer length) {

        static Objection of(Kind kind, Rule rule) {
            return new Objection(
                    kind,
                    rule.id(),
                    rule.article(),
                    rule.checkedByCounsel(),
                    List.of(),
                    Set.of(),
                    null,
                    null,
                    false,
                    Set.of(),
                    null);
        }

        /** Of a day for which there is no rule at all. */
        static Objection withoutRule() {
            return new Objection(
                    Kind.NO_RULES_FOR_THAT_DAY,
                    "none",
                    "",
                    false,
                    List.of(),
                    Set.of(),
                    null,
                    null,
                    false,
                    Set.of(),
                    null);
        }

        Objection missing(List<Set<Act>> acts) {
            return new Objection(
                    kind,
                    rule,
                    article,
                    checkedByCounsel,
                    acts,
                    standing,
                    notBefore,
                    notAfter,
                    provisional,
                    roles,
                    length);
        }

        Objection standing(Set<Act> acts) {
            return new Objection(
                    kind,
                    rule,
                    article,
                    checkedByCounsel,
                    missing,
                    acts,
                    notBefore,
                    notAfter,
                    provisional,
                    roles,
                    length);
        }

        Objection between(@Nullable LocalDate earliest, @Nullable LocalDate last, boolean onlyProvisional) {
            return new Objection(
                    kind,
                    rule,
                    article,
                    checkedByCounsel,
                    missing,
                    standing,
                    earliest,
                    last,
                    onlyProvisional,
                    roles,
                    length);
        }

        Objection byOneOf(Set<Role> those) {
            return new Objection(
                    kind,
                    rule,
                    article,
                    checkedByCounsel,
                    missing,
                    standing,
                    notBefore,
                    notAfter,
                    provisional,
                    those,
                    length);
        }

        Objection atLeast(int lengthDays) {
            return new Objection(
                    kind,
                    rule,
                    article,
                    checkedByCounsel,
                    missing,
                    standing,
                    notBefore,
                    notAfter,
                    provisional,
                    roles,
                    lengthDays);
        }

        /** From what nothing heals to what the next morning does. The names are problem codes and never change. */
        public enum Kind {
            /** 无权签署 */
            ROLE_MAY_NOT_SIGN(403),
            /** 任何情况下不得 */
            NEVER_LAWFUL(409),
            /** 规则未覆盖 */
            NO_RULES_FOR_THAT_DAY(422),
            /** 程序类别不符 */
            NOT_ON_THIS_TRACK(409),
            /** 已有记录 */
            ALREADY_ON_RECORD(409),
            /** 缺少前置程序 */
            PRECONDITION_MISSING(409),
            /** 程序受阻：复议、诉讼、中止、协议 */
            PROCEDURE_BLOCKED(409),
            /** 须说明理由 */
            REASON_DEMANDED(422),
            /** 职责未分离 */
            DUTIES_NOT_SEPARATE(403),
            /** 期限过短 */
            PERIOD_TOO_SHORT(422),
            /** 期限已过 */
            PERIOD_OVER(409),
            /** 期限未满 */
            PERIOD_NOT_OVER(409),
            /** 日历未公布 */
            DATE_PROVISIONAL(409),
            /** 法定节假日 */
            NOT_ON_A_HOLIDAY(409),
            /** 夜间 */
            NOT_AT_NIGHT(409);

            private final int status;

            Kind(int status) {
                this.status = status;
            }

            /** Of HTTP. */
            public int status() {
                return status;
            }

            /** In kebab case. */
            public String code() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }

            /** Whether another day or hour alone would heal it. */
            boolean isOfTime() {
                return this == PERIOD_NOT_OVER
                        || this == DATE_PROVISIONAL
                        || this == NOT_ON_A_HOLIDAY
                        || this == NOT_AT_NIGHT;
            }
        }
    }
}
