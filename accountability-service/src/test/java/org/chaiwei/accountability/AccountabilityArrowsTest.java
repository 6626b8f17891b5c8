package org.chaiwei.accountability;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;

/** Which package of the service may know which, and that an area or a share is never anything but exact. */
class AccountabilityArrowsTest {

    private static final String SERVICE = "org.chaiwei.accountability";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVICE);

    /** Each package and all that it may know. A new package has to be entered here. */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("street", Set.of());
        MAY_KNOW.put("access", Set.of());
        MAY_KNOW.put("record", Set.of());
        MAY_KNOW.put("target", Set.of("access", "record"));
        MAY_KNOW.put("feed", Set.of("access", "street"));
        MAY_KNOW.put("progress", Set.of("access", "street", "record", "target", "feed"));
        MAY_KNOW.put("onehour", Set.of("access", "street", "record", "progress"));
        MAY_KNOW.put("ranking", Set.of("access", "street", "record", "target", "progress"));
        MAY_KNOW.put("calendar", Set.of());
        MAY_KNOW.put("forecast", Set.of("access", "street", "record", "target", "progress", "calendar"));
        MAY_KNOW.put("rating", Set.of("access", "street", "record", "target", "progress", "calendar", "onehour"));
        MAY_KNOW.put("supervision", Set.of("access", "street", "progress", "calendar"));
        MAY_KNOW.put("inspection", Set.of("access", "street", "progress", "calendar", "supervision"));
        MAY_KNOW.put("measure", Set.of("access", "street", "progress", "calendar", "rating", "inspection"));
    }

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_knows_only_those_it_may(String name) {
        var may = Stream.concat(Stream.of(name), MAY_KNOW.get(name).stream())
                .map(known -> SERVICE + "." + known + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(SERVICE + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(SERVICE + "..").and(resideOutsideOfPackages(may)))
                .check(CLASSES);
    }

    @Test
    void every_package_is_entered_here_in_the_order_of_the_arrows() {
        var known = Stream.concat(
                        Stream.of(SERVICE), MAY_KNOW.keySet().stream().map(name -> SERVICE + "." + name + ".."))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
        var earlier = new HashSet<String>();
        MAY_KNOW.forEach((name, knows) -> {
            if (!earlier.containsAll(knows)) throw new AssertionError(name + " knows what comes after it: " + knows);
            earlier.add(name);
        });
    }

    @Test
    void the_modules_use_only_what_others_have_made_public() {
        ApplicationModules.of(AccountabilityApplication.class).verify();
    }

    @Test
    void the_rules_know_no_framework_no_database_and_no_clock() {
        noClasses()
                .that()
                .haveFullyQualifiedName(SERVICE + ".target.TargetDecider")
                .or()
                .haveFullyQualifiedName(SERVICE + ".target.TargetState")
                .or()
                .haveFullyQualifiedName(SERVICE + ".target.LargestRemainder")
                .or()
                .haveFullyQualifiedName(SERVICE + ".progress.Account")
                .or()
                .haveFullyQualifiedName(SERVICE + ".progress.TargetProgress")
                .or()
                .haveFullyQualifiedName(SERVICE + ".ranking.Ranked")
                .or()
                .haveFullyQualifiedName(SERVICE + ".forecast.Forecast")
                .or()
                .haveFullyQualifiedName(SERVICE + ".forecast.Method")
                .or()
                .haveFullyQualifiedName(SERVICE + ".rating.RatingDecider")
                .or()
                .haveFullyQualifiedName(SERVICE + ".rating.Rating")
                .or()
                .haveFullyQualifiedName(SERVICE + ".measure.MeasureDecider")
                .or()
                .haveFullyQualifiedName(SERVICE + ".measure.MeasureState")
                .or()
                .haveFullyQualifiedName(SERVICE + ".measure.Ladder")
                .or()
                .haveFullyQualifiedName(SERVICE + ".supervision.TaskDecider")
                .or()
                .haveFullyQualifiedName(SERVICE + ".supervision.Ladder")
                .or()
                .haveFullyQualifiedName(SERVICE + ".inspection.InspectionDecider")
                .or()
                .haveFullyQualifiedName(SERVICE + ".calendar.WorkingDays")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.axonframework..", "java.sql..", "javax.sql..")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void no_number_is_a_floating_point_one() {
        for (var type : new Class<?>[] {double.class, float.class, Double.class, Float.class})
            fields().should().notHaveRawType(type).check(CLASSES);
        noClasses()
                .should()
                .callMethod(BigDecimal.class, "doubleValue")
                .orShould()
                .callMethod(BigDecimal.class, "floatValue")
                .orShould()
                .callMethod(BigDecimal.class, "valueOf", double.class)
                .orShould()
                .callConstructor(BigDecimal.class, double.class)
                .check(CLASSES);
    }
}
