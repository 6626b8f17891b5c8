package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.chaiwei.accountability.rating.Formula.Weighed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A formula that is read, and formulas that end the start. */
class FormulaFileTest {

    private static final Path FIRST = Path.of("src/main/resources/ratings/formula-1.yml");

    @Test
    void the_first_formula_has_six_parts_of_a_hundred_points() {
        var formula = Formulas.brought().version(1);
        assertThat(formula.parts())
                .extracting(part -> part.part() + " " + part.points())
                .containsExactly(
                        "DEMOLISHED_AREA 35",
                        "NEW_VIOLATIONS 20",
                        "SPECIAL_TASKS 15",
                        "RELAPSE 10",
                        "PUBLIC_REPORTS 10",
                        "PROCEDURE 10");
        assertThat(formula.parts().stream().map(Weighed::points).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(formula.of());
        assertThat(formula.groupOf(new BigDecimal("64999.99"))).isEqualTo("MIDDLE");
        assertThat(formula.groupOf(new BigDecimal("65000.00"))).isEqualTo("LARGE");
        assertThat(formula.groupOf(new BigDecimal("-3.00"))).isEqualTo("SMALL");
    }

    /** Frozen months are explained by it: a change is a new file, and this line is never touched. */
    @Test
    void the_first_formula_is_never_edited() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FIRST));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("3802aadd150618d7015cc60c0db3dc1969898b4093e7e4bf7ef406275348c713");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        points: 35\\n    lines | points: 36\\n    lines | line 20: the lines have 35 points, not 36
        of: 100 | of: 90 | line 5: the parts have 100 points, not 90
        each: 2} | } | line 29: each is missing
        NET_AREA | NET_AREAS | line 23: 'NET_AREAS' is no Measure
        each: 2} | each: 2, twice: 3} | line 29: twice is not known here
        NEW_STANDING | RELAPSES | line 29: RELAPSES is of the part RELAPSE
        closedShare | closedShares | line 38: 'closedShares' is no metric
        fromM2: 0} | fromM2: 10} | line 11: the last group should begin at 0
        fromM2: 40000 | fromM2: 70000 | line 10: the larger group stands first
        2016-01-01 | 2016-01-15 | line 3: effectiveFrom should be the first of a month, such as 2016-01-01
        zeroAt: 0.10 | zeroAt: 1.10 | line 44: zeroAt should be a share above 0 and at most 1
        part: PROCEDURE | part: RELAPSE | line 55: there is a part RELAPSE already
        entries: 20, | entries: none, | line 16: entries should be a whole number above zero
        version: 1 | version: 1\\nversion: 1 | line 3: a key that is no text, or twice
        """)
    void a_wrong_formula_names_its_line(String good, String wrong, String said) throws IOException {
        var text = Files.readString(FIRST, StandardCharsets.UTF_8);
        var broken = text.replace(unescaped(good), wrong == null ? "" : unescaped(wrong));
        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> FormulaFile.read("formula-1.yml", broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("formula-1.yml, " + said);
    }

    @Test
    void a_month_is_rated_by_the_formula_that_began_last() {
        var first = Formulas.brought().version(1);
        var second = new Formula(
                2,
                LocalDate.of(2017, 1, 1),
                first.source(),
                first.of(),
                first.groups(),
                first.minimumEntries(),
                first.minimumPoints(),
                first.parts());
        var both = Formulas.of(List.of(first, second));
        assertThat(both.inForce(LocalDate.of(2015, 12, 1))).isEmpty();
        assertThat(both.inForce(LocalDate.of(2016, 12, 1))).contains(first);
        assertThat(both.inForce(LocalDate.of(2017, 1, 1))).contains(second);
        assertThatThrownBy(() -> Formulas.of(List.of(second))).hasMessage("the formula 1 says that it is 2");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n");
    }
}
