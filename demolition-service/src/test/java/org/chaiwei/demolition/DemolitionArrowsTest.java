package org.chaiwei.demolition;

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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;

/** Which package of the service may know which, and that an area is never anything but exact. */
class DemolitionArrowsTest {

    private static final String DEMOLITION = "org.chaiwei.demolition";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(DEMOLITION);

    /** Each package and all that it may know. A new package has to be entered here. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("calendar", Set.of()),
            Map.entry("rules", Set.of("calendar")),
            Map.entry("enforcement", Set.of("rules", "calendar")),
            Map.entry("remark", Set.of()),
            Map.entry("cases", Set.of("enforcement", "rules", "deadlines")),
            Map.entry("restriction", Set.of("enforcement")),
            Map.entry("consultation", Set.of("enforcement")),
            Map.entry("publishing", Set.of("enforcement", "rules")),
            Map.entry("growth", Set.of("enforcement")),
            Map.entry("onehour", Set.of("enforcement", "rules")),
            Map.entry("deadlines", Set.of("enforcement", "rules", "calendar")),
            Map.entry("inbox", Set.of("enforcement", "rules")),
            Map.entry("tasks", Set.of("enforcement", "rules", "deadlines")),
            Map.entry("street", Set.of()),
            Map.entry("ledger", Set.of()),
            Map.entry("evidence", Set.of("enforcement", "rules", "street", "ledger")),
            Map.entry("papers", Set.of("enforcement", "rules", "calendar", "street", "evidence", "ledger")));

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_knows_only_those_it_may(String name) {
        var may = Stream.concat(Stream.of(name), MAY_KNOW.get(name).stream())
                .map(known -> DEMOLITION + "." + known + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(DEMOLITION + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(DEMOLITION + "..").and(resideOutsideOfPackages(may)))
                .check(CLASSES);
    }

    @Test
    void every_package_is_entered_here() {
        var known = Stream.concat(
                        Stream.of(DEMOLITION), MAY_KNOW.keySet().stream().map(name -> DEMOLITION + "." + name + ".."))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void the_modules_use_only_what_others_have_made_public() {
        ApplicationModules.of(DemolitionApplication.class).verify();
    }

    @Test
    void the_rules_know_no_framework_no_database_and_no_clock() {
        noClasses()
                .that()
                .haveNameMatching(DEMOLITION
                        + "\\.(enforcement\\.(CaseDecider|CaseState|CaseFile|Cooperation|CooperationDecider|CooperationEvent|Progress|Work|Entry|NextStep|ProcedureEvent|Stage"
                        + "|HandlingDecider|Handling|Deadline|Task|CaseInTime|OneHourClock|ClockDecider|ClockEvent)"
                        + "|rules\\.(Act|Judge|Law|Milestone|Prospect|Question|Rule|RuleSet|ClockLimit|ClockMilestone|Ruling|Standing|Term|Watch)"
                        + "|calendar\\.(WorkingDays|Period|LastDay))(\\$.*)?")
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
        fields().should().notHaveRawType(double.class).check(CLASSES);
        fields().should().notHaveRawType(float.class).check(CLASSES);
        fields().should().notHaveRawType(Double.class).check(CLASSES);
        fields().should().notHaveRawType(Float.class).check(CLASSES);
        noClasses()
                .should()
                .callMethod(BigDecimal.class, "doubleValue")
                .orShould()
                .callMethod(BigDecimal.class, "floatValue")
                .orShould()
                .callConstructor(BigDecimal.class, double.class)
                .check(CLASSES);
    }
}
