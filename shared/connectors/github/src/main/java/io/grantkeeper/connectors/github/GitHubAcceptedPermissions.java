package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.http.ProviderResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The permissions that GitHub reports as required for a call. For apps and fine-grained tokens, the header is a list of
 * sets, as in {@code contents=read,metadata=read; administration=read}: any one of the sets between semicolons is
 * sufficient. For classic tokens, any one of the listed scopes is sufficient.
 */
final class GitHubAcceptedPermissions {
    private GitHubAcceptedPermissions() {}

    /**
     * Returns the first sufficient set, as {@code name:level} or scope names. Returns an empty set if GitHub does not
     * report required permissions, or if a classic token already has one of the accepted scopes.
     */
    static Set<String> of(ProviderResponse response) {
        Set<String> permissions = response.header("x-accepted-github-permissions")
                .map(header -> split(header.split(";", -1)[0]))
                .orElseGet(Set::of);
        return permissions.isEmpty() ? missingScopes(response) : permissions;
    }

    /**
     * Returns the required scopes if a classic token has none of them. Returns an empty set if the token has one of
     * them or is not a classic token.
     */
    static Set<String> missingScopes(ProviderResponse response) {
        Set<String> accepted = response.header("x-accepted-oauth-scopes")
                .map(GitHubAcceptedPermissions::split)
                .orElseGet(Set::of);
        Set<String> held = response.header("x-oauth-scopes")
                .map(GitHubAcceptedPermissions::split)
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
