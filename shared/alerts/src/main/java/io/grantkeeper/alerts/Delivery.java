package io.grantkeeper.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends a message once, whoever dies in between: claimed, delivered, recorded, as {@link AlertOwner} does, for messages
 * that tell of no new finding.
 */
final class Delivery {
    private final SendStore sends;
    private final List<AlertChannel> channels;
    private final Duration lease;
    private final Clock clock;

    Delivery(SendStore sends, List<AlertChannel> channels, Duration lease, Clock clock) {
        this.sends = sends;
        this.channels = List.copyOf(channels);
        this.lease = lease;
        this.clock = clock;
    }

    /** Where a person is reached: a channel and their address in it. */
    record Way(AlertChannel channel, String address) {}

    /** The first channel that reaches a person; empty where none does. */
    Optional<Way> to(Recipient recipient) throws ChannelException {
        for (AlertChannel channel : channels) {
            Optional<String> address = channel.addressOf(recipient);
            if (address.isPresent()) {
                return Optional.of(new Way(channel, address.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Sends it, unless it went out already.
     *
     * @param id the same for the same message
     * @return whether it is out; false where another worker is sending it
     */
    boolean send(TenantId tenant, String id, IdentityId identity, Way way, AlertMessage message)
            throws ChannelException {
        Instant now = clock.instant();
        Send send = new Send(
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
        Optional<Send> unsent = sends.unsent(tenant, identity).stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
        if (unsent.isEmpty()) {
            return true;
        }
        return sends.takeOver(tenant, unsent.get(), now, now.plus(lease)) && deliver(tenant, way, unsent.get(), true);
    }

    private boolean deliver(TenantId tenant, Way way, Send send, boolean mayHaveBeenSent) throws ChannelException {
        String receipt = way.channel().deliver(send, mayHaveBeenSent);
        sends.sent(tenant, send, clock.instant(), receipt);
        return true;
    }
}
