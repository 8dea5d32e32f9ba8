/**
 * The function {@code receive-webhook}: receives providers' webhooks. A webhook is only a hint that something changed:
 * before Grantkeeper changes any state, it reads the affected listing from the provider again. Only the evidence of who
 * did what comes from the webhook itself. A second function, {@code receive-bus-event}, does the same for events from an event
 * bus.
 */
@NullMarked
package io.grantkeeper.functions.receivewebhook;

import org.jspecify.annotations.NullMarked;
