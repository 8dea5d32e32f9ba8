package io.grantkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.grantkeeper.architecture.Module.in;

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
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no class may do, but those whose job it is. */
class ConductTest {
    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            InstantSource.class.getName(),
            Clock.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    /** Programs, and the place where a function's clock is made. */
    private static final DescribedPredicate<JavaClass> MAY_START_A_CLOCK = in(
                    Module.LOCAL_SUITE, Module.INVOKE, Module.AWS_LOCAL, Module.LAMBDA_EMULATOR)
            .or(describe(
                    "make a clock",
                    type -> type.getName()
                            .matches(".*\\.(AwsPorts|Console|SimulatedClock|\\w+Configuration|\\w+Main)")));

    private static final DescribedPredicate<JavaClass> PROGRAM = in(Module.LOCAL_SUITE, Module.INVOKE)
            .or(describe(
                    "are where a function's lines go",
                    type -> type.getName().equals("io.grantkeeper.functions.observe.Console")))
            .or(describe("are programs", type -> type.getName().matches(".*Main(\\$.*)?")))
            .or(describe("listen to output", type -> type.getName().matches(".*\\.LoggedOutput(\\$.*)?")));

    @Test
    void timeComesFromAClockThatIsHandedIn() {
        noClasses()
                .that(not(MAY_START_A_CLOCK))
                .should()
                .accessTargetWhere(describe("the time of day is read", ConductTest::readsTheTimeOfDay))
                .because("a Clock is injected, so that tests decide what time it is")
                .check(House.CLASSES);
    }

    private static boolean readsTheTimeOfDay(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String method = access.getTarget().getName();
        return (CLOCKS.contains(owner) && (method.startsWith("now") || method.startsWith("system")))
                || (owner.equals(System.class.getName()) && method.equals("currentTimeMillis"))
                || (owner.equals("java.util.Date") && method.equals("<init>"));
    }

    @Test
    void onlyProgramsWriteToTheConsole() {
        noClasses()
                .that(not(PROGRAM))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(House.CLASSES);
    }

    @Test
    void nobodyLogsThroughTheJdksLogging() {
        noClasses()
                .that(not(PROGRAM))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(House.CLASSES);
    }

    /** On Lambda the JDK would find another logger than ours, and lines would lack the correlation id. */
    @Test
    void functionsAskForTheirLoggersAtOnePlace() {
        noClasses()
                .that(describe(
                        "are deployed as functions",
                        type -> Module.of(type)
                                .filter(module -> module.isFunctionLike() && !Module.NOT_DEPLOYED.contains(module))
                                .isPresent()))
                .and()
                .doNotHaveFullyQualifiedName("io.grantkeeper.functions.observe.Logs")
                .should()
                .callMethodWhere(target(name("getLogger")))
                .because("loggers of functions are made by Logs.of")
                .check(House.CLASSES);
    }

    /** Whom a client trusts, and that no redirect leads it elsewhere, is decided at one place. */
    @Test
    void whatIsDeployedCallsTheWorldByOneSortOfClient() {
        noClasses()
                .that(describe(
                        "are deployed",
                        type -> Module.of(type)
                                .filter(module -> module != Module.OUTBOUND && !Module.NOT_DEPLOYED.contains(module))
                                .isPresent()))
                .should()
                .callMethodWhere(describe(
                        "an HTTP client is made",
                        call -> call.getTargetOwner().isEquivalentTo(HttpClient.class)
                                && call.getName().startsWith("new")))
                .because("clients are made by OutboundHttp")
                .check(House.CLASSES);
    }

    /** A limit is waited for by putting the work back with a delay. */
    @Test
    void connectorsAndFunctionsNeverSleep() {
        noClasses()
                .that(in(
                        Module.CONNECTOR_SPI,
                        Module.CONNECTORS,
                        Module.DETECTION,
                        Module.ALERTS,
                        Module.RUNTIME,
                        Module.PLAN_SWEEP,
                        Module.SYNC_ACCESS,
                        Module.RECEIVE_WEBHOOK,
                        Module.DETECT_CHANGES,
                        Module.ALERT_OWNER,
                        Module.HANDLE_RESPONSE,
                        Module.RUN_REVIEW,
                        Module.SEAL_LEDGER,
                        Module.SIGNALS,
                        Module.PUBLISH_SIGNALS))
                .should()
                .callMethodWhere(target(name("sleep")))
                .check(House.CLASSES);
    }

    @Test
    void nothingIsReadWithJavasOwnSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
                .check(House.CLASSES);
    }
}
