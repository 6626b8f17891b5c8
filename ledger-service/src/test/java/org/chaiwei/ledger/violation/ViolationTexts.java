package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.chaiwei.platform.problem.FieldError;

/** That what is wrong with a field can be said in both languages. */
final class ViolationTexts {

    private ViolationTexts() {}

    static void assertSaid(FieldError error) {
        for (var language : List.of("zh", "en"))
            assertThat(keys(language))
                    .as(language)
                    .contains("field." + error.code() + ".message", "field." + error.code() + ".remedy");
    }

    private static Set<String> keys(String language) {
        var texts = new Properties();
        var file = "/problems_" + language + ".properties";
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(ViolationTexts.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames();
    }
}
