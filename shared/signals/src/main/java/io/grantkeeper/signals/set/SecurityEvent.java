package io.grantkeeper.signals.set;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event in a security event token (RFC 8417).
 *
 * @param type the URI of the event type
 * @param subject the value of {@code sub_id}, in a format of RFC 9493
 * @param claims the event's claims about the subject
 */
public record SecurityEvent(String type, ObjectNode subject, ObjectNode claims) {}
