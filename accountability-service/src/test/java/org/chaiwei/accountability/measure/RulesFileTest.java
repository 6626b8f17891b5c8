package org.chaiwei.accountability.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import org.chaiwei.accountability.measure.MeasureRules.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that are read, and rules that end the start. */
class RulesFileTest {

    private static final Path FIRST = Path.of("src/main/resources/measures/rules-1.yml");

    @Test
    void the_first_rules_are_those_of_the_district() {
        assertThat(MeasureRules.brought()
                        .inForce(YearMonth.of(2016, 1))
                        .orElseThrow()
                        .rules())
                .extracting(rule -> rule.rule() + " " + rule.kind() + " " + rule.places() + " " + rule.running())
                .containsExactly(
                        "BOTTOM_TWO REMINDER 2 1",
                        "BOTTOM_TWO_TWICE TALK 2 2",
                        "BOTTOM_TWO_THREE_TIMES ACCOUNTABILITY_CASE 2 3",
                        "TOP_THREE COMMENDATION 3 1",
                        "MOST_IMPROVED COMMENDATION 0 1",
                        "FALSIFIED_RECORD ACCOUNTABILITY_CASE 0 1");
    }

    /** Measures are explained by them: a change is a new file, and this line is never touched. */
    @Test
    void the_first_rules_are_never_edited() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FIRST));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("e2016f2554a2e862ca9b6d1455b91ed7ffb62e8669288ff268d6e1dbd2ec1110");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind: TALK, | kind: TALKS, | line 14: 'TALKS' is no MeasureKind
        kind: TALK, | kind: REWARD, | line 14: REWARD does not fit BOTTOM
        look: TOP, | look: UP, | line 17: 'UP' is no Look
        places: 3} | places: 3, running: 1} | line 17: running is not known here
        places: 3} | places: 0} | line 17: places should be a whole number from 1 to 99
        , running: 2} | } | line 14: running is missing
        running: 2} | running: 1} | line 14: there is such a rule already: BOTTOM_TWO
        places: 2, running: 2} | places: 3, running: 2} | line 14: the rules for the bottom should have the same places
        rule: TOP_THREE | rule: BOTTOM_TWO | line 17: there is a rule BOTTOM_TWO already
        rule: TOP_THREE | rule: Top three | line 17: 'Top three' is no name of a rule
        2016-01-01 | 2016-01-15 | line 3: effectiveFrom should be the first of a month, such as 2016-01-01
        look: FALSIFIED_RECORD} | look: TOP, places: 2} | line 19: ACCOUNTABILITY_CASE does not fit TOP
        version: 1 | version: 1\\nversion: 1 | line 3: a key that is no text, or twice
        """)
    void a_wrong_rule_names_its_line(String good, String wrong, String said) throws IOException {
        var text = Files.readString(FIRST, StandardCharsets.UTF_8);
        var broken = text.replace(good, wrong.replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> RulesFile.read("rules-1.yml", broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rules-1.yml, " + said);
    }

    @Test
    void a_month_is_looked_at_by_the_rules_that_began_last() {
        var first = MeasureRules.brought().inForce(YearMonth.of(2016, 1)).orElseThrow();
        var second = new RuleSet(2, LocalDate.of(2017, 1, 1), first.source(), first.rules());
        var both = MeasureRules.of(List.of(first, second));
        assertThat(both.inForce(YearMonth.of(2015, 12))).isEmpty();
        assertThat(both.inForce(YearMonth.of(2016, 12))).contains(first);
        assertThat(both.inForce(YearMonth.of(2017, 1))).contains(second);
        assertThatThrownBy(() -> MeasureRules.of(List.of(second))).hasMessage("the rules 1 say that they are 2");
    }
}
