package io.grantkeeper.functions.publishsignals;

/**
 * The result of a run.
 *
 * @param entries how many ledger entries were read
 * @param delivered how many signals their destinations accepted
 * @param failed how many destinations stopped accepting signals
 * @param dead how many signals were set aside as undeliverable
 */
public record PublishSignalsResult(long entries, int delivered, int failed, int dead) {}
