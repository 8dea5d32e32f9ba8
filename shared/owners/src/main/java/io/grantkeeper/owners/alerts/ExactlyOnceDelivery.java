package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends a message exactly once even if a run is interrupted: claims the delivery, sends the message and records that it
 * was sent. {@link SendOwnerAlerts} does the same for alerts about new findings; this class sends messages that do not
 * report findings.
 */
final class ExactlyOnceDelivery {
    /**
     * The identity under which messages that are not about a single identity, such as summaries, are stored. It is
     * constant, because the content of such a message may have changed when an interrupted run is repeated.
     */
    static final IdentityId TO_PEOPLE =
            new IdentityId(new ConnectionId("grantkeeper"), IdentityKind.BOT, "messages-to-people");

    private final AlertDeliveryStore sends;
    private final List<AlertChannel> channels;
    private final Duration lease;
    private final Clock clock;

    ExactlyOnceDelivery(AlertDeliveryStore sends, List<AlertChannel> channels, Duration lease, Clock clock) {
        this.sends = sends;
        this.channels = List.copyOf(channels);
        this.lease = lease;
        this.clock = clock;
    }

    /** A way to reach a person: a channel and the person's address in that channel. */
    record Route(AlertChannel channel, String address) {}

    /** Returns the first channel that can reach a person; empty if none can. */
    Optional<Route> routeTo(AlertRecipient recipient) throws ChannelException {
        for (AlertChannel channel : channels) {
            Optional<String> address = channel.addressOf(recipient);
            if (address.isPresent()) {
                return Optional.of(new Route(channel, address.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Sends the message, unless it was already sent.
     *
     * @param id the id of the delivery, which must be the same each time that the same message is sent
     * @return whether the message has been sent; false if another worker is sending it
     */
    boolean send(TenantId tenant, String id, IdentityId identity, Route way, AlertMessage message)
            throws ChannelException {
        Instant now = clock.instant();
        AlertDelivery send = new AlertDelivery(
                id,
                identity,
                way.channel().name(),
                way.address(),
                List.of(),
                way.channel().render(message),
                now,
                now.plus(lease),
                Optional.empty(),
                Optional.empty());
        if (sends.claim(tenant, send)) {
            return deliver(tenant, way, send, false);
        }
        Optional<AlertDelivery> unsent = sends.unsent(tenant, identity).stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
        if (unsent.isEmpty()) {
            return true;
        }
        return sends.takeOver(tenant, unsent.get(), now, now.plus(lease)) && deliver(tenant, way, unsent.get(), true);
    }

    /** Replaces a message that was sent, if its channel is still configured and can change it. */
    void replace(String channel, String address, String send, String text) throws ChannelException {
        for (AlertChannel candidate : channels) {
            if (candidate.name().equals(channel)) {
                candidate.replace(address, send, text);
            }
        }
    }

    private boolean deliver(TenantId tenant, Route way, AlertDelivery send, boolean mayHaveBeenSent)
            throws ChannelException {
        String receipt = way.channel().deliver(send, mayHaveBeenSent);
        sends.recordSent(tenant, send, clock.instant(), receipt);
        return true;
    }
}
