package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message to one recipient about one identity.
 *
 * @param id derived from recipient, identity and findings: the same message has the same id
 * @param channel {@code slack}, {@code email}, …
 * @param recipient address in the channel
 * @param findings keys of the findings that it tells
 * @param body what is sent, as rendered when it was claimed: a retry sends exactly this
 * @param leaseUntil until when the claimant may be sending; after that another may take over
 * @param sentAt when the channel took it
 * @param receipt the channel's own id of the message
 */
public record Send(
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
    public Send {
        findings = List.copyOf(findings);
    }

    /** The same send, which its claimant may be sending until then. */
    public Send withLease(Instant until) {
        return new Send(id, identity, channel, recipient, findings, body, claimedAt, until, sentAt, receipt);
    }

    /** The same send, as the channel took it. */
    public Send withSent(Instant at, String newReceipt) {
        return new Send(
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
