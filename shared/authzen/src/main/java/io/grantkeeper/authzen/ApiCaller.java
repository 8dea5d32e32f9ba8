package io.grantkeeper.authzen;

import java.util.List;

/**
 * The caller of the API: the enforcement point, not the subject.
 *
 * @param id the ID of the API key or OAuth client
 * @param actors the actor chain in the caller's token (RFC 8693), starting with the subject; empty if the token has
 *         none
 */
public record ApiCaller(String id, List<String> actors) {
    public ApiCaller {
        actors = List.copyOf(actors);
    }

    public static ApiCaller named(String id) {
        return new ApiCaller(id, List.of());
    }
}
