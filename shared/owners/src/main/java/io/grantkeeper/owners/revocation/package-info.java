/**
 * Revokes access at the provider. A plan first shows which calls would be made and what would stop working. Each
 * attempt is recorded before it starts and after it has ended.
 */
@NullMarked
package io.grantkeeper.owners.revocation;

import org.jspecify.annotations.NullMarked;
