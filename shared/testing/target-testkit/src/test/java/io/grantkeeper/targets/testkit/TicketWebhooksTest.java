package io.grantkeeper.targets.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.inbound.JiraWebhook;
import io.grantkeeper.targets.inbound.PagerDutyWebhook;
import io.grantkeeper.targets.inbound.StandardTicketWebhook;
import io.grantkeeper.targets.inbound.TicketEvent;
import io.grantkeeper.targets.inbound.TicketEvent.What;
import io.grantkeeper.targets.inbound.TicketWebhook;
import io.grantkeeper.targets.inbound.TicketWebhook.Delivery;
import io.grantkeeper.targets.inbound.TicketWebhook.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the webhooks of each vendor, as signed by the vendor's double. */
class TicketWebhooksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant AT = NOW.minusSeconds(30);
    private static final String KEY = "gk-0123456789abcdef0123456789abcdef-1";
    private static final String SECRET = "webhook-signing-secret";
    private static final String STANDARD_SECRET = "whsec_" + "U2VjcmV0".repeat(5);

    private final TicketWebhook pagerDuty = new PagerDutyWebhook("oncall", () -> Secret.of(SECRET));
    private final TicketWebhook jira = new JiraWebhook("security-jira", () -> Secret.of(SECRET));
    private final TicketWebhook standard = new StandardTicketWebhook("itsm", () -> Secret.of(STANDARD_SECRET));

    private static Reading read(TicketWebhook webhook, Map<String, String> headers, String body) {
        return webhook.read(new Delivery(headers, body.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "incident.resolved,CLOSED",
        "incident.acknowledged,ACKNOWLEDGED",
        "incident.unacknowledged,REOPENED",
        "incident.reopened,REOPENED"
    })
    void readsPagerDutyIncident(String type, What what) {
        String body = PagerDutyDouble.webhook(type, KEY, AT);
        assertThat(read(pagerDuty, PagerDutyDouble.headers(SECRET, body), body))
                .isEqualTo(new Reading.Changed(new TicketEvent(KEY, what, AT)));
    }

    @ParameterizedTest
    @CsvSource({
        "jira:issue_updated,done,CLOSED",
        "jira:issue_updated,indeterminate,ACKNOWLEDGED",
        "jira:issue_updated,new,REOPENED",
        "jira:issue_deleted,new,CLOSED"
    })
    void readsJiraIssue(String event, String category, What what) {
        String body = JiraDouble.webhook(event, KEY, category, AT);
        assertThat(read(jira, JiraDouble.headers(SECRET, body), body))
                .isEqualTo(new Reading.Changed(new TicketEvent(KEY, what, AT)));
    }

    @ParameterizedTest
    @CsvSource({"ticket.closed,CLOSED", "ticket.acknowledged,ACKNOWLEDGED", "ticket.reopened,REOPENED"})
    void readsStandardWebhook(String type, What what) {
        String body = WebhookDouble.webhook(type, KEY, AT);
        assertThat(read(standard, WebhookDouble.headers(STANDARD_SECRET, body, NOW), body))
                .isEqualTo(new Reading.Changed(new TicketEvent(KEY, what, AT)));
    }

    @Test
    void rejectsWebhookWithWrongKeyChangedBodyOrNoSignature() {
        String incident = PagerDutyDouble.webhook("incident.resolved", KEY, AT);
        assertThat(read(pagerDuty, PagerDutyDouble.headers("other", incident), incident))
                .isEqualTo(new Reading.Forged());
        assertThat(read(pagerDuty, PagerDutyDouble.headers(SECRET, incident), incident + " "))
                .isEqualTo(new Reading.Forged());
        assertThat(read(pagerDuty, Map.of(), incident)).isEqualTo(new Reading.Forged());
        String issue = JiraDouble.webhook("jira:issue_updated", KEY, "done", AT);
        assertThat(read(jira, JiraDouble.headers("other", issue), issue)).isEqualTo(new Reading.Forged());
        assertThat(read(jira, Map.of("x-hub-signature", "sha256="), issue)).isEqualTo(new Reading.Forged());
        String ticket = WebhookDouble.webhook("ticket.closed", KEY, AT);
        assertThat(read(standard, WebhookDouble.headers("whsec_" + "T3RoZXIu".repeat(5), ticket, NOW), ticket))
                .isEqualTo(new Reading.Forged());
        assertThat(read(standard, Map.of(), ticket)).isEqualTo(new Reading.Forged());
    }

    @Test
    void rejectsStandardWebhookThatIsTooOldOrFromTheFuture() {
        String body = WebhookDouble.webhook("ticket.closed", KEY, AT);
        for (Duration off : new Duration[] {Duration.ofMinutes(6), Duration.ofMinutes(-6)}) {
            assertThat(read(standard, WebhookDouble.headers(STANDARD_SECRET, body, NOW.plus(off)), body))
                    .isEqualTo(new Reading.Forged());
        }
    }

    @Test
    void ignoresGenuineWebhookAboutSomethingElse() {
        for (String body : new String[] {
            PagerDutyDouble.webhook("incident.annotated", KEY, AT),
            PagerDutyDouble.webhook("incident.resolved", "", AT),
            "{}"
        }) {
            assertThat(read(pagerDuty, PagerDutyDouble.headers(SECRET, body), body))
                    .isEqualTo(new Reading.Irrelevant());
        }
        String issue = JiraDouble.webhook("jira:issue_updated", "no-key", "done", AT);
        assertThat(read(jira, JiraDouble.headers(SECRET, issue), issue)).isEqualTo(new Reading.Irrelevant());
        String other = WebhookDouble.webhook("user.created", KEY, AT);
        assertThat(read(standard, WebhookDouble.headers(STANDARD_SECRET, other, NOW), other))
                .isEqualTo(new Reading.Irrelevant());
    }

    @Test
    void reportsUnreadableGenuineWebhook() {
        for (String body : new String[] {"", "[1]", "{\"event\": ", "null", "[".repeat(50_000)}) {
            assertThat(read(pagerDuty, PagerDutyDouble.headers(SECRET, body), body))
                    .isEqualTo(new Reading.Malformed());
            assertThat(read(jira, JiraDouble.headers(SECRET, body), body)).isEqualTo(new Reading.Malformed());
            assertThat(read(standard, WebhookDouble.headers(STANDARD_SECRET, body, NOW), body))
                    .isEqualTo(new Reading.Malformed());
        }
    }
}
