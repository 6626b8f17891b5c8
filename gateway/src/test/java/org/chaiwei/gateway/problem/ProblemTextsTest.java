package org.chaiwei.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import java.util.TreeSet;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextsTest {

    @ParameterizedTest
    @EnumSource
    void every_problem_has_a_title_a_detail_and_a_remedy_in_this_language_and_nothing_else_is_there(Language language) {
        var texts = ResourceBundle.getBundle("problems", language.locale());
        var wanted = new TreeSet<String>();
        for (var kind : Kind.values()) {
            for (var part : new String[] {"title", "detail", "remedy"}) wanted.add(kind.code() + "." + part);
        }
        assertThat(new TreeSet<>(texts.keySet())).isEqualTo(wanted);
    }
}
