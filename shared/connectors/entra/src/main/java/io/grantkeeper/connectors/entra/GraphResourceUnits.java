package io.grantkeeper.connectors.entra;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The cost of directory reads in resource units (Graph, "Microsoft Graph service-specific throttling limits", identity
 * and access service limits): a base cost by path, minus one with {@code $select}, plus one with {@code $expand}, and
 * at least one. The discount for small pages is ignored, because the connector reads no page that is small enough.
 */
final class GraphResourceUnits {
    private static final String BY_APP_ID = "(appId=";

    private GraphResourceUnits() {}

    /** Returns the cost of a call to a Graph URL, for example the link to a page. */
    static int of(URI uri) {
        // The path starts with the API version.
        return of(uri.getRawPath().replaceFirst("^/[^/]+/", ""), uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    /** Returns the cost of a request inside a batch, or of a call that has not been made yet. */
    static int of(GraphRequestUri address) {
        String[] parts = address.relative().replaceFirst("^/", "").split("\\?", 2);
        return of(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static int of(String path, String query) {
        List<String> options = Arrays.stream(query.split("&", -1))
                .map(option -> option.split("=", 2)[0].replace("%24", "$"))
                .toList();
        int select = options.contains("$select") ? 1 : 0;
        int expand = options.contains("$expand") ? 1 : 0;
        return Math.max(1, baseCost(path) - select + expand);
    }

    private static int baseCost(String path) {
        List<String> segments = List.of(path.split("/", -1));
        String first = segments.getFirst();
        boolean listing = segments.size() == 1 && !first.contains(BY_APP_ID);
        return switch (first) {
            case "applications", "users" -> listing ? 2 : 1;
            case "oauth2PermissionGrants" -> 2;
            default -> segments.getLast().equals("appRoleAssignments") ? 2 : 1;
        };
    }
}
