package io.grantkeeper.functions.sealledger;

import java.util.Optional;

/**
 * The result of a run.
 *
 * @param integrated the number of entries that were integrated
 * @param size the size of the signed log, in entries
 * @param root the root hash of the signed log; empty while it has no entries
 */
public record SealLedgerResult(long integrated, long size, Optional<String> root) {}
