package org.chaiwei.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chaiwei.local.Ports;
import org.chaiwei.local.district.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void up_alone_takes_the_usual_ports_and_imports() {
        assertThat(parse("up")).isEqualTo(new Arguments.Up(new Ports(8080), false, false, false));
    }

    @Test
    void up_takes_its_options_in_any_order() {
        assertThat(parse("up --empty --port 9000 --detach"))
                .isEqualTo(new Arguments.Up(new Ports(9000), true, true, true));
    }

    @Test
    void the_other_commands_are_read() {
        assertThat(parse("down")).isEqualTo(new Arguments.Down());
        assertThat(parse("reset")).isEqualTo(new Arguments.Reset());
        assertThat(parse("status")).isEqualTo(new Arguments.Status(false));
        assertThat(parse("status --json")).isEqualTo(new Arguments.Status(true));
        assertThat(parse("verify --json")).isEqualTo(new Arguments.Verify(true));
        assertThat(parse("rebuild book")).isEqualTo(new Arguments.Rebuild("book"));
        assertThat(parse("load 台账.xlsx")).isEqualTo(new Arguments.Load(Path.of("台账.xlsx"), Optional.empty()));
        assertThat(parse("load a.csv --at http://localhost:9000"))
                .isEqualTo(new Arguments.Load(Path.of("a.csv"), Optional.of(URI.create("http://localhost:9000"))));
        assertThat(parse("load plan")).isEqualTo(new Arguments.LoadPlan(Optional.empty()));
        assertThat(parse("provision")).isEqualTo(new Arguments.Provision());
        assertThat(parse("token office")).isEqualTo(new Arguments.Token(new Account("office-1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "up --fast",
                "up --port",
                "up --port x",
                "up --port 80",
                "up --port 65530",
                "down now",
                "status --xml",
                "status --json --json",
                "load",
                "load a b",
                "rebuild",
                "rebuild book figures",
                "rebuild ../book",
                "load a --at",
                "load a --at localhost",
                "load a --at http://localhost:8080/page",
                "provision all",
                "token",
                "token mayor",
                "token office:110102013:1",
                "token office:3",
                "token street:大栅栏",
                "token street:110102013:1:1"
            })
    void what_makes_no_sense_is_refused_with_a_reason(String words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(Arguments.Misunderstood.class)
                .hasMessageMatching(".+[.?]|.*help");
    }

    @ParameterizedTest
    @CsvSource({
        "street, street-110102013-1",
        "street:110102001, street-110102001-1",
        "street:110102001:2, street-110102001-2",
        "street::2, street-110102013-2",
        "office:2, office-2",
        "office::2, office-2",
        "auditadmin, auditadmin-1"
    })
    void a_role_names_an_account(String text, String user) {
        assertThat(parse("token " + text)).isEqualTo(new Arguments.Token(new Account(user)));
    }

    private static Arguments parse(String words) {
        return Arguments.parse(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
