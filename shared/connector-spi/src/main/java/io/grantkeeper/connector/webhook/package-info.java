/**
 * Webhooks and event bus events, which providers send unsolicited. Each is only a hint: what it refers to is read again
 * before any state changes.
 */
@NullMarked
package io.grantkeeper.connector.webhook;

import org.jspecify.annotations.NullMarked;
