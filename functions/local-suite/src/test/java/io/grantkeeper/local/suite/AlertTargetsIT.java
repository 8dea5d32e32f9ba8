package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertTargets;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import io.grantkeeper.targets.inbound.JiraWebhook;
import io.grantkeeper.targets.inbound.PagerDutyWebhook;
import io.grantkeeper.targets.inbound.StandardTicketWebhook;
import io.grantkeeper.targets.jira.JiraTarget;
import io.grantkeeper.targets.pagerduty.PagerDutyTarget;
import io.grantkeeper.targets.servicenow.ServiceNowTarget;
import io.grantkeeper.targets.teams.TeamsTarget;
import io.grantkeeper.targets.testkit.JiraDouble;
import io.grantkeeper.targets.testkit.PagerDutyDouble;
import io.grantkeeper.targets.testkit.ServiceNowDouble;
import io.grantkeeper.targets.testkit.TargetDouble;
import io.grantkeeper.targets.testkit.TeamsDouble;
import io.grantkeeper.targets.testkit.WebhookDouble;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import io.grantkeeper.targets.webhook.StandardWebhookTarget;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests the path from a provider's change to a ticket in each target, and back, through the functions and over HTTP.
 */
@DisplayName("A finding's tickets")
class AlertTargetsIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final String SECRET = "whsec_" + "QUJD".repeat(8);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = OutboundHttpClients.client(PATIENCE).build();

    private static final JiraDouble JIRA = new JiraDouble("bot@acme.example", "token");
    private static final PagerDutyDouble PAGER_DUTY = new PagerDutyDouble("key");
    private static final ServiceNowDouble SERVICE_NOW = new ServiceNowDouble("bot", "password");
    private static final TeamsDouble TEAMS = new TeamsDouble("signature");
    private static final WebhookDouble WEBHOOK = new WebhookDouble(SECRET);
    private static final Map<String, TargetDouble> DOUBLES = Map.of(
            "jira", JIRA, "pagerduty", PAGER_DUTY, "servicenow", SERVICE_NOW, "teams", TEAMS, "webhook", WEBHOOK);

    private static final LocalMailServer MAIL = LocalMailServer.start();
    private static LocalSuite suite;

    @BeforeAll
    static void start() {
        suite = LocalSuite.start(options());
    }

    @AfterAll
    static void stop() {
        suite.close();
        MAIL.close();
        DOUBLES.values().forEach(TargetDouble::close);
    }

    private static AlertTargets targets() {
        List<AlertTarget> targets = List.of(
                new JiraTarget(
                        new JiraTarget.Settings(
                                "jira", JIRA.address(), "bot@acme.example", "SEC", "Task", Optional.empty(), false),
                        () -> Secret.of("token"),
                        new AlertTargetHttpClient(HTTP, "Jira", PATIENCE)),
                new PagerDutyTarget(
                        "pagerduty",
                        PAGER_DUTY.address(),
                        () -> Secret.of("key"),
                        new AlertTargetHttpClient(HTTP, "PagerDuty", PATIENCE)),
                new ServiceNowTarget(
                        new ServiceNowTarget.Settings(
                                "servicenow",
                                SERVICE_NOW.address(),
                                Optional.of("bot"),
                                Optional.empty(),
                                "Solution provided"),
                        () -> Secret.of("password"),
                        new AlertTargetHttpClient(HTTP, "ServiceNow", PATIENCE)),
                new TeamsTarget(
                        "teams",
                        () -> Secret.of(TEAMS.url()),
                        new AlertTargetHttpClient(HTTP, "Microsoft Teams", PATIENCE)),
                new StandardWebhookTarget(
                        "webhook",
                        WEBHOOK.address(),
                        () -> List.of(Secret.of(SECRET)),
                        new AlertTargetHttpClient(HTTP, "the webhook", PATIENCE),
                        Clock.systemUTC()));
        return new AlertTargets(
                targets.stream()
                        .map(target -> new AlertTargetRoute(target, Severity.LOW, Set.of()))
                        .toList(),
                List.of(
                        new JiraWebhook("jira", () -> Secret.of(SECRET)),
                        new PagerDutyWebhook("pagerduty", () -> Secret.of(SECRET)),
                        new StandardTicketWebhook("servicenow", () -> Secret.of(SECRET)),
                        new StandardTicketWebhook("webhook", () -> Secret.of(SECRET))));
    }

    private static LocalSuiteOptions options() {
        return MailedSuiteOptions.of(
                TENANT,
                MAIL,
                "security@acme.example",
                targets(),
                DetectionConfig.standard().withGroupingSeconds(0),
                new DecideDependencies(TENANT, DecideConfig.standard(), List.of()));
    }

    /**
     * Records that an account received administrator rights, as a sweep does, and returns the tickets of the resulting
     * finding.
     */
    private static List<AlertTicket> arrive(String name) {
        NonHumanIdentity account = NonHumanIdentity.of(
                        new IdentityId(GOOGLE, IdentityKind.SERVICE_ACCOUNT, name),
                        new ProviderId("google"),
                        "service-account",
                        name)
                .withStanding(ProviderStatus.ACTIVE);
        Grant role = Grant.of(
                        "role/admin",
                        GrantSubject.tenant(),
                        "google",
                        PermissionKind.APPLICATION,
                        List.of("https://www.googleapis.com/auth/admin.directory.rolemanagement"))
                .withStanding(ProviderStatus.ACTIVE);
        suite.stores()
                .access()
                .apply(
                        TENANT,
                        new ObservationBatch(
                                Instant.now(), false, List.of(new AccessObservation.GrantObserved(account, role))));
        assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();
        String finding = findings(account.id()).getFirst().key();
        List<AlertTicket> tickets = StorePage.readAll(
                        from -> suite.stores().tickets().live(TENANT, 100, from))
                .stream()
                .filter(ticket -> ticket.identity().equals(account.id())
                        && ticket.finding().equals(finding))
                .toList();
        assertThat(tickets).extracting(AlertTicket::target).containsExactlyInAnyOrderElementsOf(DOUBLES.keySet());
        assertThat(tickets).extracting(AlertTicket::status).containsOnly(TicketStatus.OPEN);
        DOUBLES.forEach(
                (target, system) -> assertThat(system.titles()).as(target).anyMatch(title -> title.contains(name)));
        return tickets;
    }

    private static List<Finding> findings(IdentityId identity) {
        return suite.stores().findings().openByIdentity(TENANT, identity);
    }

    private static AlertTicket current(AlertTicket ticket) {
        return suite.stores().tickets().find(TENANT, ticket.id()).orElseThrow();
    }

    private static int post(String target, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        suite.address().orElseThrow().resolve("/tickets/" + TENANT + "/" + target))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void closesTicketInEachTargetWhenFindingEnds() {
        List<AlertTicket> tickets = arrive("release-bot");
        AlertTicket first = tickets.getFirst();
        suite.stores().findings().close(TENANT, first.identity(), first.finding(), Instant.now());
        var _ = suite.escalate();
        for (AlertTicket ticket : tickets) {
            assertThat(DOUBLES.get(ticket.target()).isClosed(ticket.key()))
                    .as(ticket.target())
                    .isTrue();
            assertThat(current(ticket).status()).as(ticket.target()).isEqualTo(TicketStatus.CLOSED);
        }
    }

    @Test
    void countsTicketClosedInTargetAsHandledAndKeepsFindingOpen() throws Exception {
        List<AlertTicket> tickets = arrive("backup-bot");
        Instant now = Instant.now();
        for (AlertTicket ticket : tickets) {
            String key = ticket.key();
            int status =
                    switch (ticket.target()) {
                        case "jira" -> {
                            String body = JiraDouble.webhook("jira:issue_updated", key, "done", now);
                            yield post("jira", body, JiraDouble.headers(SECRET, body));
                        }
                        case "pagerduty" -> {
                            String body = PagerDutyDouble.webhook("incident.resolved", key, now);
                            yield post("pagerduty", body, PagerDutyDouble.headers(SECRET, body));
                        }
                        case "teams" -> 0; // Teams sends no webhooks
                        default -> {
                            String body = WebhookDouble.webhook("ticket.closed", key, now);
                            yield post(ticket.target(), body, WebhookDouble.headers(SECRET, body, now));
                        }
                    };
            if (!ticket.target().equals("teams")) {
                assertThat(status).as(ticket.target()).isBetween(200, 204);
                assertThat(current(ticket).status()).as(ticket.target()).isEqualTo(TicketStatus.HANDLED);
            }
        }
        assertThat(findings(tickets.getFirst().identity())).isNotEmpty();
        assertThat(post("jira", "{}", JiraDouble.headers("whsec_wrong", "{}")))
                .as("a webhook with a wrong signature")
                .isBetween(400, 403);
    }
}
