/**
 * Digests, which make an unchanged sweep cost almost nothing: the rows of a partition as hashes, and their comparison
 * with a listing. This is pure code; {@link io.grantkeeper.identity.store.DigestStore} stores the result.
 */
@NullMarked
package io.grantkeeper.identity.digest;

import org.jspecify.annotations.NullMarked;
