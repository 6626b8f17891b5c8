package org.chaiwei.demolition.calendar;

import java.time.LocalDate;

/**
 * One line of a yearly notice: a day that is not what its weekday says.
 *
 * @param name of the holiday to which it belongs, as the notice writes it
 */
record DayOff(LocalDate on, String name, Kind kind) {

    /** The names stand in the files and never change. */
    enum Kind {
        /** 法定节假日: the holiday itself; what the guard on forced demolition means. */
        STATUTORY,
        /** 调休休息: a rest day moved next to a holiday. */
        REST,
        /** 调休上班: a weekend day worked instead. */
        WORK
    }
}
