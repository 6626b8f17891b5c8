package org.chaiwei.ledger;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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

/** Which package of the ledger may know which, and that an area is never anything but exact. */
class LedgerArrowsTest {

    private static final String LEDGER = "org.chaiwei.ledger";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(LEDGER);

    /** Each package and all that it may know. A new package has to be entered here. */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("place", Set.of());
        MAY_KNOW.put("party", Set.of());
        MAY_KNOW.put("remark", Set.of());
        MAY_KNOW.put("violation", Set.of("place", "party"));
        MAY_KNOW.put("book", Set.of("violation", "place"));
        MAY_KNOW.put("figures", Set.of("violation", "place"));
        MAY_KNOW.put("closing", Set.of("violation", "place", "book"));
        MAY_KNOW.put("relapse", Set.of("violation", "place", "party", "book"));
        MAY_KNOW.put("patrol", Set.of("violation", "place", "book"));
        MAY_KNOW.put("designation", Set.of("violation", "place", "book"));
        MAY_KNOW.put("publishing", Set.of("violation", "designation"));
        MAY_KNOW.put("importing", Set.of("violation", "place", "party", "book", "figures"));
    }

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_knows_only_those_it_may(String name) {
        var may = Stream.concat(Stream.of(name), MAY_KNOW.get(name).stream())
                .map(known -> LEDGER + "." + known + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(LEDGER + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(LEDGER + "..").and(resideOutsideOfPackages(may)))
                .check(CLASSES);
    }

    @Test
    void every_package_is_entered_here() {
        var known = Stream.concat(Stream.of(LEDGER), MAY_KNOW.keySet().stream().map(name -> LEDGER + "." + name + ".."))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void no_package_knows_itself_by_a_detour() {
        slices().matching(LEDGER + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_modules_use_only_what_others_have_made_public() {
        ApplicationModules.of(LedgerApplication.class).verify();
    }

    @Test
    void the_rules_know_no_framework_no_database_and_no_clock() {
        noClasses()
                .that()
                .haveFullyQualifiedName(LEDGER + ".violation.ViolationDecider")
                .or()
                .haveFullyQualifiedName(LEDGER + ".violation.ViolationState")
                .or()
                .haveFullyQualifiedName(LEDGER + ".violation.Entry")
                .or()
                .haveFullyQualifiedName(LEDGER + ".violation.EntryRules")
                .or()
                .haveFullyQualifiedName(LEDGER + ".violation.ImportRules")
                .or()
                .haveNameMatching(
                        LEDGER + "\\.violation\\.(Aftermath|Casework|Closing|Fact|Patrol|Relapse|Unfolding)\\w*")
                .or()
                .haveFullyQualifiedName(LEDGER + ".figures.Movements")
                .or()
                .haveNameMatching(LEDGER + "\\.designation\\.Designation(Decider|State).*")
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
    void no_number_of_the_ledger_is_a_floating_point_one() {
        fields().should().notHaveRawType(double.class).check(CLASSES);
        fields().should().notHaveRawType(float.class).check(CLASSES);
        fields().should().notHaveRawType(Double.class).check(CLASSES);
        fields().should().notHaveRawType(Float.class).check(CLASSES);
    }

    @Test
    void no_decimal_is_rounded_to_a_floating_point_number_on_the_way() {
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

    @Test
    void the_order_of_this_list_is_the_order_of_the_arrows() {
        var earlier = new HashSet<String>();
        MAY_KNOW.forEach((name, known) -> {
            if (!earlier.containsAll(known)) throw new AssertionError(name + " knows what comes after it: " + known);
            earlier.add(name);
        });
    }
}
