package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.util.List;
import org.chaiwei.demolition.rules.RulesRefusal.NoSuchRule;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the rules by which steps are judged. Readable with any login: they are law. */
@RestController
@RequestMapping("/api/v1/demolition/rules")
class RulesController {

    /** @param on the day on which they are in force */
    record InForce(LocalDate on, List<RuleShown> rules) {}

    private final Laws laws;
    private final BusinessClock clock;

    RulesController(Laws laws, BusinessClock clock) {
        this.laws = laws;
        this.clock = clock;
    }

    /** @param on today where it is left out */
    @GetMapping
    InForce inForce(@RequestParam(required = false) @Nullable LocalDate on) {
        var day = on == null ? clock.today() : on;
        return new InForce(
                day, laws.current().rules().on(day).stream().map(RuleShown::of).toList());
    }

    /** All versions of one rule, by their dates. */
    @GetMapping("/{rule}")
    List<RuleShown> versions(@PathVariable String rule) {
        var versions = laws.current().rules().versions(rule);
        if (versions.isEmpty()) throw new RefusedException(new NoSuchRule(rule));
        return versions.stream().map(RuleShown::of).toList();
    }
}
