package io.grantkeeper.functions.receivewebhook;

import static io.grantkeeper.functions.receivewebhook.ReceiveWebhookFixture.PATH;
import static io.grantkeeper.functions.receivewebhook.ReceiveWebhookFixture.SECRET;
import static io.grantkeeper.functions.receivewebhook.ReceiveWebhookFixture.event;
import static io.grantkeeper.functions.receivewebhook.ReceiveWebhookFixture.github;
import static io.grantkeeper.functions.receivewebhook.ReceiveWebhookFixture.signature;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveWebhookTest {
    private static final String KEY_ADDED = """
            {"action":"created","key":{"id":100,"title":"ci","read_only":false,"created_at":"2026-02-20T10:00:00Z"},
             "repository":{"id":33,"name":"app","full_name":"acme/app","owner":{"login":"acme"}},"sender":{"login":"dana"}}""";

    private static final String KEY_REMOVED = KEY_ADDED.replace("\"created\"", "\"deleted\"");
    private static final String MEMBER_REMOVED = """
            {"action":"member_removed","membership":{"user":{"login":"kim"}},"organization":{"login":"acme"},
             "sender":{"login":"dana"}}""";

    private final ReceiveWebhookFixture fixture = new ReceiveWebhookFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void queuesRereadAndStoresEvidence() {
        assertThat(fixture.send(github("d-1", "deploy_key", KEY_ADDED))).isEqualTo(202);

        assertThat(fixture.bench.queue.pending()).singleElement().satisfies(work -> {
            assertThat(work.connection()).isEqualTo(ModelSamples.OTHER);
            assertThat(work.partition().stream().value()).isEqualTo("deploy-keys");
            assertThat(work.reason()).isEqualTo("webhook deploy_key.created");
            assertThat(work.run()).isEmpty();
            assertThat(work.baseline()).isTrue();
        });
        assertThat(events(fixture)).containsExactly("webhook/" + digest(KEY_ADDED));
    }

    @Test
    void marksRereadsAsNonBaselineAfterFirstCompleteSweep() {
        fixture.bench.sweeps.recordBaseline(FunctionTestbed.TENANT, ModelSamples.OTHER, ModelSamples.NOON);
        fixture.send(github("d-1", "deploy_key", KEY_ADDED));
        assertThat(fixture.bench.queue.pending()).noneMatch(SyncWork::baseline);
    }

    @Test
    void acceptsPlainTextBodies() {
        String body = KEY_ADDED.replace("\"ci\"", "\"ağ ş 試\"");
        APIGatewayV2HTTPEvent event = github("d-1", "deploy_key", body);
        event.setBody(body);
        event.setIsBase64Encoded(false);
        assertThat(fixture.send(event)).isEqualTo(202);
    }

    @Test
    void ignoresDuplicateDelivery() {
        APIGatewayV2HTTPEvent delivery = github("d-1", "deploy_key", KEY_ADDED);
        fixture.send(delivery);
        assertThat(fixture.send(delivery)).isEqualTo(200);
        assertThat(fixture.bench.queue.size()).isEqualTo(1);

        fixture.bench.clock.advance(ReceiveWebhook.REMEMBERED.plus(Duration.ofSeconds(1)));
        assertThat(fixture.send(delivery)).isEqualTo(202);
        assertThat(events(fixture)).hasSize(1);
    }

    @Test
    void addsNoEvidenceIfSignedBodyIsReplayedWithOtherDeliveryIdsAndEvents() {
        fixture.send(github("d-0", "deploy_key", KEY_REMOVED));
        for (int i = 1; i <= 20; i++) {
            fixture.bench.clock.advance(Duration.ofHours(12)); // the last replays come after the delivery is forgotten
            assertThat(fixture.send(github("d-" + i, "deploy_key", KEY_REMOVED)))
                    .isLessThan(300);
            assertThat(fixture.send(github("d-" + i, "repository", KEY_REMOVED)))
                    .isEqualTo(400);
        }
        List<AccessEvent> events = fixture.bench
                .access
                .identityRecord(FunctionTestbed.TENANT, ReceiveWebhookFixture.DEPLOY_KEY)
                .orElseThrow()
                .events();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.key()).isEqualTo("webhook/" + digest(KEY_REMOVED));
            assertThat(event.at()).isEqualTo(Timestamp.unknown());
        });
    }

    @Test
    void rereadsListingIfSameContentArrivesAgainLater() {
        fixture.send(github("d-1", "organization", MEMBER_REMOVED));
        fixture.bench.clock.advance(RereadScheduler.WINDOW.multipliedBy(3));
        // The same person left, joined again and has now left again: GitHub sends the same bytes.
        assertThat(fixture.send(github("d-2", "organization", MEMBER_REMOVED))).isEqualTo(200);
        assertThat(fixture.bench.queue.size()).isEqualTo(2);
    }

    @Test
    void queuesOneRereadForBurstOfDeliveries() {
        fixture.send(github("d-1", "deploy_key", KEY_ADDED));
        fixture.send(github("d-2", "deploy_key", KEY_ADDED));
        assertThat(fixture.bench.queue.size()).isEqualTo(1);
        assertThat(events(fixture)).containsExactly("webhook/" + digest(KEY_ADDED));
    }

    @Test
    void revealsNothingToSenderOfForgedDelivery() {
        String forged = "sha256=" + signature("another secret", KEY_ADDED);
        APIGatewayV2HTTPResponse answer = fixture.answer(event(PATH, "d-1", "deploy_key", KEY_ADDED, forged));
        assertThat(answer.getStatusCode()).isEqualTo(401);
        assertThat(answer.getBody()).isEmpty();
        assertNothingHappened();
    }

    @Test
    void rejectsTruncatedBody() {
        String genuine = "sha256=" + signature(SECRET, KEY_ADDED);
        String truncated = KEY_ADDED.substring(0, KEY_ADDED.length() / 2);
        assertThat(fixture.send(event(PATH, "d-1", "deploy_key", truncated, genuine)))
                .isEqualTo(401);
        // If the signature covers the truncated body, the delivery is genuine, but its body is not JSON.
        assertThat(fixture.send(github("d-1", "deploy_key", truncated))).isEqualTo(400);
        assertNothingHappened();
    }

    @Test
    void rejectsInvalidBase64() {
        APIGatewayV2HTTPEvent event = github("d-1", "deploy_key", KEY_ADDED);
        event.setBody("%%%");
        assertThat(fixture.send(event)).isEqualTo(400);
    }

    @Test
    void rejectsOversizedBody() {
        String large = "{\"padding\":\"" + "x".repeat(26 * 1024 * 1024) + "\"}";
        assertThat(fixture.send(event(PATH, "d-1", "deploy_key", large, "sha256=" + "0".repeat(64))))
                .isEqualTo(413);
    }

    @Test
    void rejectsEmptyEvent() {
        assertThat(fixture.send(new APIGatewayV2HTTPEvent())).isEqualTo(404);
        var bare = new APIGatewayV2HTTPEvent();
        bare.setRawPath(PATH);
        assertThat(fixture.send(bare)).isEqualTo(400);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "/webhooks",
                "/webhooks/acme",
                "/webhooks/acme/",
                "/webhooks/acme/nobody",
                "/webhooks/other/github-acme",
                "/webhooks/ACME/github-acme",
                "/webhooks/../acme/github-acme",
                "/hooks/acme/github-acme",
                "/webhooks/acme/google-acme" // this provider sends no webhooks
            })
    void returns404ForUnknownPaths(String path) {
        String genuine = "sha256=" + signature(SECRET, KEY_ADDED);
        assertThat(fixture.send(event(path, "d-1", "deploy_key", KEY_ADDED, genuine)))
                .isEqualTo(404);
        assertNothingHappened();
    }

    @Test
    void acceptsPing() {
        APIGatewayV2HTTPResponse answer = fixture.answer(github("d-1", "ping", "{\"zen\":\"Keep it simple.\"}"));
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("pong");
    }

    @Test
    void ignoresIrrelevantEvent() {
        assertThat(fixture.send(github("d-1", "pull_request", "{\"organization\":{\"login\":\"acme\"}}")))
                .isEqualTo(200);
        assertNothingHappened();
    }

    @Test
    void returns503WhileSecretIsMissing() {
        fixture.credentials.clear();
        assertThat(fixture.send(github("d-1", "deploy_key", KEY_ADDED))).isEqualTo(503);
    }

    @Test
    void passesPathAndQueryToVerifierAndRejectsStaleDelivery() {
        fixture.bench.connector.webhooks(new WebhookVerifier() {
            @Override
            public int maxBytes() {
                return 10;
            }

            @Override
            public WebhookOutcome accept(ProviderSession session, WebhookRequest request) {
                assertThat(request.path()).isEqualTo("secret/token");
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.query()).isEqualTo(Map.of("channel", "one two", "empty", ""));
                return new WebhookOutcome.Refused(401, "the channel has expired");
            }
        });
        Map<String, String> query = new HashMap<>(Map.of("channel", "one two"));
        query.put("empty", null);
        APIGatewayV2HTTPEvent stale = event("/webhooks/acme/google-acme/secret/token", "d", "e", "{}", "s");
        stale.setQueryStringParameters(query);
        assertThat(fixture.send(stale)).isEqualTo(401);
        assertThat(fixture.send(event("/webhooks/acme/google-acme/secret/token", "d", "e", "{ \"large\": 1 }", "s")))
                .isEqualTo(413);
    }

    @Test
    void returns503OnInternalFailure() {
        fixture.bench.connector.webhooks(new WebhookVerifier() {
            @Override
            public int maxBytes() {
                return 10;
            }

            @Override
            public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
                if (request.path().equals("broken")) {
                    throw new IllegalStateException("canary that must not be logged");
                }
                throw new ConnectorException(new ConnectorProblem.Misconfigured("no secret"));
            }
        });
        assertThat(fixture.send(event("/webhooks/acme/google-acme/broken", "d", "e", "{}", "s")))
                .isEqualTo(503);
        assertThat(fixture.send(event("/webhooks/acme/google-acme", "d", "e", "{}", "s")))
                .isEqualTo(503);
    }

    @Test
    void reachesSameStateWhereverItIsInterrupted() throws Exception {
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            try (var failing = new ReceiveWebhookFixture(kill)) {
                for (String delivery : new String[] {"d-1", "d-2", "d-1"}) {
                    boolean delivered = false;
                    while (!delivered) {
                        try {
                            delivered = failing.send(github(delivery, "deploy_key", named(delivery))) < 300;
                        } catch (ProcessCrashedError _) {
                            kill.restart();
                        }
                    }
                }
                // A reread may be queued twice, because the function that receives it skips duplicates, but no reread
                // may be missing.
                return new EndState(
                        new TreeSet<>(failing.bench.queue.pending().stream()
                                .map(SyncWork::toString)
                                .toList()),
                        events(failing),
                        failing.bench.handled.seen(
                                FunctionTestbed.TENANT,
                                "webhook/github-acme",
                                digest(named("d-2")),
                                failing.bench.clock.instant()));
            }
        });
        assertThat(operations).isGreaterThan(8);
    }

    private static String named(String key) {
        return KEY_ADDED.replace("\"ci\"", "\"%s\"".formatted(key));
    }

    private static String digest(String body) {
        return new WebhookRequest("POST", "", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8)).bodyDigest();
    }

    private record EndState(SortedSet<String> queued, SortedSet<String> events, boolean remembered) {}

    private void assertNothingHappened() {
        assertThat(fixture.bench.queue.size()).isZero();
        assertThat(events(fixture)).isEmpty();
        assertThat(fixture.bench.deadLetters.letters()).isEmpty();
    }

    private static SortedSet<String> events(ReceiveWebhookFixture fixture) {
        var ids = new TreeSet<String>();
        fixture.bench
                .access
                .identityRecord(FunctionTestbed.TENANT, ReceiveWebhookFixture.DEPLOY_KEY)
                .ifPresent(identityRecord -> identityRecord.events().forEach(event -> ids.add(event.key())));
        return ids;
    }
}
