package org.chaiwei.accountability.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.chaiwei.accountability.supervision.Ladder.Rung;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ladders that are read, and ladders that end the start. */
class LadderFileTest {

    private static final Path FIRST = Path.of("src/main/resources/supervision/ladder-1.yml");

    @Test
    void the_first_ladder_is_the_district_s() {
        var ladder = Ladders.brought().version(1);
        assertThat(ladder.from()).isEqualTo("2016-01-01");
        assertThat(ladder.soonWorkingDays()).isEqualTo(3);
        assertThat(ladder.rungs())
                .containsExactly(
                        new Rung(1, List.of(Addressee.UNIT_HEAD)),
                        new Rung(3, List.of(Addressee.OFFICE, Addressee.SUPERVISION)),
                        new Rung(10, List.of(Addressee.LEADER)));
    }

    /** Tasks are told by it for as long as they run: a change is a new file, and this line is never touched. */
    @Test
    void the_first_ladder_is_never_edited() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FIRST));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("1cbf156dd866bdb846c7a1d83c913d4f91583ac1d386fd99a449c1c4c1b7051e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        version: 1                  | version: one                | line 4: version should be a whole number from 1 to 250
        version: 1                  | version: 1\\nversion: 1      | line 5: version stands twice
        from: '2016-01-01'          | from: January               | line 5: from should be a date, as 2016-01-01
        from: '2016-01-01'          | from: [2016]                | line 5: should be a text
        from: '2016-01-01'\\n        | ``                          | line 4: from is missing
        soonWorkingDays: 3          | soonWorkingDays: 0          | line 6: soonWorkingDays should be a whole number from 1 to 250
        soonWorkingDays: 3          | soonWorkingDays: 251        | line 6: soonWorkingDays should be a whole number from 1 to 250
        soonWorkingDays: 3          | soonDays: 3                 | line 6: soonDays is not known here
        overdueWorkingDays: 3,      | overdueWorkingDays: 1,      | line 9: the rung of 1 working days should stand before the one of more
        overdueWorkingDays: 3,      | overdueWorkingDays: 2.5,    | line 9: overdueWorkingDays should be a whole number from 1 to 250
        to: [LEADER]                | to: [MAYOR]                 | line 10: 'MAYOR' is nobody who is told
        to: [LEADER]                | to: []                      | line 10: to should be a list
        to: [LEADER]                | to: LEADER                  | line 10: to should be a list
        , to: [LEADER]              | ``                          | line 10: to is missing
        {overdueWorkingDays: 1, to: [UNIT_HEAD]} | 1              | line 8: should have keys and values
        """)
    void a_wrong_ladder_names_its_line(String good, String wrong, String said) throws Exception {
        var text = Files.readString(FIRST, StandardCharsets.UTF_8);
        var broken = text.replace(good.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> LadderFile.read("ladder-1.yml", broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ladder-1.yml, " + said);
    }

    @Test
    void what_is_no_yaml_names_its_line_too() {
        assertThatThrownBy(() -> LadderFile.read("ladder-1.yml", "")).hasMessage("ladder-1.yml, line 1: is empty");
        assertThatThrownBy(() -> LadderFile.read("ladder-1.yml", "version: 1\nrungs: [\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ladder-1.yml, line 3: ");
    }

    @Test
    void a_task_is_told_by_the_ladder_that_began_last_when_it_was_given() {
        var first = Ladders.brought().version(1);
        var second = new Ladder(2, LocalDate.of(2017, 1, 1), 5, first.rungs());
        var both = Ladders.of(List.of(first, second));
        assertThat(both.inForce(LocalDate.of(2015, 12, 31))).isEqualTo(first);
        assertThat(both.inForce(LocalDate.of(2016, 12, 31))).isEqualTo(first);
        assertThat(both.inForce(LocalDate.of(2017, 1, 1))).isEqualTo(second);
        assertThatThrownBy(() -> both.version(3)).hasMessage("there is no ladder of version 3");
        assertThatThrownBy(() -> Ladders.of(List.of())).hasMessage("there is no ladder");
        assertThatThrownBy(() -> Ladders.of(List.of(second))).hasMessage("the ladder 1 says that it is 2");
        var early = new Ladder(2, first.from(), 5, first.rungs());
        assertThatThrownBy(() -> Ladders.of(List.of(first, early)))
                .hasMessage("the ladder 2 begins before the one before it");
    }
}
