package io.grantkeeper.targets.inbound;

import java.time.Instant;
import java.util.Map;

/** Verifies and reads the webhooks of one target. A webhook is read only after its signature was verified. */
public interface TicketWebhook {
    /** Returns the configured id of the target that sends the webhooks. */
    String target();

    /** Verifies and reads a webhook. Nothing of a webhook that is not genuine is interpreted. */
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
        /** The webhook reports a change of a ticket. */
        record Changed(TicketEvent event) implements Reading {}

        /** The webhook is genuine, but is about something else. */
        record Irrelevant() implements Reading {}

        /** The webhook is genuine, but cannot be read. */
        record Malformed() implements Reading {}

        /** The webhook is not signed with the target's key, or too old. */
        record Forged() implements Reading {}
    }
}
