package org.chaiwei.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.chaiwei.gateway");

    @Test
    void the_gateway_knows_no_service_no_fact_and_no_part_of_the_platform() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.chaiwei.contracts..",
                        "org.chaiwei.platform..",
                        "org.chaiwei.eventstore..",
                        "org.chaiwei.ledger..",
                        "org.chaiwei.demolition..",
                        "org.chaiwei.accountability..",
                        "org.axonframework..")
                .check(GATEWAY);
    }

    @Test
    void its_packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("org.chaiwei.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }
}
