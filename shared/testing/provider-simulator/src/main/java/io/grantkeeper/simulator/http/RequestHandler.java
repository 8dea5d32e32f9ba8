package io.grantkeeper.simulator.http;

/** Answers one request. Called on the virtual thread of its connection. */
@FunctionalInterface
public interface RequestHandler {
    SimulatorResponse handle(SimulatorRequest request);
}
