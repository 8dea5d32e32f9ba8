package io.grantkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.grantkeeper.architecture.ProjectModule.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests that production classes avoid restricted operations, such as reading the system clock or sleeping. Only the
 * classes that are responsible for such an operation may use it.
 */
class CodingRulesTest {
    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            InstantSource.class.getName(),
            Clock.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    private static final DescribedPredicate<JavaClass> DEPLOYED = in(ModuleRole::isDeployed);

    /** Matches classes of programs that are started from the command line and run on one machine. */
    private static final DescribedPredicate<JavaClass> LOCAL_PROGRAM = in(
            "functions/local-suite",
            "shared/cli",
            "shared/reports",
            "shared/testing/demo-company",
            "shared/testing/benchmarks",
            "shared/testing/function-harness");

    /** Matches the classes that may create a clock: programs, and the classes that create a function's clock. */
    private static final DescribedPredicate<JavaClass> MAY_CREATE_A_CLOCK = LOCAL_PROGRAM
            .or(in("shared/testing/aws-local"))
            .or(describe(
                    "create a clock",
                    type -> type.getName()
                            .matches(".*\\.(AwsPortFactory|LogOutput|SimulatedClock|\\w+Configuration|\\w+Main)")));

    private static final DescribedPredicate<JavaClass> MAY_PRINT = LOCAL_PROGRAM
            .or(describe(
                    "write a function's log lines",
                    type -> type.getName().equals("io.grantkeeper.functions.observability.LogOutput")))
            .or(describe("are programs", type -> type.getName().matches(".*Main(\\$.*)?")))
            .or(describe("capture output", type -> type.getName().matches(".*\\.LoggedOutput(\\$.*)?")));

    @Test
    void classesReadTimeFromInjectedClock() {
        noClasses()
                .that(not(MAY_CREATE_A_CLOCK))
                .should()
                .accessTargetWhere(describe("read the time of day", CodingRulesTest::readsTheTimeOfDay))
                .because("a Clock is injected, so that tests set the time")
                .check(ProjectLayout.CLASSES);
    }

    private static boolean readsTheTimeOfDay(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String method = access.getTarget().getName();
        return (CLOCKS.contains(owner) && (method.startsWith("now") || method.startsWith("system")))
                || (owner.equals(System.class.getName()) && method.equals("currentTimeMillis"))
                || (owner.equals(Date.class.getName()) && method.equals("<init>"));
    }

    @Test
    void onlyProgramsWriteToTheConsole() {
        noClasses()
                .that(not(MAY_PRINT))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void onlyProgramsUseJavaUtilLogging() {
        noClasses()
                .that(not(MAY_PRINT))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Requires functions to get loggers from {@code FunctionLoggers}. On Lambda, {@code System.getLogger} would return
     * a logger whose lines lack the correlation ID.
     */
    @Test
    void functionsGetLoggersFromFunctionLoggers() {
        noClasses()
                .that(in(role -> role == ModuleRole.FUNCTION))
                .and()
                .doNotHaveFullyQualifiedName("io.grantkeeper.functions.observability.FunctionLoggers")
                .should()
                .callMethodWhere(target(name("getLogger")))
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Requires deployed classes to get HTTP clients from one class. That class determines which certificates the
     * clients trust, and configures the clients not to follow redirects.
     */
    @Test
    void deployedClassesGetHttpClientsFromOutboundHttpClients() {
        noClasses()
                .that(DEPLOYED)
                .and()
                .resideOutsideOfPackage("io.grantkeeper.identity.outbound")
                .should()
                .callMethodWhere(describe(
                        "create an HTTP client",
                        call -> call.getTargetOwner().isEquivalentTo(HttpClient.class)
                                && call.getName().startsWith("new")))
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Requires deployed classes not to sleep: a function returns work to its queue with a delay instead of waiting
     * until a rate limit resets. The exempt classes wait only milliseconds between the attempts of one call to the
     * provider or to AWS.
     */
    @Test
    void deployedClassesNeverSleep() {
        noClasses()
                .that(DEPLOYED)
                .and(
                        not(
                                describe(
                                        "back off within one call",
                                        type -> type.getName()
                                                .matches(
                                                        "io\\.grantkeeper\\.(aws\\.dynamodb\\.JitteredBackoff|aws\\.sqs\\.SqsBatches|connector\\.http\\.HttpRetry)"))))
                .should()
                .callMethodWhere(target(name("sleep")))
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void noClassUsesJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
                .check(ProjectLayout.CLASSES);
    }
}
