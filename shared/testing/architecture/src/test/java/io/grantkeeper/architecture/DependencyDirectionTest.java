package io.grantkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which modules may depend on which, as decided in ADR 1. */
class DependencyDirectionTest {
    private static final String SPI = "shared/connector-spi";

    /**
     * The packages of the project, for the check for cycles. The SPI's packages count as one, because the main package
     * refers to types in the other packages, for example to {@code Revoker}, and these refer back to types such as
     * {@code ProviderSession}.
     */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            boolean spi = ProjectModule.of(type)
                    .filter(module -> module.folder().equals(SPI))
                    .isPresent();
            return SliceIdentifier.of(spi ? SPI : type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages, the SPI's as one";
        }
    };

    static List<ProjectModule> modules() {
        return ProjectModule.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleDependsOnlyOnModulesThatItsPomDeclares(ProjectModule module) {
        noClasses()
                .that(ProjectModule.in(Set.of(module)))
                .should()
                .dependOnClassesThat(describe(
                        "are in modules that the POM of %s does not declare".formatted(module),
                        type -> ProjectModule.of(type)
                                .filter(other -> !module.allowed().contains(other))
                                .isPresent()))
                .allowEmptyShould(true)
                .check(ProjectLayout.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomDeclaresOnlyModulesOfAllowedRoles(ProjectModule module) {
        assertThat(module.allowed())
                .allMatch(
                        other -> module.role().allowed().contains(other.role()),
                        "has a role that %s allows".formatted(module.role()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void testScopeHidesNoModuleNeededAtRunTime(ProjectModule module) {
        assertThat(module.hiddenByTestScope()).isEmpty();
    }

    /**
     * Requires the module of a provider to depend only on the SPI and the model. Only the registry may also depend on
     * the connectors.
     */
    @ParameterizedTest
    @MethodSource("modules")
    void connectorsDependOnlyOnTheSpiAndTheModel(ProjectModule module) {
        Set<String> spiAndModel = Set.of("shared/identity", SPI);
        if (module.role() == ModuleRole.CONNECTOR && !module.folder().endsWith("/registry")) {
            assertThat(module.allowed())
                    .allMatch(other -> other.equals(module) || spiAndModel.contains(other.folder()));
        }
    }

    @Test
    void everyClassBelongsToAModule() {
        Set<String> strays = ProjectLayout.CLASSES.stream()
                .filter(type -> ProjectModule.of(type).isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(strays).as("classes outside every module").isEmpty();
    }

    @Test
    void packageDependenciesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(ProjectLayout.CLASSES);
    }

    @Test
    void connectorsAreIndependentOfEachOther() {
        slices().matching("io.grantkeeper.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void deployedClassesUseNoTestLibrary() {
        noClasses()
                .that(ProjectModule.in(ModuleRole::isDeployed))
                .should()
                .dependOnClassesThat(not(ProjectModule.in(ModuleRole::isDeployed))
                        .and(describe(
                                "are ours or of a test library",
                                type -> type.getPackageName()
                                        .matches("(io\\.grantkeeper|org\\.junit|org\\.assertj|com\\.icegreen).*"))))
                .check(ProjectLayout.CLASSES);
    }
}
