package io.grantkeeper.functions.receivewebhook;

/**
 * The result of handling an event from the event bus.
 *
 * @param connections the number of connections that the event was for
 * @param accepted the number of these connections that accepted the event and stored its effects
 */
public record ReceiveBusEventResult(int connections, int accepted) {}
