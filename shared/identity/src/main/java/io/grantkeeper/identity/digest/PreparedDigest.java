package io.grantkeeper.identity.digest;

/**
 * The right to change a partition's rows, and then to save their digest. It holds until someone else prepares the same
 * partition; only {@code DigestStore.prepare} gives it.
 *
 * @param digest as it is stored now: rows about to be written or removed are uncertain in it
 */
public record PreparedDigest(PartitionDigest digest) {}
