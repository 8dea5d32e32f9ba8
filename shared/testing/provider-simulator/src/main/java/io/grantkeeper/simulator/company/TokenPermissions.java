package io.grantkeeper.simulator.company;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The permissions of a fine-grained token, in the three groups that GitHub uses for tokens. An app's permissions, in
 * contrast, are not grouped.
 */
public record TokenPermissions(
        SortedMap<String, String> organization, SortedMap<String, String> repository, SortedMap<String, String> other) {

    public static TokenPermissions of(Map<String, String> organization, Map<String, String> repository) {
        return new TokenPermissions(new TreeMap<>(organization), new TreeMap<>(repository), new TreeMap<>());
    }

    public TokenPermissions plus(TokenPermissions more) {
        var sum = new TokenPermissions(new TreeMap<>(organization), new TreeMap<>(repository), new TreeMap<>(other));
        sum.organization.putAll(more.organization);
        sum.repository.putAll(more.repository);
        sum.other.putAll(more.other);
        return sum;
    }
}
