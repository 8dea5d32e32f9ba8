/**
 * The ports that store state. Every write is idempotent and conditional, so that a message handled twice, late or after
 * a crash leaves the same state. One contract test per port applies to all implementations.
 */
@NullMarked
package io.grantkeeper.identity.store;

import org.jspecify.annotations.NullMarked;
