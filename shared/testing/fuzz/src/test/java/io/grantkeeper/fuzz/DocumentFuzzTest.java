package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.publishsignals.SignalsConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyTestCase;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes documents that people write: policies, their cases, and the configuration. */
@Timeout(300)
class DocumentFuzzTest {
    private static final ConnectorRegistry CONNECTORS = ConnectorRegistry.standard();

    static Stream<Arguments> policySeeds() {
        return Seeds.files("docs/policies", ".yaml");
    }

    @MethodSource("policySeeds")
    @FuzzTest
    void policy(byte[] input) {
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("doc.yaml", new String(input, UTF_8))));
        assertThat(reading.set().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        reading.mistakes().forEach(mistake -> ErrorChecks.requireExplanation(mistake.message()));
    }

    static Stream<Arguments> policyCasesSeeds() {
        return Seeds.files("docs/policies", ".cases.yaml");
    }

    @MethodSource("policyCasesSeeds")
    @FuzzTest
    void policyCases(byte[] input) {
        PolicyTestCase.read(new PolicySet.Source("doc.cases.yaml", new String(input, UTF_8)))
                .mistakes()
                .forEach(mistake -> ErrorChecks.requireExplanation(mistake.message()));
    }

    static Stream<Arguments> connectionsSeeds() {
        return Seeds.of("""
                {"tenant":"acme","connections":[{"id":"github-acme","provider":"github","settings":{"organization":"acme","client-id":"Iv1.a"},"credentials":{"app-private-key":"env:KEY"}}]}""");
    }

    @MethodSource("connectionsSeeds")
    @FuzzTest
    void connections(byte[] input) {
        ConnectionsConfig.parseLeniently(new String(input, UTF_8), CONNECTORS)
                .mistakes()
                .forEach(mistake -> ErrorChecks.requireExplanation(mistake.toString()));
    }

    static Stream<Arguments> detectionConfigSeeds() {
        return Seeds.of("{}", "{\"groupingSeconds\":0}");
    }

    @MethodSource("detectionConfigSeeds")
    @FuzzTest
    void detectionConfig(byte[] input) {
        requireParsedOrExplained(DetectionConfig::parse, input);
    }

    static Stream<Arguments> alertsConfigSeeds() {
        return Seeds.of("""
                {"channel":"email","from":"grantkeeper@acme.example","securityTeam":"security@acme.example"}""");
    }

    @MethodSource("alertsConfigSeeds")
    @FuzzTest
    void alertsConfig(byte[] input) {
        requireParsedOrExplained(AlertsConfig::parse, input);
    }

    static Stream<Arguments> signalsConfigSeeds() {
        return Seeds.of("""
                {"issuer":"https://signals.acme.com","keys":[{"id":"2026-11","privateKey":"env:KEY"}],"receivers":[{"id":"idp","token":"env:IDP","audience":["https://idp.example.com"],"hosts":["idp.example.com"]}]}""");
    }

    @MethodSource("signalsConfigSeeds")
    @FuzzTest
    void signalsConfig(byte[] input) {
        requireParsedOrExplained(SignalsConfig::parse, input);
    }

    static Stream<Arguments> reviewsConfigSeeds() {
        return Seeds.of("[]", "{\"plans\":[]}");
    }

    @MethodSource("reviewsConfigSeeds")
    @FuzzTest
    void reviewsConfig(byte[] input) {
        requireParsedOrExplained(ReviewsConfig::parse, input);
    }

    static Stream<Arguments> decideConfigSeeds() {
        return Seeds.of("""
                {"issuers":[{"issuer":"https://login.acme.example","jwks":"https://login.acme.example/jwks","audience":"grantkeeper"}]}""");
    }

    @MethodSource("decideConfigSeeds")
    @FuzzTest
    void decideConfig(byte[] input) {
        requireParsedOrExplained(DecideConfig::parse, input);
    }

    private static void requireParsedOrExplained(Function<String, ?> parse, byte[] input) {
        try {
            assertThat(parse.apply(new String(input, UTF_8))).isNotNull();
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }
}
