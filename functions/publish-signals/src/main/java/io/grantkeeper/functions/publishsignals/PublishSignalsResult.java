package io.grantkeeper.functions.publishsignals;

/**
 * What a run did.
 *
 * @param entries how many of the ledger's were read
 * @param delivered how many signals were taken
 * @param failed how many destinations took no more
 * @param dead how many signals were put aside
 */
public record PublishSignalsResult(long entries, int delivered, int failed, int dead) {}
