package io.grantkeeper.functions.publishsignals;

/**
 * The result of a run.
 *
 * @param entries how many ledger entries were read
 * @param delivered how many signals their destinations accepted
 * @param failed how many destinations temporarily could not accept a signal
 * @param dead how many signals were moved to the dead-letter list
 */
public record PublishSignalsResult(long entries, int delivered, int failed, int dead) {}
