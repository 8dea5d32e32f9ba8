/**
 * The stored state of behavior between invocations: profiles that can be merged, waiting activities, incidents, and
 * their ports.
 */
@NullMarked
package io.grantkeeper.behavior.store;

import org.jspecify.annotations.NullMarked;
