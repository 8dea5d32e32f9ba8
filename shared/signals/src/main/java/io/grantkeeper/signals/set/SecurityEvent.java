package io.grantkeeper.signals.set;

import tools.jackson.databind.node.ObjectNode;

/**
 * One event that a token tells of.
 *
 * @param type its URI
 * @param subject {@code sub_id}, in a format of RFC 9493
 * @param claims what the event says of it
 */
public record SecurityEvent(String type, ObjectNode subject, ObjectNode claims) {}
