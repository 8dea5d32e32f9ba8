package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenCaller;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Determines the names of callers. If another caller could have the same name, the issuer becomes part of the name.
 * Without the issuer, a caller could be mistaken for an agent of another issuer, because the inventory does not know
 * issuers.
 */
final class CallerNames {
    private final Set<String> keys;
    private final long issuers;

    CallerNames(List<DecideConfig.ApiKey> keys, List<DecideConfig.TokenIssuer> issuers) {
        this.keys = keys.stream().map(DecideConfig.ApiKey::id).collect(Collectors.toUnmodifiableSet());
        this.issuers = issuers.stream()
                .map(DecideConfig.TokenIssuer::issuer)
                .distinct()
                .count();
    }

    String ofCaller(AuthZenCaller caller) {
        return unique(caller, caller.name());
    }

    /**
     * Returns the name of the acting agent, according to the actor chain in the caller's token. If the token has no
     * actor chain, returns the caller's own name.
     */
    String ofActor(AuthZenCaller caller) {
        return unique(
                caller,
                caller.actors().isEmpty() ? caller.name() : caller.actors().getLast());
    }

    private String unique(AuthZenCaller caller, String name) {
        boolean only = issuers == 1 && !keys.contains(name);
        return only ? name : caller.qualified(name);
    }
}
