package org.chaiwei.demolition;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chaiwei.demolition.enforcement.CaseRefusal;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {

    @Test
    void every_refusal_of_the_service_is_said_in_chinese_and_in_english() {
        var codes = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chaiwei.demolition")
                        .stream()
                        .filter(c -> c.isRecord() && c.isAssignableTo(Refusal.class))
                        .map(JavaClass::reflect)
                        .map(refusal -> Refusal.codeOf(refusal.asSubclass(Refusal.class)))
                        .toList();
        assertThat(codes).contains("already-filed", "not-ready");
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    @Test
    void what_is_wrong_with_a_field_is_said_too() {
        var codes = Arrays.stream(CaseRefusal.OfField.class.getPermittedSubclasses())
                .map(refusal -> Refusal.codeOf(refusal.asSubclass(Refusal.class)))
                .toList();
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missingForFields(codes))
                .isEmpty();
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
