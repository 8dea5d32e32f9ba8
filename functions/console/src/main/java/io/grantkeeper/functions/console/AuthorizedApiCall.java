package io.grantkeeper.functions.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A valid call of an operation by an authorized caller.
 *
 * @param path the values of the parameters in the path
 * @param query the query parameters, which match the API description
 * @param body the body, which matches the API description; a missing node if the operation has none
 * @param caller empty only for operations that anyone may call
 * @param idempotencyKey the same for a repeated request; empty if the request has none
 */
record AuthorizedApiCall(
        ApiDescription.Operation operation,
        Map<String, String> path,
        Map<String, String> query,
        JsonNode body,
        Optional<ConsoleCaller> caller,
        Optional<String> idempotencyKey) {
    private static final int PAGE = 50;

    ConsoleCaller by() {
        return caller.orElseThrow();
    }

    /** Returns whether the caller may see only what belongs to them. */
    boolean isOwnerOnly() {
        ConsoleCaller known = by();
        return known.roles().contains(ConsoleRole.OWNER)
                && known.roles().stream()
                        .noneMatch(role ->
                                role != ConsoleRole.OWNER && operation.roles().contains(role));
    }

    String pathValue(String name) {
        return path.getOrDefault(name, "");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the values of a parameter that accepts a comma-separated list; empty if there is no restriction. */
    Set<String> choices(String name) {
        return parameter(name)
                .map(text -> Set.copyOf(new ArrayList<>(List.of(text.split(",", 100)).stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList())))
                .orElse(Set.of());
    }

    int limit() {
        return parameter("limit").map(Integer::parseInt).orElse(PAGE);
    }

    /** Returns a string member of the body; empty if the member is absent. */
    Optional<String> text(String member) {
        JsonNode value = body.path(member);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    String requiredText(String member) {
        return text(member).orElseThrow();
    }
}
