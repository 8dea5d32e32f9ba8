package io.grantkeeper.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The modules, what their packages begin with, and which others each may know. A class belongs to the module with the
 * longest beginning that fits. Order is the direction: a module knows only modules above it.
 */
enum Module {
    IDENTITY("shared/identity", "identity"),
    OUTBOUND("shared/outbound", "outbound"),
    PERMISSIONS("shared/permissions", "permissions"),
    CATALOGUE("shared/catalogue", "catalogue"),
    RIGHT_SIZING("shared/right-sizing", "rightsizing", PERMISSIONS),
    PROVIDER_SIMULATOR("shared/provider-simulator", "simulator"),
    POLICY("shared/policy", "policy", IDENTITY, PERMISSIONS),
    LEDGER("shared/ledger", "ledger", IDENTITY, POLICY),
    LEDGER_BENCH("shared/ledger-bench", "ledger.bench", LEDGER),
    EVIDENCE("shared/evidence", "evidence", IDENTITY, LEDGER),
    SIGNALS("shared/signals", "signals", IDENTITY, LEDGER),
    STORE_TESTKIT("shared/store-testkit", "store.testkit", IDENTITY, LEDGER, POLICY, SIGNALS),

    CONNECTOR_SPI("shared/connector-spi", "connector", IDENTITY, OUTBOUND),
    CONNECTOR_TESTKIT("shared/connector-testkit", "connector.testkit", IDENTITY, CONNECTOR_SPI),
    CONNECTORS("shared/connectors", "connectors", IDENTITY, CONNECTOR_SPI),
    DETECTION("shared/detection", "detection", IDENTITY, PERMISSIONS, CATALOGUE, RIGHT_SIZING),
    REVOCATION("shared/revocation", "revocation", IDENTITY, CONNECTOR_SPI),
    POLICY_CEDAR("shared/policy-cedar", "policy.cedar", IDENTITY, PERMISSIONS, POLICY),
    POLICY_BENCH("shared/policy-bench", "policy.bench", IDENTITY, POLICY, POLICY_CEDAR),
    AUTHZEN("shared/authzen", "authzen", IDENTITY, POLICY),
    MCP_MAPPING("shared/mcp-mapping", "mcp"),
    ANSWERS("shared/answers", "answers", IDENTITY, LEDGER, POLICY, CONNECTOR_SPI, REVOCATION),
    ALERTS("shared/alerts", "alerts", IDENTITY, OUTBOUND, PERMISSIONS, ANSWERS),
    REVIEWS("shared/reviews", "reviews", IDENTITY, ANSWERS, ALERTS),
    ENFORCEMENT(
            "shared/enforcement",
            "enforcement",
            IDENTITY,
            PERMISSIONS,
            POLICY,
            CONNECTOR_SPI,
            DETECTION,
            REVOCATION,
            ANSWERS),

    AWS_LOCAL("shared/aws-local", "aws.local"),
    AWS("shared/aws", "aws", IDENTITY, OUTBOUND, LEDGER, POLICY, SIGNALS),

    BASELINE_BARE("functions/baseline-bare", "functions.baseline.bare"),
    BASELINE_SPRING("functions/baseline-spring", "functions.baseline.spring"),
    LAMBDA_EMULATOR("functions/lambda-emulator", "functions.emulator"),
    RUNTIME("functions/runtime", "functions", IDENTITY, LEDGER, SIGNALS, CONNECTOR_SPI, CONNECTORS, POLICY, AWS),
    FUNCTION_TESTKIT(
            "functions/testkit", "functions.testkit", IDENTITY, CONNECTOR_SPI, CONNECTORS, STORE_TESTKIT, RUNTIME),
    PLAN_SWEEP("functions/plan-sweep", "functions.plansweep", IDENTITY, LEDGER, CONNECTOR_SPI, RUNTIME),
    SYNC_ACCESS("functions/sync-access", "functions.syncaccess", IDENTITY, CONNECTOR_SPI, RUNTIME),
    RECEIVE_WEBHOOK("functions/receive-webhook", "functions.receivewebhook", IDENTITY, CONNECTOR_SPI, RUNTIME),
    DETECT_CHANGES("functions/detect-changes", "functions.detectchanges", IDENTITY, LEDGER, DETECTION, AWS, RUNTIME),
    MESSAGING(
            "functions/messaging",
            "functions.messaging",
            IDENTITY,
            OUTBOUND,
            LEDGER,
            CONNECTOR_SPI,
            CONNECTORS,
            REVOCATION,
            POLICY,
            ANSWERS,
            ALERTS,
            AWS,
            RUNTIME),
    ALERT_OWNER("functions/alert-owner", "functions.alertowner", IDENTITY, ALERTS, RUNTIME, MESSAGING),
    HANDLE_RESPONSE(
            "functions/handle-response",
            "functions.handleresponse",
            IDENTITY,
            POLICY,
            ANSWERS,
            ALERTS,
            REVIEWS,
            AWS,
            RUNTIME,
            MESSAGING),
    SETTLE_ANSWER("functions/settle-answer", "functions.settleanswer", IDENTITY, ANSWERS, ALERTS, RUNTIME, MESSAGING),
    RUN_REVIEW("functions/run-review", "functions.runreview", IDENTITY, ANSWERS, ALERTS, REVIEWS, RUNTIME, MESSAGING),
    SEAL_LEDGER("functions/seal-ledger", "functions.sealledger", IDENTITY, LEDGER, POLICY, AWS, RUNTIME),
    DECIDE(
            "functions/decide",
            "functions.decide",
            IDENTITY,
            OUTBOUND,
            PERMISSIONS,
            LEDGER,
            DETECTION,
            POLICY,
            AUTHZEN,
            AWS,
            RUNTIME),
    PUBLISH_SIGNALS(
            "functions/publish-signals",
            "functions.publishsignals",
            IDENTITY,
            OUTBOUND,
            LEDGER,
            SIGNALS,
            CONNECTOR_SPI,
            CONNECTORS,
            AWS,
            RUNTIME),
    CLIMB_LADDER(
            "functions/climb-ladder", "functions.climbladder", IDENTITY, LEDGER, POLICY, ALERTS, RUNTIME, MESSAGING),
    ENFORCE(
            "functions/enforce",
            "functions.enforce",
            IDENTITY,
            LEDGER,
            POLICY,
            REVOCATION,
            DETECTION,
            ANSWERS,
            ENFORCEMENT,
            ALERTS,
            RUNTIME,
            MESSAGING),
    INVOKE(
            "functions/invoke",
            "functions.invoke",
            IDENTITY,
            LEDGER,
            PROVIDER_SIMULATOR,
            AWS_LOCAL,
            AWS,
            LAMBDA_EMULATOR),
    LOCAL_SUITE(
            "functions/local-suite",
            "local",
            IDENTITY,
            PERMISSIONS,
            CATALOGUE,
            RIGHT_SIZING,
            LEDGER,
            EVIDENCE,
            SIGNALS,
            PROVIDER_SIMULATOR,
            CONNECTOR_SPI,
            CONNECTORS,
            DETECTION,
            REVOCATION,
            POLICY,
            POLICY_CEDAR,
            AUTHZEN,
            ALERTS,
            ANSWERS,
            REVIEWS,
            AWS_LOCAL,
            AWS,
            RUNTIME,
            PLAN_SWEEP,
            SYNC_ACCESS,
            RECEIVE_WEBHOOK,
            DETECT_CHANGES,
            MESSAGING,
            ALERT_OWNER,
            HANDLE_RESPONSE,
            SETTLE_ANSWER,
            RUN_REVIEW,
            SEAL_LEDGER,
            DECIDE,
            ANSWERS,
            ENFORCEMENT,
            CLIMB_LADDER,
            ENFORCE,
            PUBLISH_SIGNALS),
    INFRASTRUCTURE("infra/cdk", "infra", IDENTITY, CONNECTOR_SPI, CONNECTORS, AWS, RUNTIME, DETECT_CHANGES, MESSAGING);

    static final String ROOT = "io.grantkeeper.";

    /** Modules whose whole purpose is to run parts on one machine or to serve tests. */
    static final Set<Module> NOT_DEPLOYED = EnumSet.of(
            PROVIDER_SIMULATOR,
            STORE_TESTKIT,
            POLICY_BENCH,
            LEDGER_BENCH,
            CONNECTOR_TESTKIT,
            FUNCTION_TESTKIT,
            AWS_LOCAL,
            BASELINE_BARE,
            BASELINE_SPRING,
            LAMBDA_EMULATOR,
            INVOKE,
            LOCAL_SUITE,
            INFRASTRUCTURE);

    private final String folder;
    private final String packages;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Module> known;

    Module(String folder, String packages, Module... known) {
        this.folder = folder;
        this.packages = ROOT + packages;
        this.known = List.of(known);
    }

    /** From the project's folder, for example {@code shared/identity}. */
    String folder() {
        return folder;
    }

    Set<Module> known() {
        EnumSet<Module> all = EnumSet.of(this);
        all.addAll(known);
        return all;
    }

    boolean isFunctionLike() {
        return folder.startsWith("functions/");
    }

    static Optional<Module> of(JavaClass type) {
        String name = type.getPackageName();
        return Arrays.stream(values())
                .filter(module -> name.equals(module.packages) || name.startsWith(module.packages + "."))
                .max(Comparator.comparingInt(module -> module.packages.length()));
    }

    /** Classes of these modules. */
    static DescribedPredicate<JavaClass> in(Set<Module> modules) {
        return DescribedPredicate.describe(
                "are in " + modules, type -> of(type).filter(modules::contains).isPresent());
    }

    static DescribedPredicate<JavaClass> in(Module first, Module... rest) {
        return in(EnumSet.of(first, rest));
    }
}
