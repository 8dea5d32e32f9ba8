package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Optional;

/**
 * What an app holds, and what it was seen to do with it.
 *
 * @param kind delegated, application and so on, as the caller names it; empty where not known
 * @param granted permission names as the provider writes them; GitHub's as {@code name:level}
 */
public record Usage(
        ApiProvider provider,
        Optional<String> kind,
        List<String> granted,
        List<ObservedCall> calls,
        Coverage coverage) {
    public Usage {
        granted = List.copyOf(granted);
        calls = List.copyOf(calls);
    }
}
