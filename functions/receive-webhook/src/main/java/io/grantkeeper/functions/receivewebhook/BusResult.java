package io.grantkeeper.functions.receivewebhook;

/**
 * What became of an event from the bus.
 *
 * @param connections how many connections it was for
 * @param accepted for how many of them something followed from it
 */
public record BusResult(int connections, int accepted) {}
