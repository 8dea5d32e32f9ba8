package io.grantkeeper.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.grantkeeper.architecture.ProjectModule.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each library is used only by the modules that are listed for it. */
class TechnologyTest {
    private static final DescribedPredicate<JavaClass> FUNCTIONS = in(role -> role == ModuleRole.FUNCTION);
    private static final DescribedPredicate<JavaClass> LAMBDA_PROGRAMS = FUNCTIONS.or(in(
            "functions/local-suite",
            "shared/cli",
            "shared/testing/demo-company",
            "shared/testing/benchmarks",
            "shared/testing/function-harness",
            "shared/testing/function-testkit",
            "shared/testing/baseline-bare",
            "shared/testing/baseline-spring"));
    private static final DescribedPredicate<JavaClass> AWS = in("shared/aws", "shared/testing/aws-local");

    static Stream<Arguments> homes() {
        return Stream.of(
                Arguments.of("org.springframework", LAMBDA_PROGRAMS),
                Arguments.of("software.amazon.awssdk", AWS.or(LAMBDA_PROGRAMS).or(in("infra/cdk"))),
                Arguments.of("com.amazonaws", AWS.or(LAMBDA_PROGRAMS)),
                Arguments.of("software.amazon.dynamodb", in("shared/testing/aws-local")),
                Arguments.of("org.elasticmq", in("shared/testing/aws-local")),
                Arguments.of("com.almworks.sqlite4java", in("shared/testing/aws-local")),
                Arguments.of("io.github.resilience4j", in("shared/connector-spi", "shared/alert-targets")),
                Arguments.of(
                        "com.nimbusds",
                        in("shared/connectors", "functions/console", "functions/decide", "shared/signals")),
                Arguments.of("com.maxmind", in("shared/behavior")),
                Arguments.of("dev.cel", in("shared/mcp-mapping")),
                Arguments.of("com.cedarpolicy", in("shared/policy-cedar")),
                Arguments.of("org.snakeyaml", in("shared/policy")),
                Arguments.of("org.openjdk.jmh", in("shared/testing/benchmarks")),
                Arguments.of("org.casbin", in("shared/testing/benchmarks")),
                Arguments.of("org.crac", in("functions/runtime")),
                Arguments.of("org.springframework.boot", in("shared/testing/baseline-spring")),
                Arguments.of("jakarta.mail", in("shared/owners", "functions/local-suite")),
                Arguments.of("picocli", in("shared/cli", "shared/testing/benchmarks", "infra/cdk")),
                Arguments.of("software.amazon.awscdk", in("infra/cdk")),
                Arguments.of("io.github.cdklabs", in("infra/cdk")),
                Arguments.of("com.icegreen", in("functions/local-suite", "shared/testing/function-harness")));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void onlyListedModulesUseTheLibrary(String library, DescribedPredicate<JavaClass> home) {
        noClasses()
                .that(DescribedPredicate.not(home))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Requires classes to read JSON with Jackson 3, although AWS libraries also add Jackson 2 to the class path for
     * their event types.
     */
    @Test
    void classesReadJsonWithJackson3() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.google.gson..", "org.json..")
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Requires that only configurations and factories of functions use Spring, so that a function's use case remains a
     * plain class.
     */
    @Test
    void onlyConfigurationsAndFactoriesOfFunctionsUseSpring() {
        noClasses()
                .that(FUNCTIONS)
                .and(DescribedPredicate.not(in("functions/runtime")))
                .and()
                .haveNameNotMatching(".*(Configuration|Factory)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(ProjectLayout.CLASSES);
    }
}
