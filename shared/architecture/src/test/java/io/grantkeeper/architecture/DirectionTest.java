package io.grantkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom: docs/adr/0001. */
class DirectionTest {
    /** The SPI is one whole in several packages: a connector is made of its parts, and they speak of connectors. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            boolean spi = Module.of(type).filter(Module.CONNECTOR_SPI::equals).isPresent();
            return SliceIdentifier.of(spi ? Module.CONNECTOR_SPI.toString() : type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages, the SPI's as one";
        }
    };

    @ParameterizedTest
    @EnumSource
    void aModuleKnowsOnlyTheModulesItMay(Module module) {
        noClasses()
                .that(Module.in(module))
                .should()
                .dependOnClassesThat(Module.in(EnumSet.complementOf(EnumSet.copyOf(module.known()))))
                .because("%s may know %s only".formatted(module, module.known()))
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void theTableOfModulesPointsOneWay(Module module) {
        assertThat(module.known()).allMatch(known -> known.compareTo(module) <= 0);
    }

    @Test
    void everyClassBelongsToAModule() {
        Set<String> strays = House.CLASSES.stream()
                .filter(type -> Module.of(type).isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(strays).as("classes in packages that Module does not list").isEmpty();
    }

    @Test
    void noPackagesFormACycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void connectorsDoNotKnowEachOther() {
        slices().matching("io.grantkeeper.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .check(House.CLASSES);
    }

    @Test
    void whatIsDeployedKnowsNothingThatIsNot() {
        noClasses()
                .that(Module.in(EnumSet.complementOf(EnumSet.copyOf(Module.NOT_DEPLOYED))))
                .should()
                .dependOnClassesThat(Module.in(Module.NOT_DEPLOYED)
                        .or(describe(
                                "are of a test library",
                                type -> type.getPackageName().matches("(org\\.junit|org\\.assertj|com\\.icegreen).*"))))
                .check(House.CLASSES);
    }
}
