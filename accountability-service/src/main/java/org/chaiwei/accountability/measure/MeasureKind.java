package org.chaiwei.accountability.measure;

import java.util.EnumSet;
import java.util.Set;
import org.chaiwei.platform.security.Role;

/**
 * What a measure is: those against a street from the lightest to the heaviest, then those in its favour. The names stand in rules, in
 * events and in the API.
 *
 * <p>Who may decide is a matter of weight. A reminder is the everyday word of the office that co-ordinates the plan. What is put before
 * others, or calls a street in, is for supervision too. What stays with a street or its people, and what costs money, is a leader's.
 */
enum MeasureKind {
    /** 提醒 */
    REMINDER(Role.OFFICE, Role.SUPERVISION, Role.LEADER),
    /** 约谈 */
    TALK(Role.SUPERVISION, Role.LEADER),
    /** 通报 */
    CIRCULAR(Role.SUPERVISION, Role.LEADER),
    /** 黄牌 */
    YELLOW_CARD(Role.LEADER),
    /** 红牌 */
    RED_CARD(Role.LEADER),
    /** 问责 */
    ACCOUNTABILITY_CASE(Role.LEADER),
    /** 表彰 */
    COMMENDATION(Role.SUPERVISION, Role.LEADER),
    /** 奖励 */
    REWARD(Role.LEADER);

    private final Set<Role> deciders;

    MeasureKind(Role first, Role... others) {
        this.deciders = EnumSet.of(first, others);
    }

    /** Who may decide that it is this. */
    Set<Role> deciders() {
        return EnumSet.copyOf(deciders);
    }

    /** In a street's favour. */
    boolean isPraise() {
        return this == COMMENDATION || this == REWARD;
    }

    /** Whether it weighs less on a street than the other one does; never between praise and blame. */
    boolean isLighterThan(MeasureKind other) {
        return isPraise() == other.isPraise() && compareTo(other) < 0;
    }

    /** Whether it is there to be known: praise that nobody hears is none, and a circular (通报) is told to all by what it is. */
    boolean isPublic() {
        return isPraise() || this == CIRCULAR;
    }
}
