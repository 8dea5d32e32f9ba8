package io.grantkeeper.functions.receivewebhook;

/**
 * The result of handling an event from the event bus.
 *
 * @param connections how many connections the event was for
 * @param accepted how many of these connections accepted the event and stored its effects
 */
public record EventBusResult(int connections, int accepted) {}
