package io.grantkeeper.connector.webhook;

/**
 * An event that a provider put on an event bus of our own cloud account.
 *
 * @param id the bus's id of it
 * @param source the event source, which the bus ties to the provider's account: {@code aws.partner/okta.com/acme/log}
 * @param kind what the source calls events of this sort: EventBridge's {@code detail-type}
 * @param detail the event itself, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record BusEvent(String id, String source, String kind, byte[] detail) {
    /** Without its detail, which names people. */
    @Override
    public String toString() {
        return "%s from %s, %d bytes".formatted(kind, source, detail.length);
    }
}
