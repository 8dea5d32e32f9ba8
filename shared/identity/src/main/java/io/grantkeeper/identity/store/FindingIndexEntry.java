package io.grantkeeper.identity.store;

/**
 * An entry in the list of open findings. An entry that equals an earlier one refers to the same content, except for the
 * delivery that reported the finding.
 *
 * @param key the key with which {@link FindingStore#findings} reads the finding
 * @param position the position in the list of all open findings, most severe first
 */
public record FindingIndexEntry(String key, String position) {}
