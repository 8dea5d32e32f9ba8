package io.grantkeeper.targets.inbound;

import java.time.Instant;
import java.util.Map;

/** Verifies and reads the webhooks of one target. A webhook is read only after its signature has been verified. */
public interface TicketWebhook {
    /** Returns the configured id of the target that sends the webhooks. */
    String target();

    /** Verifies and reads a webhook. If the webhook is not genuine, its content is not interpreted. */
    Reading read(Delivery delivery, Instant now);

    /**
     * A webhook as received.
     *
     * @param headers the headers by their lowercase names
     * @param body the raw bytes that the signature covers
     */
    @SuppressWarnings("ArrayRecordComponent") // a delivery is read once and never compared
    record Delivery(Map<String, String> headers, byte[] body) {
        public Delivery {
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The result of reading a webhook. */
    sealed interface Reading {
        /** The webhook reports a change to a ticket. */
        record Changed(TicketEvent event) implements Reading {}

        /** The webhook is genuine but does not concern a change to a ticket. */
        record Irrelevant() implements Reading {}

        /** The webhook is genuine but cannot be read. */
        record Malformed() implements Reading {}

        /** The webhook is not signed with the target's key, or it is too old. */
        record Forged() implements Reading {}
    }
}
