/**
 * Enforces policies on the access in the inventory: finds violations, warns the identities' owners, and revokes the
 * access after a grace period, within a daily budget and never while enforcement is stopped. Depends on ports, not on
 * any provider.
 */
@NullMarked
package io.grantkeeper.enforcement;

import org.jspecify.annotations.NullMarked;
