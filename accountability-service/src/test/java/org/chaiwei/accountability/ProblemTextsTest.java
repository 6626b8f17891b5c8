package org.chaiwei.accountability;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {

    private static final List<String> FIELD_CODES = List.of(
            "before-last-revision",
            "below-its-start",
            "date-in-future",
            "finding-not-confirmed",
            "finding-of-another-kind",
            "finding-of-another-street",
            "finding-unknown",
            "ground-of-rules",
            "day-or-working-days",
            "deadline-too-early",
            "instant-in-future",
            "kind-does-not-fit",
            "kind-of-another-sort",
            "no-table-to-correct",
            "not-a-cursor-of-this-list",
            "not-a-month",
            "not-a-point-of-record",
            "not-a-value-of",
            "not-ahead",
            "nothing-assumed",
            "nothing-measured",
            "one-of-three",
            "not-lighter",
            "part-not-rated",
            "period-reversed",
            "points-out-of-range",
            "points-unchanged",
            "served-out-of-time",
            "street-unknown",
            "target-code",
            "unit-unknown",
            "working-days-out-of-range");

    @Test
    void every_refusal_is_said_in_chinese_and_in_english() {
        var codes = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chaiwei.accountability")
                        .stream()
                        .filter(c -> c.isRecord() && c.isAssignableTo(Refusal.class))
                        .map(JavaClass::reflect)
                        .map(refusal -> Refusal.codeOf(refusal.asSubclass(Refusal.class)))
                        .toList();
        assertThat(codes).contains("target-already-set");
        var texts = ProblemTexts.load(getClass().getClassLoader());
        assertThat(texts.missing(codes)).isEmpty();
        assertThat(texts.missingForFields(FIELD_CODES)).isEmpty();
    }

    @Test
    void both_files_have_the_same_keys_in_the_same_order() throws IOException {
        assertThat(keys("zh")).isEqualTo(keys("en")).doesNotHaveDuplicates();
    }

    private static List<String> keys(String language) throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/problems_" + language + ".properties")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }
}
