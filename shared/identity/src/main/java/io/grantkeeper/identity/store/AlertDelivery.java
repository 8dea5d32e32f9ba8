package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message to one recipient about one identity.
 *
 * @param id the id, derived from recipient, identity and findings, so that the same message has the same id
 * @param channel the channel's code, such as {@code slack} or {@code email}
 * @param recipient the address in the channel
 * @param findings keys of the findings that the message reports
 * @param body the content, rendered when the delivery was claimed; a retry sends exactly this content
 * @param leaseUntil the time until which the claimant may send the message; after that, another worker may take over
 *     the delivery
 * @param sentAt when the channel accepted the message
 * @param receipt the channel's own id of the message
 */
public record AlertDelivery(
        String id,
        IdentityId identity,
        String channel,
        String recipient,
        List<String> findings,
        String body,
        Instant claimedAt,
        Instant leaseUntil,
        Optional<Instant> sentAt,
        Optional<String> receipt) {
    public AlertDelivery {
        findings = List.copyOf(findings);
    }

    /** Returns a copy of this delivery with a lease until the given time. */
    public AlertDelivery withLease(Instant until) {
        return new AlertDelivery(id, identity, channel, recipient, findings, body, claimedAt, until, sentAt, receipt);
    }

    /**
     * Returns a copy of this delivery, marked as accepted by the channel.
     *
     * @param at when the channel accepted the message
     * @param newReceipt the channel's own id of the message
     */
    public AlertDelivery withSent(Instant at, String newReceipt) {
        return new AlertDelivery(
                id,
                identity,
                channel,
                recipient,
                findings,
                body,
                claimedAt,
                leaseUntil,
                Optional.of(at),
                Optional.of(newReceipt));
    }
}
