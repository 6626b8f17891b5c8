package org.chaiwei.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, held against the compiled classes of every module. */
class ArrowsTest {

    private static final List<String> MODULES = List.of(
            "contracts",
            "embedded-servers",
            "event-store",
            "platform",
            "ledger-service",
            "demolition-service",
            "accountability-service",
            "gateway",
            "local",
            "benchmarks");
    private static final String[] SERVICES = {
        "org.chaiwei.ledger..", "org.chaiwei.demolition..", "org.chaiwei.accountability..", "org.chaiwei.gateway.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void every_module_with_code_is_looked_at() {
        for (var module : MODULES) {
            assertThat(Path.of("..", module, "target", "classes")).as(module).isNotEmptyDirectory();
            assertThat(Files.exists(Path.of("..", module, "pom.xml"))).isTrue();
        }
    }

    @Test
    void services_never_import_each_other() {
        for (var service : SERVICES) {
            var others = List.of(SERVICES).stream()
                    .filter(other -> !other.equals(service))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @Test
    void platform_and_event_store_know_no_service_and_the_store_does_not_know_the_platform() {
        noClasses()
                .that()
                .resideInAnyPackage("org.chaiwei.platform..", "org.chaiwei.eventstore..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        with(SERVICES, "org.chaiwei.contracts..", "org.chaiwei.servers..", "org.chaiwei.local.."))
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("org.chaiwei.eventstore..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.chaiwei.platform..")
                .check(classes);
    }

    @Test
    void contracts_stand_alone() {
        noClasses()
                .that()
                .resideInAPackage("org.chaiwei.contracts..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.chaiwei.contracts..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void the_gateway_knows_neither_contracts_nor_services_nor_platform() {
        noClasses()
                .that()
                .resideInAPackage("org.chaiwei.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.chaiwei.contracts..",
                        "org.chaiwei.platform..",
                        "org.chaiwei.eventstore..",
                        "org.chaiwei.ledger..")
                .check(classes);
    }

    @Test
    void the_laptop_and_its_verifier_share_no_code_with_the_services_they_check() {
        noClasses()
                .that()
                .resideInAPackage("org.chaiwei.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        with(SERVICES, "org.chaiwei.platform..", "org.chaiwei.eventstore..", "org.chaiwei.contracts.."))
                .check(classes);
    }

    @Test
    void embedded_servers_are_never_on_the_way_of_a_service() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.chaiwei.servers..", "org.chaiwei.local..")
                .check(classes);
    }

    private static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
