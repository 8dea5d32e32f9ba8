package io.grantkeeper.connector.webhook;

/**
 * An event that a provider published to an event bus in Grantkeeper's own AWS account.
 *
 * @param id the id that the bus assigned
 * @param source the event source, which the bus ties to the provider's account: {@code aws.partner/okta.com/acme/log}
 * @param kind the type of event, which EventBridge calls {@code detail-type}
 * @param detail the event itself, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record EventBusEvent(String id, String source, String kind, byte[] detail) {
    /** Returns a description without the detail, because the detail names people. */
    @Override
    public String toString() {
        return "%s from %s, %d bytes".formatted(kind, source, detail.length);
    }
}
