/**
 * The function {@code receive-webhook}: receives providers' webhooks. A webhook only hints at a change: Grantkeeper
 * reads the listing that it refers to from the provider again before it changes any state. Only the evidence of who did
 * what comes from the webhook itself. A second function, {@code hear-bus}, does the same for events from an event bus.
 */
@NullMarked
package io.grantkeeper.functions.receivewebhook;

import org.jspecify.annotations.NullMarked;
