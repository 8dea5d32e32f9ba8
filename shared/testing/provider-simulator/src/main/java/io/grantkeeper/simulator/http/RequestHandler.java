package io.grantkeeper.simulator.http;

/** Answers one request, on the virtual thread of the request's connection. */
@FunctionalInterface
public interface RequestHandler {
    SimulatorResponse handle(SimulatorRequest request);
}
