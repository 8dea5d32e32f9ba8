package io.grantkeeper.demo;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An agent whose gateway sends a request to the suite's decision point over HTTP before each action. */
final class DemoAgent {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final IdentityId identity;
    private final LocalSuite suite;
    private final Clock clock;
    private final String key;
    private final Instant since;
    private final HttpClient gateway = HttpClient.newHttpClient();
    private int asked;

    DemoAgent(IdentityId identity, LocalSuite suite, DemoCompany company) {
        this.identity = identity;
        this.suite = suite;
        this.clock = company.simulator().clock();
        this.key = company.gatewayKey();
        this.since = clock.instant();
    }

    /** Asks the decision point whether the agent may perform an action on a resource, and returns the response. */
    JsonNode requestDecision(String action, String type, String id) {
        asked++;
        String call = ModelJson.write(Map.of(
                "subject", Map.of("type", "agent", "id", identity.toString()),
                "action", Map.of("name", action),
                "resource", Map.of("type", type, "id", id)));
        try {
            HttpResponse<String> answer = gateway.send(
                    HttpRequest.newBuilder(suite.address().orElseThrow().resolve("/access/v1/evaluation"))
                            .header("Content-Type", "application/json")
                            .header("X-API-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofString(call))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the decision point responded with HTTP " + answer.statusCode());
            }
            return ModelJson.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the decision point is unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the decision point", e);
        }
    }

    /**
     * Simulates a working day of the agent.
     *
     * @param calendars how many times the agent reads a calendar
     * @param mails how many times the agent sends an email
     */
    void simulateDay(int calendars, int mails) {
        for (int i = 0; i < calendars; i++) {
            var _ = requestDecision("read", "calendar", "week-" + i);
        }
        for (int i = 0; i < mails; i++) {
            var _ = requestDecision("send", "mail", "minutes-" + i);
        }
        awaitRecordedDecisions();
    }

    /** Waits until the decisions are recorded, which happens shortly after the responses. */
    private void awaitRecordedDecisions() {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (countRecorded() < asked) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%d of %d decisions were recorded".formatted(countRecorded(), asked));
            }
            Thread.onSpinWait();
        }
    }

    private int countRecorded() {
        return StorePage.readAll(from -> suite.stores()
                        .decisions()
                        .between(DemoCompany.TENANT, since, clock.instant().plusSeconds(1), 500, from))
                .size();
    }
}
