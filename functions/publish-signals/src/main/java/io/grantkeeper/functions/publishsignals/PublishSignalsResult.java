package io.grantkeeper.functions.publishsignals;

/**
 * The result of a run.
 *
 * @param entries the number of ledger entries that were read
 * @param delivered the number of signals that their destinations accepted
 * @param failed the number of destinations that temporarily could not accept a signal
 * @param dead the number of signals that were moved to the dead-letter list
 */
public record PublishSignalsResult(long entries, int delivered, int failed, int dead) {}
