package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Incidents in the console: what the console shows, and how a person closes them. */
class IncidentApiTest extends ConsoleFixture {
    private static String close(String verdict, String why) {
        return "{\"verdict\": \"%s\", \"why\": \"%s\"}".formatted(verdict, why);
    }

    private APIGatewayV2HTTPResponse close(Map<String, String> headers, String body) {
        return send("POST", "/api/v1/incidents/incident-1/close", headers, Optional.of(body));
    }

    private int matching(String query) {
        return json(get(ConsoleRole.VIEWER, "/incidents?" + query))
                .path("matching")
                .asInt(-1);
    }

    @Test
    void showsTimelineAcrossIdentitiesInOrder() {
        JsonNode detail = json(get(ConsoleRole.RESPONDER, "/incidents/incident-1"));
        assertThat(detail.path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("type").asString("")))
                .containsExactly("new-place", "burst", "dormant");
        JsonNode incident = detail.path("incident");
        assertThat(incident.path("severity").asString("")).isEqualTo("critical");
        assertThat(incident.path("summary").asString("")).isEqualTo("It showed the signal burst.");
        assertThat(incident.path("identities").size()).isEqualTo(2);
        assertThat(incident.path("providers").path(0).asString("")).isEqualTo("Google Workspace");
        assertThat(incident.path("closure").isNull()).isTrue();
    }

    @Test
    void filtersListByStatusSeverityIdentityAndText() {
        assertThat(matching("")).isEqualTo(1);
        assertThat(matching("status=closed")).isZero();
        assertThat(matching("severity=low,medium")).isZero();
        assertThat(matching("identity=" + EncodedIdentityIds.of(OTHER))).isEqualTo(1);
        assertThat(matching("identity=" + EncodedIdentityIds.of(ModelSamples.appId("missing"))))
                .isZero();
        assertThat(matching("q=SIGNAL%20BURST")).isEqualTo(1);
        assertThat(matching("q=elsewhere")).isZero();
    }

    @Test
    void showsEffectsOfContainmentWithoutChangingAnything() {
        JsonNode items = json(get(ConsoleRole.RESPONDER, "/incidents/incident-1/containment"))
                .path("items");
        assertThat(items.size()).isEqualTo(2);
        JsonNode notes = items.path(0);
        assertThat(notes.path("identity").path("id").asString("")).isEqualTo(NOTES.toString());
        assertThat(notes.path("grants").path("value").asInt(-1)).isEqualTo(1);
        assertThat(notes.path("people").path(0).asString("")).isNotEmpty();
        assertThat(notes.path("byCall").asBoolean(false)).isTrue();
        assertThat(notes.path("question").asString("")).isEqualTo("q1");
        assertThat(recorded).isEmpty();
        assertThat(settled).isEmpty();
    }

    @Test
    void statesThatNothingIsKnownAboutRemovedIdentity() {
        var _ = incidents.save(
                TENANT,
                Incident.open("incident-2", ModelSamples.NOON)
                        .with(signal(ModelSamples.appId("deleted"), "tor", Severity.HIGH, 1), List.of()));
        JsonNode item = json(get(ConsoleRole.RESPONDER, "/incidents/incident-2/containment"))
                .path("items")
                .path(0);
        assertThat(item.path("state").asString("")).isEqualTo("unknown");
        assertThat(item.path("grants").path("state").asString("")).isEqualTo("unknown");
        assertThat(item.path("lastUsed").path("state").asString("")).isEqualTo("unknown");
    }

    private void ticket(String id, TicketStatus status, Optional<String> reference) {
        AlertTicket ticket = AlertTicket.claimed(
                id,
                "security",
                "ServiceNow",
                NOTES,
                "unusual-activity/burst",
                "App notes read far more than before",
                ModelSamples.NOON,
                ModelSamples.minute(5));
        assertThat(tickets.open(
                        TENANT,
                        reference
                                .map(name -> ticket.withReference(name, Optional.of("https://acme.example/" + id)))
                                .orElse(ticket)
                                .withStatus(status, ModelSamples.minute(9))))
                .isTrue();
    }

    private JsonNode tickets() {
        return json(get(ConsoleRole.VIEWER, "/incidents/incident-1")).path("tickets");
    }

    @Test
    void showsTicketsOpenedByAlertsOfIncident() {
        assertThat(tickets().isEmpty()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        ticket("t1", TicketStatus.ACKNOWLEDGED, Optional.of("INC0010012/46f9c1ba"));
        assertThat(tickets().size()).isEqualTo(1);
        JsonNode shown = tickets().path(0);
        assertThat(shown.path("product").asString("")).isEqualTo("ServiceNow");
        assertThat(shown.path("status").asString("")).isEqualTo("acknowledged");
        assertThat(shown.path("reference").asString("")).isEqualTo("INC0010012");
        assertThat(shown.path("url").asString("")).isEqualTo("https://acme.example/t1");
        assertThat(shown.path("identity").path("id").asString("")).isEqualTo(NOTES.toString());
    }

    @Test
    void showsTicketAsClosedAfterItsFindingEnded() {
        ticket("t1", TicketStatus.CLOSED, Optional.of("gk-0123"));
        assertThat(tickets().path(0).path("status").asString("")).isEqualTo("closed");
        assertThat(tickets().path(0).path("reference").isNull())
                .as("Grantkeeper's own key is no name")
                .isTrue();
    }

    @Test
    void readsTicketsAgainAfterClosing() {
        assertThat(tickets().isEmpty()).isTrue();
        ticket("t1", TicketStatus.OPEN, Optional.of("INC1"));
        JsonNode closed = json(post(
                ConsoleRole.RESPONDER, "/incidents/incident-1/close", Optional.of(close("benign", "a migration"))));
        assertThat(closed.path("tickets").path(0).path("reference").asString(""))
                .isEqualTo("INC1");
    }

    @Test
    void showsNewIncidentInListWithinFiveSeconds() {
        assertThat(matching("")).isEqualTo(1);
        var _ = incidents.save(
                TENANT,
                Incident.open("incident-2", ModelSamples.NOON).with(signal(NOTES, "tor", Severity.HIGH, 1), List.of()));
        clock.advance(Duration.ofSeconds(4));
        assertThat(matching("")).as("read less than five seconds ago").isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(matching("")).isEqualTo(2);
    }

    @Test
    void listsClosedIncidentAsClosedImmediately() {
        assertThat(matching("status=open")).isEqualTo(1);
        assertThat(post(ConsoleRole.RESPONDER, "/incidents/incident-1/close", Optional.of(close("false", "a test")))
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(matching("status=open")).isZero();
        assertThat(matching("status=closed")).isEqualTo(1);
    }

    private JsonNode revocation() {
        String state =
                json(get(ConsoleRole.ADMIN, "/questions/q1")).path("state").asString("");
        return json(post(
                ConsoleRole.ADMIN,
                "/questions/q1/preview",
                Optional.of("{\"answer\": \"revoke\", \"state\": \"%s\"}".formatted(state))));
    }

    @Test
    void showsApiCallsBeforeRevokingAccess() {
        assertThat(revocation().path("details").valueStream().map(line -> line.asString("")))
                .containsExactly("Call: DELETE users/1/tokens/notes");
    }

    @Test
    void showsManualStepsIfNoApiCallCanRevokeAccess() {
        RevocationPlan manual =
                new RevocationPlan.Manual("the provider has no call for it", List.of("Delete the key."));
        preview = RevocationPreview.of(
                access.identityRecord(TENANT, NOTES).orElseThrow(),
                List.of(new RevocationStep.Planned(List.of(), manual)),
                List.of());
        JsonNode shown = revocation();
        assertThat(shown.path("lines").valueStream().map(line -> line.asString("")))
                .containsExactly(
                        "The answer records that the access should be removed, and lists the steps for removing it.",
                        "Grantkeeper cannot do this by itself: an administrator must do it by hand.");
        assertThat(shown.path("details").valueStream().map(line -> line.asString("")))
                .containsExactly("By hand: the provider has no call for it", "Delete the key.");
    }

    @Test
    void resolvesMergedIncidentToIncidentWithItsEntries() {
        var _ = incidents.save(
                TENANT, Incident.open("incident-9", ModelSamples.NOON).mergedInto("incident-1"));
        assertThat(json(get(ConsoleRole.VIEWER, "/incidents/incident-9"))
                        .path("incident")
                        .path("id")
                        .asString(""))
                .isEqualTo("incident-1");
        assertThat(matching("")).isEqualTo(1);
        assertThat(get(ConsoleRole.VIEWER, "/incidents/incident-8").getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void closesWithVerdictAndReasonThroughSameUseCaseAsCommandLine() {
        Finding reported = ModelSamples.finding(NOTES, "unusual-activity/burst", Severity.CRITICAL);
        findings.open(TENANT, reported, Optional.empty());
        Browser ana = signedIn("ana@acme.example", ConsoleRole.RESPONDER);
        JsonNode closed = json(close(ana.writing(), close("benign", "a migration")));
        assertThat(closed.path("incident").path("status").asString("")).isEqualTo("closed");
        JsonNode closure = closed.path("incident").path("closure");
        assertThat(closure.path("by").asString("")).isEqualTo("ana@acme.example");
        assertThat(closure.path("why").asString("")).isEqualTo("a migration");
        assertThat(incidents
                        .find(TENANT, "incident-1")
                        .flatMap(Incident::closure)
                        .flatMap(Incident.Closure::session))
                .as("the session, by the digest under which it is stored")
                .isPresent();
        assertThat(findings.openByIdentity(TENANT, NOTES))
                .extracting(Finding::key)
                .doesNotContain(reported.key());
        ProfileKey profile =
                new ProfileKey(ProfileKey.Kind.IDENTITY, NOTES.connection().value(), NOTES.externalId());
        assertThat(profiles.load(TENANT, List.of(profile))
                        .get(profile)
                        .profile()
                        .section(ProfileSection.ANSWERS))
                .hasSize(2);
        assertThat(recorded)
                .extracting(entry -> entry.what())
                .singleElement()
                .isInstanceOfSatisfying(
                        LedgerEvent.ChangeRequested.class,
                        change -> assertThat(change.operation()).isEqualTo("closeIncident"));
    }

    @Test
    void requiresFreshSignInToClose() {
        Browser ana = signedIn("ana@acme.example", ConsoleRole.RESPONDER);
        clock.advance(ConsoleSession.FRESH.plus(Duration.ofSeconds(1)));
        APIGatewayV2HTTPResponse refused = close(ana.writing(), close("true", "an attack"));
        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(json(refused).path("type").asString("")).endsWith(":step-up-required");
        assertThat(incidents.find(TENANT, "incident-1").orElseThrow().isOpen()).isTrue();
    }

    @Test
    void requiresVerdictAndReason() {
        for (String body : List.of(
                close("maybe", "a reason"), close("benign", ""), "{\"verdict\": \"true\"}", "{\"why\": \"because\"}")) {
            APIGatewayV2HTTPResponse refused =
                    post(ConsoleRole.RESPONDER, "/incidents/incident-1/close", Optional.of(body));
            assertThat(refused.getStatusCode()).as(body).isEqualTo(400);
            assertThat(json(refused).path("field").asString("")).as(body).isIn("verdict", "why", "body");
        }
    }

    @Test
    void completesInterruptedClosingBySamePersonAndRefusesOtherVerdict() {
        Incident open = incidents.find(TENANT, "incident-1").orElseThrow();
        var _ = incidents.save(
                TENANT,
                open.closed(
                        new Incident.Closure(IncidentVerdict.FALSE, "ana@acme.example", "a test", ModelSamples.NOON)));
        clock.advance(Duration.ofMinutes(1));
        Browser ana = signedIn("ana@acme.example", ConsoleRole.RESPONDER);
        assertThat(close(ana.writing(), close("false", "a test")).getStatusCode())
                .isEqualTo(200);
        ProfileKey profile =
                new ProfileKey(ProfileKey.Kind.IDENTITY, NOTES.connection().value(), NOTES.externalId());
        assertThat(profiles.load(TENANT, List.of(profile))).containsKey(profile);
        APIGatewayV2HTTPResponse other = close(ana.writing(), close("true", "an attack after all"));
        assertThat(other.getStatusCode()).isEqualTo(409);
        assertThat(json(other).path("detail").asString("")).contains("was closed as false by ana@acme.example");
    }

    @Test
    void returnsFirstResponseToRepeatedRequest() {
        Map<String, String> headers = writing(Map.of(
                "x-api-key",
                key(ConsoleRole.RESPONDER),
                "idempotency-key",
                UUID.randomUUID().toString()));
        APIGatewayV2HTTPResponse first = close(headers, close("true", "an attack"));
        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(close(headers, close("true", "an attack")).getBody()).isEqualTo(first.getBody());
        assertThat(recorded).hasSize(1);
    }
}
