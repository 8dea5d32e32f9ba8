/**
 * The ports that keep state. Every write is idempotent and conditional, so that a message handled twice, late or after
 * a crash leaves the same state; every port has one contract test for all its implementations.
 */
@NullMarked
package io.grantkeeper.identity.store;

import org.jspecify.annotations.NullMarked;
