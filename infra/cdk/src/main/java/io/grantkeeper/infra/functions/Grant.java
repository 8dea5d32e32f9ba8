package io.grantkeeper.infra.functions;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function may do with a resource.
 *
 * @param actions as IAM names them, for example {@code dynamodb:GetItem}; none for what is only to be known
 */
public record Grant(Resource resource, Set<String> actions) {
    public Grant {
        actions = Set.copyOf(actions);
    }

    /** The actions in the order of the alphabet. */
    public List<String> inOrder() {
        return List.copyOf(new TreeSet<>(actions));
    }
}
