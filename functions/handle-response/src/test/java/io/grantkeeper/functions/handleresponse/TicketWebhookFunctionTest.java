package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.InMemoryTicketStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.inbound.PagerDutyWebhook;
import io.grantkeeper.targets.inbound.RecordTicketEvent;
import io.grantkeeper.targets.testkit.PagerDutyDouble;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketWebhookFunctionTest {
    private static final String ID = "gk-0123456789abcdef0123456789abcdef";
    private static final String SECRET = "canary-signing-secret";
    private static final TenantId TENANT = new TenantId("acme");

    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemoryTicketStore tickets = new InMemoryTicketStore();
    private final TicketWebhookFunction function = new TicketWebhookFunction(
            List.of(new PagerDutyWebhook("oncall", () -> Secret.of(SECRET))),
            new RecordTicketEvent(tickets, clock),
            _ -> HtmlPageResponse.plainResponse(418),
            clock);

    @BeforeEach
    void storeTicket() {
        AlertTicket claimed = AlertTicket.claimed(
                ID,
                "oncall",
                "PagerDuty",
                ModelSamples.appId("notely"),
                "shadow-ai/notely",
                "Notely can read all of your mail",
                clock.instant(),
                clock.instant());
        tickets.open(TENANT, claimed);
        tickets.save(
                TENANT,
                claimed.withVersion(1)
                        .withReference(ID + "-1", Optional.empty())
                        .withStatus(TicketStatus.OPEN, clock.instant()));
    }

    private int post(String path, Map<String, String> headers, String body) {
        APIGatewayV2HTTPEvent event = event("POST", path, headers, body);
        APIGatewayV2HTTPResponse response = function.apply(event);
        assertThat(response.getBody()).isEmpty();
        return response.getStatusCode();
    }

    private static APIGatewayV2HTTPEvent event(String method, String path, Map<String, String> headers, String body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRawPath(path);
        event.setHeaders(headers);
        event.setBody(body);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .build())
                .build());
        return event;
    }

    private String resolved() {
        return PagerDutyDouble.webhook(
                "incident.resolved", ID + "-1", clock.instant().plusSeconds(9));
    }

    private TicketStatus status() {
        return tickets.find(TENANT, ID).orElseThrow().status();
    }

    @Test
    void recordsThatPersonClosedTicket() {
        String body = resolved();
        assertThat(post("/tickets/acme/oncall", PagerDutyDouble.headers(SECRET, body), body))
                .isEqualTo(200);
        assertThat(status()).isEqualTo(TicketStatus.HANDLED);
        assertThat(post("/tickets/acme/oncall", PagerDutyDouble.headers(SECRET, body), body))
                .as("redelivery")
                .isEqualTo(200);
    }

    @Test
    void changesNothingWithoutSignatureOfTarget() {
        String body = resolved();
        assertThat(post("/tickets/acme/oncall", PagerDutyDouble.headers("other", body), body))
                .isEqualTo(401);
        assertThat(post("/tickets/acme/oncall", Map.of(), body)).isEqualTo(401);
        assertThat(post("/tickets/acme/chat", PagerDutyDouble.headers(SECRET, body), body))
                .isEqualTo(404);
        assertThat(post("/tickets/acme/oncall/more", PagerDutyDouble.headers(SECRET, body), body))
                .isEqualTo(404);
        assertThat(post("/tickets/Ac%20me/oncall", PagerDutyDouble.headers(SECRET, body), body))
                .isEqualTo(400);
        assertThat(post("/tickets/other/oncall", PagerDutyDouble.headers(SECRET, body), body))
                .as("a genuine webhook about an unknown ticket is not repeated")
                .isEqualTo(200);
        assertThat(status()).isEqualTo(TicketStatus.OPEN);
    }

    @Test
    void rejectsOtherMethodsAndOversizedBodies() {
        assertThat(function.apply(event("GET", "/tickets/acme/oncall", Map.of(), ""))
                        .getStatusCode())
                .isEqualTo(405);
        assertThat(post("/tickets/acme/oncall", Map.of(), "x".repeat(300_000))).isEqualTo(400);
    }

    @Test
    void passesOnRequestsForOtherPaths() {
        assertThat(post("/answers/ticket", Map.of(), "")).isEqualTo(418);
        assertThat(function.apply(new APIGatewayV2HTTPEvent()).getStatusCode()).isEqualTo(418);
    }
}
