/**
 * Webhooks and event bus events, which providers send unsolicited. Each is only a hint: the objects that it names are
 * read again before any state changes.
 */
@NullMarked
package io.grantkeeper.connector.webhook;

import org.jspecify.annotations.NullMarked;
