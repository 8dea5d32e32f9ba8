package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends a test message through every configured channel, so that an operator can see whether alerts are delivered. The
 * message is not about an identity and is not recorded.
 */
public final class SendTestAlert {
    /** The identity that {@link AlertDelivery} requires. No channel shows it. */
    private static final IdentityId NO_IDENTITY =
            new IdentityId(new ConnectionId("grantkeeper"), IdentityKind.OAUTH_CLIENT, "test-alert");

    private static final AlertMessage MESSAGE = AlertMessage.notice(
            "Test alert",
            "Grantkeeper",
            Severity.LOW,
            "An operator is checking whether alerts arrive. You do not have to do anything.",
            List.of());

    private final List<AlertChannel> channels;
    private final Clock clock;

    public SendTestAlert(List<AlertChannel> channels, Clock clock) {
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    /**
     * Sends the message through each channel that can reach an address.
     *
     * @param email the recipient's email address
     * @return the codes of the channels that accepted the message
     * @throws ChannelException if a channel does not accept the message, or if no channel can reach the address
     */
    public List<String> send(String email) throws ChannelException {
        AlertRecipient recipient = new AlertRecipient(email, email, List.of());
        List<String> sent = new ArrayList<>();
        for (AlertChannel channel : channels) {
            Optional<String> address = channel.addressOf(recipient);
            if (address.isPresent()) {
                var _ = channel.deliver(send(channel, address.get()), false);
                sent.add(channel.name());
            }
        }
        if (sent.isEmpty()) {
            throw ChannelException.rejected("no channel can reach the address; configure email or Slack");
        }
        return sent;
    }

    private AlertDelivery send(AlertChannel channel, String address) {
        Instant now = clock.instant();
        return new AlertDelivery(
                "test-" + now.toEpochMilli(),
                NO_IDENTITY,
                channel.name(),
                address,
                List.of(),
                channel.render(MESSAGE),
                now,
                now.plus(Duration.ofMinutes(1)),
                Optional.empty(),
                Optional.empty());
    }
}
