package io.grantkeeper.simulator.http;

/** Answers one request; called on a virtual thread of its own connection. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
