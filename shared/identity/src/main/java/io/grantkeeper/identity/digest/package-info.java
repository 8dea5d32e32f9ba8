/**
 * What makes an unchanged sweep cost almost nothing: a partition's rows as hashes, and the comparison of a listing with
 * them. Pure code; {@link io.grantkeeper.identity.store.DigestStore} keeps the result.
 */
@NullMarked
package io.grantkeeper.identity.digest;

import org.jspecify.annotations.NullMarked;
