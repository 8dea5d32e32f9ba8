package io.grantkeeper.functions.sealledger;

import java.util.Optional;

/**
 * What a run did.
 *
 * @param integrated how many entries it brought in
 * @param size how many the signed log has
 * @param root of the signed log; empty while it has no entries
 */
public record SealLedgerResult(long integrated, long size, Optional<String> root) {}
