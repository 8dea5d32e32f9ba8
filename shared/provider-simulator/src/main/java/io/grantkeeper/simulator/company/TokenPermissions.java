package io.grantkeeper.simulator.company;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a fine-grained token may do, in the three groups GitHub keeps for tokens (an app's permissions are flat). */
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
