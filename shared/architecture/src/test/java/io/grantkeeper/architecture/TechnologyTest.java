package io.grantkeeper.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.grantkeeper.architecture.Module.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each library has its homes; everywhere else it is unknown. */
class TechnologyTest {
    private static final DescribedPredicate<JavaClass> FUNCTIONS =
            in(Arrays.stream(Module.values()).filter(Module::isFunctionLike).collect(Collectors.toSet()));
    private static final DescribedPredicate<JavaClass> AWS = in(Module.AWS, Module.AWS_LOCAL);

    static Stream<Arguments> homes() {
        return Stream.of(
                Arguments.of("org.springframework", FUNCTIONS),
                Arguments.of("software.amazon.awssdk", AWS.or(FUNCTIONS).or(in(Module.INFRASTRUCTURE))),
                Arguments.of("com.amazonaws", AWS.or(FUNCTIONS)),
                Arguments.of("software.amazon.dynamodb", in(Module.AWS_LOCAL)),
                Arguments.of("org.elasticmq", in(Module.AWS_LOCAL)),
                Arguments.of("io.github.resilience4j", in(Module.CONNECTOR_SPI)),
                Arguments.of("com.nimbusds", in(Module.CONNECTORS, Module.DECIDE, Module.SIGNALS)),
                Arguments.of("dev.cel", in(Module.MCP_MAPPING)),
                Arguments.of("com.cedarpolicy", in(Module.POLICY_CEDAR)),
                Arguments.of("org.snakeyaml", in(Module.POLICY)),
                Arguments.of("org.openjdk.jmh", in(Module.POLICY_BENCH, Module.LEDGER_BENCH)),
                Arguments.of("org.casbin", in(Module.POLICY_BENCH)),
                Arguments.of("org.crac", in(Module.RUNTIME)),
                Arguments.of("org.springframework.boot", in(Module.BASELINE_SPRING)),
                Arguments.of("jakarta.mail", in(Module.ALERTS, Module.LOCAL_SUITE)),
                Arguments.of("picocli", in(Module.LOCAL_SUITE, Module.INFRASTRUCTURE)),
                Arguments.of("software.amazon.awscdk", in(Module.INFRASTRUCTURE)),
                Arguments.of("io.github.cdklabs", in(Module.INFRASTRUCTURE)),
                Arguments.of("com.icegreen", in(Module.LOCAL_SUITE, Module.INVOKE)));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void aLibraryIsKnownAtHomeOnly(String library, DescribedPredicate<JavaClass> home) {
        noClasses()
                .that(DescribedPredicate.not(home))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(House.CLASSES);
    }

    /** Event types of the old Jackson come in through AWS libraries; our own code has one JSON library. */
    @Test
    void jsonIsReadWithJackson3() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.google.gson..", "org.json..")
                .check(House.CLASSES);
    }

    /** The use case of a function is a plain class: only its configuration knows how it is wired. */
    @Test
    void inAFunctionOnlyItsConfigurationKnowsSpring() {
        noClasses()
                .that(in(
                        Module.PLAN_SWEEP,
                        Module.SYNC_ACCESS,
                        Module.RECEIVE_WEBHOOK,
                        Module.DETECT_CHANGES,
                        Module.ALERT_OWNER,
                        Module.HANDLE_RESPONSE,
                        Module.RUN_REVIEW,
                        Module.SEAL_LEDGER,
                        Module.DECIDE,
                        Module.PUBLISH_SIGNALS))
                .and()
                .haveNameNotMatching(".*(Configuration|Wiring|Channels)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(House.CLASSES);
    }
}
