package io.grantkeeper.infra.functions;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The IAM actions that a function may perform on a resource.
 *
 * @param actions the actions, for example {@code dynamodb:GetItem}; empty if the function only receives the resource's
 *     address
 */
public record ResourceGrant(FunctionResource resource, Set<String> actions) {
    public ResourceGrant {
        actions = Set.copyOf(actions);
    }

    /** Returns the actions, sorted alphabetically. */
    public List<String> sortedActions() {
        return List.copyOf(new TreeSet<>(actions));
    }
}
