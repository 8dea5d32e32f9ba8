package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Optional;

/**
 * The permissions that an app holds, and its observed calls.
 *
 * @param kind the permission kind in the caller's wording, for example "delegated" or "application"; empty if unknown
 * @param granted permission names as the provider writes them; for GitHub, in the form {@code name:level}
 */
public record ObservedUsage(
        PermissionTableProvider provider,
        Optional<String> kind,
        List<String> granted,
        List<ObservedCall> calls,
        UsageCoverage coverage) {
    public ObservedUsage {
        granted = List.copyOf(granted);
        calls = List.copyOf(calls);
    }
}
