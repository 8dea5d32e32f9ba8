package io.grantkeeper.functions.alertowner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.alerts.SendTestAlert;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryTicketStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.SyncTickets;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import io.grantkeeper.targets.pagerduty.PagerDutyTarget;
import io.grantkeeper.targets.testkit.PagerDutyDouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertOwnerFunctionTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTELY = ModelSamples.appId("notely");
    private static final String RECIPIENT = "operator@acme.test";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryParkingQueue parked = new InMemoryParkingQueue();
    private final InMemoryWorkQueue<AlertWork> queue = new InMemoryWorkQueue<>(clock);
    private final List<AlertDelivery> sent = new ArrayList<>();
    private Optional<ChannelException> refusal = Optional.empty();

    /** A channel that reaches everyone and stores what it sends. */
    private final class StoringChannel implements AlertChannel {
        private final String name;

        private StoringChannel(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> addressOf(AlertRecipient recipient) {
            return Optional.of(recipient.email());
        }

        @Override
        public String render(AlertMessage message) {
            return message.title();
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            sent.add(send);
            return "receipt";
        }
    }

    private final AlertOwnerFunction function =
            function(List.of(new StoringChannel("slack"), new StoringChannel("email")));

    private AlertOwnerFunction function(List<AlertChannel> channels) {
        return function(channels, Optional.empty());
    }

    private AlertOwnerFunction function(List<AlertChannel> channels, Optional<SyncTickets> tickets) {
        return new AlertOwnerFunction(
                new SendOwnerAlerts(
                        access,
                        findings,
                        new InMemoryAlertDeliveryStore(findings),
                        channels,
                        _ -> "GitHub",
                        new AlertSettings(
                                Severity.LOW,
                                new AlertRecipient("Security", "security@acme.test", List.of()),
                                Duration.ofMinutes(2),
                                3),
                        Optional.empty(),
                        Optional.empty(),
                        clock),
                tickets,
                new SendTestAlert(channels, clock),
                queue,
                parked,
                clock);
    }

    private static SQSEvent event(String source, String body) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("test");
        message.setEventSource(source);
        message.setBody(body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    @Test
    void sendsTestAlertThroughEachChannel() {
        assertThat(function.apply(event("grantkeeper:test-alert", RECIPIENT)).getBatchItemFailures())
                .isEmpty();
        assertThat(sent).extracting(AlertDelivery::channel).containsExactly("slack", "email");
        assertThat(sent).allSatisfy(send -> {
            assertThat(send.recipient()).isEqualTo(RECIPIENT);
            assertThat(send.body()).isEqualTo("Test alert");
        });
    }

    @Test
    void reportsToCallerWhyTestAlertWasNotSent() {
        refusal = Optional.of(ChannelException.rejected("Amazon SES rejected the message"));
        assertThatThrownBy(() -> function.apply(event("grantkeeper:test-alert", RECIPIENT)))
                .hasMessage("Amazon SES rejected the message");
        assertThatThrownBy(() -> function(List.of()).apply(event("grantkeeper:test-alert", RECIPIENT)))
                .hasMessageContaining("no channel can reach the address");
        assertThatThrownBy(() -> function.apply(event("grantkeeper:test-alert", "nobody")))
                .hasMessageContaining("must be an email address");
    }

    /** An attacker who has only write access to the queue can choose a record's body, but not its event source. */
    @Test
    void sendsNoTestAlertForRecordFromQueue() {
        assertThat(function.apply(event("aws:sqs", RECIPIENT)).getBatchItemFailures())
                .isEmpty();
        assertThat(sent).isEmpty();
        assertThat(parked.letters()).hasSize(1);
    }

    private SyncTickets tickets(PagerDutyDouble pagerDuty, String key) {
        access.apply(
                TENANT,
                ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notely", ModelSamples.DANA, "mail.read")));
        access.saveSummary(
                TENANT, ModelSamples.summary(NOTELY, IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty()));
        findings.open(TENANT, ModelSamples.finding(NOTELY, "shadow-ai/notely", Severity.HIGH), Optional.empty());
        Duration timeout = Duration.ofMinutes(1);
        AlertTargetHttpClient http =
                new AlertTargetHttpClient(OutboundHttpClients.client(timeout).build(), "PagerDuty", timeout);
        return new SyncTickets(
                access,
                findings,
                new InMemoryTicketStore(),
                List.of(new AlertTargetRoute(
                        new PagerDutyTarget("oncall", pagerDuty.address(), () -> Secret.of(key), http),
                        Severity.LOW,
                        Set.of())),
                _ -> "Google Workspace",
                new SyncTickets.Settings(Duration.ofMinutes(2), 3),
                clock);
    }

    private SQSEvent work() {
        return event("aws:sqs", ModelJson.write(new AlertWork(TENANT, NOTELY, clock.instant(), 0)));
    }

    @Test
    void alertsOwnerAndOpensTicketOnceEvenIfWorkIsDeliveredRepeatedly() {
        try (PagerDutyDouble pagerDuty = new PagerDutyDouble("key")) {
            AlertOwnerFunction both =
                    function(List.of(new StoringChannel("email")), Optional.of(tickets(pagerDuty, "key")));
            assertThat(both.apply(work()).getBatchItemFailures()).isEmpty();
            assertThat(both.apply(work()).getBatchItemFailures()).isEmpty();
            assertThat(sent).hasSize(1);
            assertThat(pagerDuty.tickets()).isEqualTo(1);
            assertThat(parked.letters()).isEmpty();
        }
    }

    @Test
    void movesWorkToParkingQueueIfTargetRejectsTicketButStillAlertsOwner() {
        try (PagerDutyDouble pagerDuty = new PagerDutyDouble("key")) {
            AlertOwnerFunction both =
                    function(List.of(new StoringChannel("email")), Optional.of(tickets(pagerDuty, "canary")));
            assertThat(both.apply(work()).getBatchItemFailures()).isEmpty();
            assertThat(sent).hasSize(1);
            assertThat(parked.letters())
                    .singleElement()
                    .asString()
                    .contains("target 'oncall': PagerDuty answered 400; check 'routingKey'")
                    .doesNotContain("canary");
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void requeuesWorkIfTargetRateLimitsCalls() {
        try (PagerDutyDouble pagerDuty = new PagerDutyDouble("key")) {
            AlertOwnerFunction both =
                    function(List.of(new StoringChannel("email")), Optional.of(tickets(pagerDuty, "key")));
            pagerDuty.refuseNext(429, Map.of("Retry-After", "300"), "");
            both.apply(work());
            assertThat(queue.receive(1)).isEmpty();
            clock.advance(Duration.ofMinutes(5));
            assertThat(queue.receive(1)).singleElement().satisfies(again -> {
                assertThat(again.attempt()).isEqualTo(1);
                both.apply(event("aws:sqs", ModelJson.write(again)));
            });
            assertThat(pagerDuty.tickets()).isEqualTo(1);
            assertThat(sent).hasSize(1);
        }
    }
}
