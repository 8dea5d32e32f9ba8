package io.grantkeeper.simulator.http;

import java.util.function.Function;

/**
 * An operation of a simulated API whose keys have scopes.
 *
 * @param <C> the type of the authorized calls that the action answers
 * @param scope the scope that the key needs
 */
public record ScopedRoute<C>(String method, String template, String scope, Function<C, SimulatorResponse> action) {}
