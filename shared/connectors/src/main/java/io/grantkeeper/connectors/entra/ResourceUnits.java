package io.grantkeeper.connectors.entra;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * What a read of the directory costs (Graph, "Microsoft Graph service-specific throttling limits", identity and access
 * service limits): a base cost by path, one less with {@code $select}, one more with {@code $expand}, never under one. The
 * discount for small pages is not taken: no page of ours is that small.
 */
final class ResourceUnits {
    private static final String BY_APP_ID = "(appId=";

    private ResourceUnits() {}

    /** Of a call to an address of Graph, such as a page's link. */
    static int of(URI uri) {
        // The path begins with the version.
        return of(uri.getRawPath().replaceFirst("^/[^/]+/", ""), uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    /** Of a request inside a batch, or of a call that is yet to be made. */
    static int of(Address address) {
        String[] parts = address.relative().replaceFirst("^/", "").split("\\?", 2);
        return of(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static int of(String path, String query) {
        List<String> options = Arrays.stream(query.split("&", -1))
                .map(option -> option.split("=", 2)[0].replace("%24", "$"))
                .toList();
        int select = options.contains("$select") ? 1 : 0;
        int expand = options.contains("$expand") ? 1 : 0;
        return Math.max(1, base(path) - select + expand);
    }

    private static int base(String path) {
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
