package io.grantkeeper.permissions;

import java.util.List;

/** What was made of a permission's name. */
record Reading(List<Capability> capabilities, Source source) {
    Reading {
        capabilities = List.copyOf(capabilities);
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
