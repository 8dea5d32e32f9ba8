package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.http.ProviderResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What GitHub says a call wanted: {@code contents=read,metadata=read; administration=read} for apps and fine-grained
 * tokens, where any one of the sets between semicolons will do; a list of scopes, any of which will do, for classic
 * tokens.
 */
final class AcceptedPermissions {
    private AcceptedPermissions() {}

    /** The first sufficient set, as {@code name:level} or scope names; empty where GitHub does not say. */
    static Set<String> of(ProviderResponse response) {
        Set<String> permissions = response.header("x-accepted-github-permissions")
                .map(header -> split(header.split(";", -1)[0]))
                .orElseGet(Set::of);
        return permissions.isEmpty() ? missingScopes(response) : permissions;
    }

    /** Scopes of which a classic token has none; empty where it has one, or is none. */
    static Set<String> missingScopes(ProviderResponse response) {
        Set<String> accepted = response.header("x-accepted-oauth-scopes")
                .map(AcceptedPermissions::split)
                .orElseGet(Set::of);
        Set<String> held = response.header("x-oauth-scopes")
                .map(AcceptedPermissions::split)
                .orElse(accepted);
        return accepted.stream().anyMatch(held::contains) ? Set.of() : accepted;
    }

    private static Set<String> split(String list) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(list.split(",", -1))
                .map(name -> name.strip().replace('=', ':'))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
