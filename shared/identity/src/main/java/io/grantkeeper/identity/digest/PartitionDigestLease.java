package io.grantkeeper.identity.digest;

/**
 * The right to change a partition's rows and then save their digest. The right is valid until another worker prepares
 * the same partition. Only {@code PartitionDigestStore.prepare} returns an instance.
 *
 * @param digest the digest as stored now, in which the rows about to be written or removed are uncertain
 */
public record PartitionDigestLease(PartitionDigest digest) {}
