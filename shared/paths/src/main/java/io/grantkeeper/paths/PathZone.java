package io.grantkeeper.paths;

import java.util.Set;

/**
 * A zone that the operator has defined.
 *
 * @param name the name, such as {@code production-secrets}
 * @param members ids of identities and names of places, such as {@code github:deploy}; a name that ends with {@code *}
 *     matches every name that starts with the text before it
 * @param capabilities capabilities that make an identity part of the zone if it has at least one of them for the whole
 *     tenant; each is an action and a class of resources, such as {@code read mail}
 */
public record PathZone(String name, Set<String> members, Set<String> capabilities) {
    public PathZone {
        members = Set.copyOf(members);
        capabilities = Set.copyOf(capabilities);
    }

    /** Returns whether an entry of {@link #members} names this node. */
    boolean names(String node) {
        for (String member : members) {
            if (member.endsWith("*")
                    ? node.startsWith(member.substring(0, member.length() - 1))
                    : node.equals(member)) {
                return true;
            }
        }
        return false;
    }
}
