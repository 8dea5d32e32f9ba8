package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/** What was made of a permission's name. */
record Reading(List<Capability> capabilities, Source source) {
    Reading {
        capabilities = List.copyOf(capabilities);
    }

    /** Actions on something that no rule knows; empty where the name holds no verb, or nothing beside it. */
    static Optional<Reading> ofUnnamed(List<String> words, Optional<String> actions, Reach reach) {
        String thing = String.join(" ", words).strip();
        return thing.isEmpty()
                ? Optional.empty()
                : actions.filter(codes -> !codes.isEmpty())
                        .map(codes -> of(Thing.unnamed(thing), codes, reach, Source.INFERRED));
    }

    /** Each of the actions, given as codes, on one thing. */
    static Reading of(Thing thing, String actions, Reach reach, Source source) {
        return new Reading(
                actions.chars()
                        .mapToObj(code -> new Capability(thing, Action.ofCode((char) code), reach))
                        .toList(),
                source);
    }
}
