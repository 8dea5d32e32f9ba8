package io.grantkeeper.functions.alertowner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.alerts.SendTestAlert;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertSendStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertOwnerFunctionTest {
    private static final String RECIPIENT = "operator@acme.test";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryParkingQueue parked = new InMemoryParkingQueue();
    private final List<AlertSend> sent = new ArrayList<>();
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
        public String deliver(AlertSend send, boolean mayHaveBeenSent) throws ChannelException {
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
        return new AlertOwnerFunction(
                new SendOwnerAlerts(
                        new InMemoryAccessStore(findings),
                        findings,
                        new InMemoryAlertSendStore(findings),
                        channels,
                        _ -> "GitHub",
                        new AlertSettings(
                                Severity.LOW,
                                new AlertRecipient("Security", "security@acme.test", List.of()),
                                Duration.ofMinutes(2),
                                3),
                        Optional.empty(),
                        clock),
                Optional.empty(),
                new SendTestAlert(channels, clock),
                new InMemoryWorkQueue<>(clock),
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
        assertThat(sent).extracting(AlertSend::channel).containsExactly("slack", "email");
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

    /** An attacker who has only write access to the queue can choose the body, but not the source. */
    @Test
    void sendsNoTestAlertForRecordFromQueue() {
        assertThat(function.apply(event("aws:sqs", RECIPIENT)).getBatchItemFailures())
                .isEmpty();
        assertThat(sent).isEmpty();
        assertThat(parked.letters()).hasSize(1);
    }
}
