package org.chaiwei.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {

    @Test
    void every_refusal_of_the_ledger_is_said_in_chinese_and_in_english() {
        var codes = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.chaiwei.ledger")
                        .stream()
                        .filter(c -> c.isRecord() && c.isAssignableTo(Refusal.class))
                        .map(JavaClass::reflect)
                        .map(ProblemTextsTest::codeOf)
                        .toList();
        assertThat(codes).contains("already-registered");
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    @Test
    void both_files_have_the_same_keys_in_the_same_order() throws IOException {
        assertThat(keys("zh")).isEqualTo(keys("en")).doesNotHaveDuplicates();
    }

    /** A refusal's code does not depend on its components. */
    private static String codeOf(Class<?> refusal) {
        var components = refusal.getRecordComponents();
        try {
            var constructor = refusal.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var values = Arrays.stream(components)
                    .map(c -> c.getType() == List.class ? List.of() : Array.get(Array.newInstance(c.getType(), 1), 0))
                    .toArray();
            return ((Refusal) constructor.newInstance(values)).code();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(refusal.toString(), e);
        }
    }

    private static List<String> keys(String language) throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/problems_" + language + ".properties")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }
}
