package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends one message about several identities. The parts are stored before any of them is claimed, each part is claimed
 * before the message is delivered, and the batch is removed last. The process that completes an interrupted batch sends
 * exactly the text that was claimed.
 */
final class AlertBatches {
    /** The maximum number of identities in one message. Slack allows 25 buttons. */
    static final int MAX_PARTS = 20;

    /** The channel of the deliveries that claim the parts. The message itself is a separate delivery. */
    private static final String CHANNEL = "batch";

    private final SendOwnerAlerts alerts;
    private final AlertDeliveryStore sends;
    private final AlertSettings settings;
    private final Optional<AlertGate> gate;
    private final ExactlyOnceDelivery delivery;
    private final Clock clock;

    AlertBatches(
            SendOwnerAlerts alerts,
            AlertDeliveryStore sends,
            List<AlertChannel> channels,
            AlertSettings settings,
            Optional<AlertGate> gate,
            Clock clock) {
        this.alerts = alerts;
        this.sends = sends;
        this.settings = settings;
        this.gate = gate;
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.clock = clock;
    }

    /** Returns whether a delivery claims a part of a message about several identities. */
    static boolean isPart(AlertDelivery send) {
        return send.channel().equals(CHANNEL);
    }

    /**
     * Sends a message about several identities. If an interrupted message to the same person is stored, completes that
     * one first.
     *
     * @return empty if it was sent; otherwise when to try again
     */
    Optional<Instant> send(TenantId tenant, AlertRecipient recipient, AlertBatch.Kind kind, List<AlertBatch.Part> parts)
            throws ChannelException {
        Optional<Instant> busy = completeInterrupted(tenant, recipient);
        if (busy.isPresent()) {
            return busy;
        }
        Instant now = clock.instant();
        List<String> names = new ArrayList<>(List.of("batch", recipient.email(), now.toString()));
        parts.forEach(part -> names.add(part.toString()));
        AlertBatch batch =
                new AlertBatch(ShortDigests.of(names.toArray(String[]::new)), kind, parts, now.plus(settings.lease()));
        RecentAlerts pace = gate.orElseThrow().store().pace(tenant, recipient.email());
        try {
            RecentAlerts taken = gate.orElseThrow().store().savePace(tenant, pace.withBatch(Optional.of(batch)));
            return complete(tenant, recipient, taken) ? Optional.empty() : Optional.of(batch.leaseUntil());
        } catch (ConcurrentWriteException _) {
            return Optional.of(now);
        }
    }

    /**
     * Completes an interrupted message to a person.
     *
     * @return empty if no such message remains; otherwise when to try again
     */
    Optional<Instant> completeInterrupted(TenantId tenant, String email) throws ChannelException {
        return completeInterrupted(tenant, recipient(tenant, email));
    }

    private Optional<Instant> completeInterrupted(TenantId tenant, AlertRecipient recipient) throws ChannelException {
        RecentAlerts pace = gate.orElseThrow().store().pace(tenant, recipient.email());
        if (pace.batch().isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        AlertBatch batch = pace.batch().get();
        if (now.isBefore(batch.leaseUntil())) {
            return Optional.of(batch.leaseUntil());
        }
        try {
            RecentAlerts taken = gate.get()
                    .store()
                    .savePace(tenant, pace.withBatch(Optional.of(batch.withLease(now.plus(settings.lease())))));
            return complete(tenant, recipient, taken) ? Optional.empty() : Optional.of(now.plus(settings.lease()));
        } catch (ConcurrentWriteException _) {
            return Optional.of(now);
        }
    }

    /** Completes the batch that contains a part whose lease has expired. */
    boolean resume(TenantId tenant, AlertDelivery part) throws ChannelException {
        AlertRecipient recipient = recipient(tenant, part.recipient());
        Optional<AlertBatch> batch =
                gate.orElseThrow().store().pace(tenant, part.recipient()).batch();
        if (batch.filter(open -> open.id().equals(part.body())).isPresent()) {
            return completeInterrupted(tenant, recipient).isEmpty();
        }
        // The batch was completed by another worker, which recorded its parts as sent.
        sends.recordSent(tenant, part, clock.instant(), part.body());
        return true;
    }

    private AlertRecipient recipient(TenantId tenant, String email) {
        return email.equals(settings.securityTeam().email())
                ? settings.securityTeam()
                : alerts.router()
                        .findByEmail(tenant, email, List.of())
                        .orElseGet(() -> new AlertRecipient(email, email, List.of()));
    }

    /** One part of the message, whose findings are claimed for the message. */
    record Claimed(AlertDelivery send, IdentitySummary identity, List<Finding> findings) {}

    private boolean complete(TenantId tenant, AlertRecipient recipient, RecentAlerts pace) throws ChannelException {
        AlertBatch batch = pace.batch().orElseThrow();
        AlertRecipient reached = recipient;
        Optional<ExactlyOnceDelivery.Route> route = delivery.routeTo(recipient);
        if (route.isEmpty()) {
            reached = settings.securityTeam();
            route = delivery.routeTo(reached);
        }
        ExactlyOnceDelivery.Route way = route.orElseThrow(() -> ChannelException.rejected(
                "no channel can reach %s; configure email or Slack".formatted(recipient.name())));
        List<Claimed> claimed = new ArrayList<>();
        for (AlertBatch.Part part : batch.parts()) {
            claim(tenant, recipient.email(), reached, batch, part, way).ifPresent(claimed::add);
        }
        if (!claimed.isEmpty() && !deliver(tenant, reached, batch, claimed, way)) {
            return false;
        }
        for (Claimed part : claimed) {
            alerts.markAsked(tenant, part.send());
            sends.recordSent(tenant, part.send(), clock.instant(), batch.id());
        }
        for (AlertBatch.Part part : batch.parts()) {
            alerts.forget(tenant, recipient.email(), part.identity());
        }
        gate.orElseThrow().store().savePace(tenant, pace.withBatch(Optional.empty()));
        return true;
    }

    private boolean deliver(
            TenantId tenant,
            AlertRecipient recipient,
            AlertBatch batch,
            List<Claimed> claimed,
            ExactlyOnceDelivery.Route way)
            throws ChannelException {
        // The send is stored under the batch's first identity, whatever is claimed, so that every worker finds it.
        IdentityId anchor = batch.parts().getFirst().identity();
        AlertMessage message = new AlertBatchText(
                        alerts, claimed.getFirst().send().claimedAt())
                .message(tenant, recipient, batch.kind(), claimed);
        try {
            return delivery.send(tenant, batch.id(), anchor, way, message);
        } catch (ChannelException refusal) {
            AlertRecipient team = settings.securityTeam();
            Optional<ExactlyOnceDelivery.Route> other = delivery.routeTo(team);
            if (!refusal.isPermanent() || recipient.email().equals(team.email()) || other.isEmpty()) {
                throw refusal;
            }
            return delivery.send(tenant, ShortDigests.of("team", batch.id()), anchor, other.get(), message);
        }
    }

    /**
     * Claims the findings of one part and stores its question.
     *
     * @param owner the person under whom the batch is stored, so that an interrupted batch can be found again
     * @param recipient the person who receives the message
     * @return empty if nothing is left to report, because the findings were closed or another delivery reports them
     */
    private Optional<Claimed> claim(
            TenantId tenant,
            String owner,
            AlertRecipient recipient,
            AlertBatch batch,
            AlertBatch.Part part,
            ExactlyOnceDelivery.Route way) {
        String id = ShortDigests.of("part", batch.id(), part.identity().toString());
        Optional<IdentitySummary> summary =
                alerts.outline(tenant, part.identity()).flatMap(IdentityRecord::summary);
        Optional<AlertDelivery> known = sends.unsent(tenant, part.identity()).stream()
                .filter(send -> send.id().equals(id))
                .findFirst();
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        if (known.isPresent()) {
            return Optional.of(new Claimed(known.get(), summary.get(), alerts.open(tenant, known.get())));
        }
        List<Finding> open = alerts.unsent(tenant, part.identity()).stream()
                .filter(finding -> part.findings().contains(finding.key()))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        AlertDelivery send = new AlertDelivery(
                id,
                part.identity(),
                CHANNEL,
                owner,
                open.stream().map(Finding::key).sorted().toList(),
                batch.id(),
                now,
                now.plus(settings.lease()),
                Optional.empty(),
                Optional.empty());
        alerts.storeDraft(tenant, send, recipient, summary.get(), way.channel().name(), way.address());
        return sends.claim(tenant, send) ? Optional.of(new Claimed(send, summary.get(), open)) : Optional.empty();
    }
}
