package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Decisions about alerts through the API")
class AlertApiTest extends ConsoleFixture {
    private static final String LATER = "2099-01-31T00:00:00Z";

    /** The store's operation that fails once, after a decision was stored. */
    private String failing = "";

    private boolean stored;

    @Override
    WithheldAlertStore alertStore() {
        return (WithheldAlertStore) Proxy.newProxyInstance(
                WithheldAlertStore.class.getClassLoader(),
                new Class<?>[] {WithheldAlertStore.class},
                (_, method, arguments) -> {
                    Object value = method.invoke(withheldAlerts, arguments);
                    stored |= method.getName().equals("saveControls");
                    if (stored && method.getName().equals(failing)) {
                        failing = "";
                        throw new IllegalStateException("the table does not respond");
                    }
                    return value;
                });
    }

    @BeforeEach
    void withholdTwoAlerts() {
        withheldAlerts.withhold(TENANT, alert("otter", "otter-ai", Severity.HIGH));
        withheldAlerts.withhold(TENANT, alert("zapier", "zapier", Severity.MEDIUM));
    }

    private static WithheldAlert alert(String app, String product, Severity severity) {
        return new WithheldAlert(
                ModelSamples.appId(app),
                DANA_EMAIL,
                "Dana Diaz",
                app,
                Optional.of(product),
                List.of("identity-appeared"),
                severity,
                WithheldReason.BASELINE,
                ModelSamples.NOON,
                Optional.empty());
    }

    private APIGatewayV2HTTPResponse decide(Browser browser, String path, String body) {
        return send("POST", "/api/v1/alerts/" + path, browser.writing(), Optional.of(body));
    }

    private Browser responder() {
        return signedIn("erin@acme.example", ConsoleRole.RESPONDER);
    }

    private AlertControls controls() {
        return withheldAlerts.controls(TENANT);
    }

    private List<String> operations() {
        return recorded.stream()
                .map(entry -> entry.what())
                .filter(LedgerEvent.ChangeRequested.class::isInstance)
                .map(event -> ((LedgerEvent.ChangeRequested) event).operation())
                .toList();
    }

    @Test
    void releaseSelectedAlertsAndTakesReleaseBack() {
        Browser erin = responder();
        JsonNode released = json(decide(erin, "release", "{\"product\": \"Otter-AI\", \"severity\": \"high\"}"));
        assertThat(released.path("alerts").asInt()).isEqualTo(1);
        assertThat(released.path("people").asInt()).isEqualTo(1);
        String id = released.path("release").asString("");
        assertThat(controls().releases()).singleElement().satisfies(release -> {
            assertThat(release.id()).isEqualTo(id);
            assertThat(release.product()).contains("otter-ai");
            assertThat(release.least()).contains(Severity.HIGH);
            assertThat(release.by()).isEqualTo("erin@acme.example");
        });
        assertThat(json(get(ConsoleRole.AUDITOR, "/alerts"))
                        .at("/releases/0/product")
                        .asString(""))
                .isEqualTo("otter-ai");

        assertThat(decide(erin, "release/" + id + "/undo", "{}").getStatusCode())
                .isEqualTo(200);
        assertThat(controls().releases()).isEmpty();
        assertThat(decide(erin, "release/" + id + "/undo", "{}").getStatusCode())
                .as("it was taken back already")
                .isEqualTo(409);
        assertThat(operations()).containsExactly("releaseAlerts", "undoRelease", "undoRelease");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "saveControls"})
    void releaseAlertsOnceIfRequestIsRepeatedAfterFailure(String failure) {
        Map<String, String> repeated = responder().writing();
        failing = failure;
        var _ = send("POST", "/api/v1/alerts/release", repeated, Optional.of("{}"));
        clock.advance(Duration.ofSeconds(1));
        String id = json(send("POST", "/api/v1/alerts/release", repeated, Optional.of("{}")))
                .path("release")
                .asString("");

        assertThat(controls().releases())
                .singleElement()
                .extracting(AlertControls.Release::id)
                .isEqualTo(id);
        assertThat(recorded.stream()
                        .filter(entry -> entry.what() instanceof LedgerEvent.AlertsChanged)
                        .map(LedgerEntry::id)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void keepReleasesOfSameInstantApart() {
        Browser erin = responder();
        String first = json(decide(erin, "release", "{\"product\": \"otter-ai\"}"))
                .path("release")
                .asString("");
        String second = json(decide(erin, "release", "{\"product\": \"zapier\"}"))
                .path("release")
                .asString("");
        assertThat(first).matches("release-[0-9a-f]{12}").isNotEqualTo(second);
        assertThat(decide(erin, "release/" + first.replace("-", "%2D") + "/undo", "{}")
                        .getStatusCode())
                .as("the id is percent-encoded")
                .isEqualTo(200);
        assertThat(controls().releases()).extracting(AlertControls.Release::id).containsExactly(second);
    }

    @Test
    void readWithheldAlertsOnlyToCountThem() {
        Browser erin = responder();
        assertThat(json(decide(erin, "release", "{}")).at("/controls/withheld").asInt())
                .isEqualTo(2);
        assertThat(json(get(ConsoleRole.AUDITOR, "/alerts")).path("withheld").asInt())
                .isEqualTo(2);
        stored = true;
        failing = "all";
        assertThat(decide(erin, "mute", "{\"product\": \"otter-ai\", \"until\": \"%s\"}".formatted(LATER))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void muteProductAndSnoozePersonUntilTheyEndEarly() {
        Browser erin = responder();
        assertThat(json(decide(erin, "mute", "{\"product\": \"Otter-AI\", \"until\": \"%s\"}".formatted(LATER)))
                        .at("/mutes/0/product")
                        .asString(""))
                .isEqualTo("otter-ai");
        assertThat(json(decide(
                                erin,
                                "snooze",
                                "{\"person\": \"Dana@acme.example\", \"until\": \"%s\"}".formatted(LATER)))
                        .at("/snoozes/0/person")
                        .asString(""))
                .isEqualTo(DANA_EMAIL);
        assertThat(decide(erin, "unmute", "{\"product\": \"otter-ai\"}").getStatusCode())
                .isEqualTo(200);
        assertThat(decide(erin, "resume", "{\"person\": \"dana@acme.example\"}").getStatusCode())
                .isEqualTo(200);
        assertThat(controls().mutes()).isEmpty();
        assertThat(controls().snoozes()).isEmpty();
        assertThat(operations()).containsExactly("muteProduct", "snoozePerson", "unmuteProduct", "resumePerson");
    }

    @Test
    void areRefusedIfTheyAreInThePastOrSelectNothing() {
        Browser erin = responder();
        for (Map.Entry<String, String> call : Map.of(
                        "mute", "{\"product\": \"otter-ai\", \"until\": \"2001-01-01T00:00:00Z\"}",
                        "snooze", "{\"person\": \"dana@acme.example\"}",
                        "release", "{\"severity\": \"unknown\"}")
                .entrySet()) {
            assertThat(decide(erin, call.getKey(), call.getValue()).getStatusCode())
                    .as(call.getKey())
                    .isEqualTo(400);
        }
        assertThat(controls()).isEqualTo(AlertControls.none());
    }

    @Test
    void needFreshSignInIfFewerOrMoreAlertsAreSent() {
        Browser erin = responder();
        clock.advance(ConsoleSession.FRESH);
        for (Map.Entry<String, String> call : Map.of(
                        "mute",
                        "{\"product\": \"otter-ai\", \"until\": \"%s\"}".formatted(LATER),
                        "snooze",
                        "{\"person\": \"dana@acme.example\", \"until\": \"%s\"}".formatted(LATER),
                        "release",
                        "{}",
                        "release/release-1/undo",
                        "{}")
                .entrySet()) {
            assertThat(json(decide(erin, call.getKey(), call.getValue()))
                            .path("type")
                            .asString(""))
                    .as(call.getKey())
                    .endsWith(":step-up-required");
        }
        assertThat(decide(erin, "unmute", "{\"product\": \"otter-ai\"}").getStatusCode())
                .as("ending a mute restores what was sent before")
                .isEqualTo(200);
        assertThat(operations()).containsExactly("unmuteProduct");
    }
}
