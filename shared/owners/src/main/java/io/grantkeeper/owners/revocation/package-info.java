/**
 * Revokes access at the provider. What would be called and what would stop working is shown first. Each attempt is
 * recorded before it is made and after it has ended.
 */
@NullMarked
package io.grantkeeper.owners.revocation;

import org.jspecify.annotations.NullMarked;
