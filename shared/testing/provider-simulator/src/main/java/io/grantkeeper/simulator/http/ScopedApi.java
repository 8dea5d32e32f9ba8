package io.grantkeeper.simulator.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operations of a simulated API, and the admin keys that it issued with their scopes.
 *
 * @param <C> the authorized call that an operation answers
 */
public final class ScopedApi<C> {
    private final String keyPrefix;
    private final List<ScopedRoute<C>> routes;
    private final RouteTable<ScopedRoute<C>> table = new RouteTable<>();
    private final Map<String, Set<String>> scopesByKey = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    /**
     * Creates an API that has issued no keys yet.
     *
     * @param keyPrefix the text with which every admin key starts; a number follows it
     */
    public ScopedApi(String keyPrefix, List<ScopedRoute<C>> routes) {
        this.keyPrefix = keyPrefix;
        this.routes = List.copyOf(routes);
        routes.forEach(route -> table.add(route.method(), route.template(), route));
    }

    /** Issues an admin key with these scopes. */
    public String issueKey(Set<String> scopes) {
        String key = keyPrefix + issued.incrementAndGet();
        scopesByKey.put(key, Set.copyOf(scopes));
        return key;
    }

    /** Returns the scopes of a key; empty if no such key was issued. */
    public Optional<Set<String>> scopes(String key) {
        return Optional.ofNullable(scopesByKey.get(key));
    }

    public Optional<RouteTable.Match<ScopedRoute<C>>> find(SimulatorRequest request) {
        return table.find(request.method(), request.path());
    }

    /** Returns the supported operations, each as a method and a path template. */
    public List<String> operations() {
        return routes.stream()
                .map(route -> route.method() + ' ' + route.template())
                .toList();
    }
}
