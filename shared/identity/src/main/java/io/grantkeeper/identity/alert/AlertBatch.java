package io.grantkeeper.identity.alert;

import io.grantkeeper.identity.IdentityId;
import java.time.Instant;
import java.util.List;

/**
 * One message about several identities. Its content is fixed before any part is claimed, so that a worker that
 * completes an interrupted batch sends the same message.
 *
 * @param id the idempotency key of the message
 * @param leaseUntil the time after which another worker may complete the batch
 */
public record AlertBatch(String id, Kind kind, List<Part> parts, Instant leaseUntil) {
    /** The reason why several identities are in one message. */
    public enum Kind {
        /** The identities concern one subject: one person who left, or one product. */
        SUBJECT,
        /** The alerts were withheld, and are now due. */
        SUMMARY
    }

    /**
     * The content of the message about one identity.
     *
     * @param findings the keys of the findings, sorted
     */
    public record Part(IdentityId identity, List<String> findings) {
        public Part {
            findings = List.copyOf(findings);
        }
    }

    public AlertBatch {
        parts = List.copyOf(parts);
    }

    /** Returns this batch with a lease until the given time. */
    public AlertBatch withLease(Instant until) {
        return new AlertBatch(id, kind, parts, until);
    }
}
