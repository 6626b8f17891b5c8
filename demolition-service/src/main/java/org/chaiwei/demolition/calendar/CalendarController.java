package org.chaiwei.demolition.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which years' calendars are known, so that an operator sees whether a new file was taken up. Readable with any login. */
@RestController
@RequestMapping("/api/v1/demolition/calendar")
class CalendarController {

    /**
     * @param years whose calendar is known; a date in another is provisional
     * @param trouble why what lies in the folder is not in force; null where it is
     */
    record Shown(List<Integer> years, @Nullable String trouble) {}

    private final Calendars calendars;

    CalendarController(Calendars calendars) {
        this.calendars = calendars;
    }

    @GetMapping
    Shown shown() {
        return new Shown(List.copyOf(calendars.current().years()), calendars.trouble());
    }
}
