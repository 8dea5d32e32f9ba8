package io.grantkeeper.functions.testkit;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An alert channel that delivers nothing and adds the text of each message to a list.
 *
 * @param texts receives the title, subject and reason of each message
 */
public record CapturingAlertChannel(List<String> texts) implements AlertChannel {
    /** Returns settings under which every finding is reported, with the security team of the samples' company. */
    public static AlertSettings settings() {
        return new AlertSettings(
                Severity.LOW,
                new AlertRecipient("Security", "security@acme.example", List.of()),
                Duration.ofMinutes(1),
                5);
    }

    /** Returns a sender of notices to the security team. The text of each notice is added to a list. */
    public static NoticeSender notices(List<String> texts) {
        return new NoticeSender(
                new InMemoryAlertDeliveryStore(new InMemoryFindingStore()),
                List.of(new CapturingAlertChannel(texts)),
                settings(),
                new ManualClock(ModelSamples.NOON));
    }

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) {
        return Optional.of("team");
    }

    @Override
    public String render(AlertMessage message) {
        texts.addAll(List.of(message.title(), message.subject(), message.why()));
        return "";
    }

    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) {
        return "receipt";
    }
}
