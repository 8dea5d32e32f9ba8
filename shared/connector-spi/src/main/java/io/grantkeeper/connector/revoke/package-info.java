/** Revocation of access at the provider: previewed first, and safe to repeat. */
@NullMarked
package io.grantkeeper.connector.revoke;

import org.jspecify.annotations.NullMarked;
