/**
 * Digests of partitions: the rows of a partition as hashes, and their comparison with a listing. With a digest, a sweep
 * that finds no changes costs almost nothing. This is pure code; {@link io.grantkeeper.identity.store.PartitionDigestStore}
 * stores the result.
 */
@NullMarked
package io.grantkeeper.identity.digest;

import org.jspecify.annotations.NullMarked;
